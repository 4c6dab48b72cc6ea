"""Signing in: one answer for every failure, and a growing delay after too many."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from registry.errors import SignInRefused
from registry.extensions.actor import acting, current_actor
from registry.extensions.database import reading, transaction
from registry.models import Account
from registry.services import audit
from registry.services.accounts.accounts import actor_of
from registry.services.accounts.passwords import hash_password, is_outdated, is_right
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.spelling import fold

FREE_TRIES = 5
FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(minutes=15)


class Cause(StrEnum):
    """Why a sign-in failed: kept in the audit, never told to whoever tries."""

    UNKNOWN = "unknown"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - the name of a cause
    INACTIVE = "inactive"
    LOCKED = "locked"


def sign_in(username: str, password: str, *, at: datetime) -> Account:
    """Open the door to an officer, office loaded.

    An unknown name, a wrong password, a closed and a locked account get the same
    answer after the same time. Five wrong passwords lock the account for a minute,
    each further one for twice as long, up to fifteen. A hash of older costs is renewed.

    Raises:
        SignInRefused: In every case but one.
    """
    name = fold(username)
    known_hash = _find_hash(name)
    is_password_right = is_right(known_hash, password)
    renewed = hash_password(password) if known_hash and is_password_right and is_outdated(known_hash) else None
    officer, cause = _settle(name, is_password_right=is_password_right, renewed=renewed, at=at)
    if officer is None or cause is not None:
        raise SignInRefused
    return officer


def delay_after(failures: int) -> timedelta:
    """How long an account stays shut after so many wrong passwords in a row."""
    if failures < FREE_TRIES:
        return timedelta()
    return min(FIRST_DELAY * (1 << min(failures - FREE_TRIES, 10)), LONGEST_DELAY)


def _find_hash(name: str) -> str | None:
    with reading() as session:
        return session.scalars(select(Account.password_hash).where(Account.username == name)).first()


def _settle(
    name: str, *, is_password_right: bool, renewed: str | None, at: datetime
) -> tuple[Account | None, Cause | None]:
    """Count and note the outcome; the lock is looked at again here, where tries at once queue up."""
    with transaction() as session:
        statement = select(Account).options(joinedload(Account.office), selectinload(Account.scopes))
        officer = session.scalars(statement.where(Account.username == name).with_for_update(of=Account)).first()
        cause = _cause(officer, is_password_right=is_password_right, at=at)
        if officer is not None:
            _count(officer, cause, at)
            officer.password_hash = renewed if renewed and cause is None else officer.password_hash
            session.flush()
        _note(officer, name, cause)
        return officer, cause


def _cause(officer: Account | None, *, is_password_right: bool, at: datetime) -> Cause | None:
    if officer is None:
        return Cause.UNKNOWN
    if officer.is_locked(at):
        return Cause.LOCKED
    if not is_password_right:
        return Cause.WRONG_PASSWORD
    return None if officer.is_active else Cause.INACTIVE


def _count(officer: Account, cause: Cause | None, at: datetime) -> None:
    if cause is None:
        officer.failed_sign_ins, officer.locked_until = 0, None
    elif cause is Cause.WRONG_PASSWORD:
        officer.failed_sign_ins += 1
        delay = delay_after(officer.failed_sign_ins)
        officer.locked_until = at + delay if delay else None


def _note(officer: Account | None, name: str, cause: Cause | None) -> None:
    if officer is None:
        # What was typed may be a password in the wrong box.
        audit.record(AuditAction.SIGN_IN_REFUSED, "account", None, cause=cause, username=audit.digest(name))
    elif cause is not None:
        audit.record(AuditAction.SIGN_IN_REFUSED, "account", officer.id, cause=cause)
    else:
        visitor = current_actor()
        with acting(actor_of(officer, address=visitor.address, request_id=visitor.request_id)):
            audit.record(AuditAction.SIGNED_IN, "account", officer.id)
