"""Signing in: password, then code; one answer for every failure, and a growing delay after too many.

Whoever proves who they are in another way, as an identity provider of the State (ID GOB.PE, OpenID
Connect) may one day, joins after the password: `sessions.open_session` begins the session, and the
account would keep the provider and the subject by which it knows its holder.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import InvalidFields, NotFound, SignInRefused
from registry.extensions.actor import acting, current_actor
from registry.extensions.database import reading, transaction
from registry.models import Account, SignInSession
from registry.services import audit
from registry.services.accounts import second_factor, tries
from registry.services.accounts.accounts import actor_of
from registry.services.accounts.one_time import digest_of
from registry.services.accounts.passwords import hash_password, is_outdated, is_right
from registry.services.accounts.sessions import Browser, Opened, knows_browser, open_session, promote
from registry.services.accounts.tries import Gate
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.sign_in import SessionStage
from registry.vocabulary.spelling import fold


class Cause(StrEnum):
    """Why a sign-in failed: kept in the audit, never told to whoever tries."""

    UNKNOWN = "unknown"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - the name of a cause
    WRONG_CODE = "wrong_code"
    INACTIVE = "inactive"
    LOCKED = "locked"


@dataclass(frozen=True)
class SetUp:
    """A session that opened with the set-up of its second factor, and the recovery codes shown this once."""

    opened: Opened
    recovery_codes: list[str]


def sign_in(username: str, password: str, *, at: datetime, browser: Browser | None = None) -> Opened:
    """Begin a session for whoever knows the password; its stage tells what is still asked for.

    An unknown name, a wrong password, an account that is closed or was never opened, and a shut gate
    get the same answer after the same time. A hash of older costs is renewed.

    Raises:
        SignInRefused: In every case but one.
    """
    name, browser = fold(username), browser or Browser()
    known_hash = _find_hash(name)
    is_password_right = is_right(known_hash, password)
    renewed = hash_password(password) if known_hash and is_password_right and is_outdated(known_hash) else None
    with transaction() as session:
        account, cause = _settle(session, name, browser, is_password_right=is_password_right, at=at)
        _note_refusal(account, name, cause)
        if account is not None and cause is None:
            account.password_hash = renewed or account.password_hash
            session.flush()
            return begin_session(account, browser=browser, at=at)
    raise SignInRefused


def begin_session(account: Account, *, browser: Browser, at: datetime) -> Opened:
    """Begin a session for whoever proved to hold the account, by its password or a link that just set it."""
    with transaction():
        opened = open_session(account, browser=browser, at=at)
        if opened.session.stage is SessionStage.OPEN:
            _note_sign_in(account)
        if opened.session.stage is SessionStage.SET_UP:
            second_factor.begin(account)
        return opened


def give_code(token: str, code: str, *, at: datetime, browser: Browser | None = None) -> Opened:
    """Open the session of whoever also has the code: of the application, or one for recovery.

    Raises:
        NotFound: The session is not waiting for a code, or waited too long.
        InvalidFields: The code is not right, was used, or there were too many tries.
    """
    with transaction() as session:
        row = _waiting(session, token, SessionStage.CODE)
        is_right_code = take_code(session, row.account, code, at=at, browser=browser or Browser())
        if is_right_code:
            _note_sign_in(row.account)
            return promote(session, row, at=at)
    raise InvalidFields({"code": ("code_wrong", {})})


def finish_set_up(token: str, code: str, *, at: datetime) -> SetUp:
    """Open the session of whoever had to set up a second factor, by its first code.

    Raises:
        NotFound: The session is not waiting for it, or waited too long.
        WrongState: No secret was prepared.
        InvalidFields: The code is not the secret's.
    """
    with transaction() as session:
        row = _waiting(session, token, SessionStage.SET_UP)
        codes = second_factor.confirm(row.account, code, at=at)
        _note_sign_in(row.account)
        return SetUp(promote(session, row, at=at), codes)


def take_password(
    session: Session, account: Account, *, is_password_right: bool, at: datetime, browser: Browser
) -> bool:
    """Count a password typed again in an open session, within the caller's transaction; whether it lets on."""
    gates = gates_of(session, account.username, browser, at)[:1]
    cause = None
    if tries.are_shut(session, gates, at):
        cause = Cause.LOCKED
    elif not is_password_right:
        cause = Cause.WRONG_PASSWORD
        tries.count_failure(session, gates, at)
    else:
        tries.forget_failures(session, gates)
    _note_refusal(account, account.username, cause)
    return cause is None


def take_code(session: Session, account: Account, code: str, *, at: datetime, browser: Browser) -> bool:
    """Use up a code within the caller's transaction, counting failures; whether it was right."""
    mark = browser.mark if knows_browser(session, account.username, browser.mark, at=at) else ""
    gates = [tries.code_gate(account.id, mark)]
    cause = None
    if tries.are_shut(session, gates, at):
        cause = Cause.LOCKED
    elif not second_factor.take(session, account.id, code, at=at):
        cause = Cause.WRONG_CODE
        tries.count_failure(session, gates, at)
    else:
        tries.forget_failures(session, gates)
    _note_refusal(account, account.username, cause)
    return cause is None


def gates_of(session: Session, name: str, browser: Browser, at: datetime) -> list[Gate]:
    """The gates that a try passes: its browser's own where the name signed in on it before."""
    if knows_browser(session, name, browser.mark, at=at):
        return [tries.device_gate(name, browser.mark)]
    return [tries.name_gate(name), *([tries.address_gate(browser.address)] if browser.address else [])]


def _find_hash(name: str) -> str | None:
    with reading() as session:
        return session.scalars(select(Account.password_hash).where(Account.username == name)).first()


def _settle(
    session: Session, name: str, browser: Browser, *, is_password_right: bool, at: datetime
) -> tuple[Account | None, Cause | None]:
    """Count the outcome; the gates are looked at here, where tries at once queue up."""
    gates = gates_of(session, name, browser, at)
    is_shut = tries.are_shut(session, gates, at)
    whole = select(Account).options(joinedload(Account.office), selectinload(Account.scopes))
    account = session.scalars(whole.where(Account.username == name)).first()
    cause = Cause.LOCKED if is_shut else _cause(account, is_password_right=is_password_right)
    if cause is None:
        tries.forget_failures(session, gates[:1])
    elif cause is not Cause.LOCKED:
        tries.count_failure(session, gates, at)
    return account, cause


def _cause(account: Account | None, *, is_password_right: bool) -> Cause | None:
    if account is None:
        return Cause.UNKNOWN
    if not is_password_right:
        return Cause.WRONG_PASSWORD
    return None if account.is_active else Cause.INACTIVE


def _waiting(session: Session, token: str, stage: SessionStage) -> SignInSession:
    """The session at this step, held until the transaction ends, its account loaded."""
    holder = joinedload(SignInSession.account, innerjoin=True)
    statement = select(SignInSession).options(holder.joinedload(Account.office), holder.selectinload(Account.scopes))
    own = statement.where(SignInSession.digest == digest_of(token), SignInSession.stage == stage)
    row = session.scalars(own.where(SignInSession.ended_at.is_(None)).with_for_update(of=SignInSession)).first()
    if row is None or not row.account.is_active:
        raise NotFound(stage=stage.value)
    return row


def _note_refusal(account: Account | None, name: str, cause: Cause | None) -> None:
    if cause is None:
        return
    if account is None:
        # What was typed may be a password in the wrong box.
        audit.record(AuditAction.SIGN_IN_REFUSED, "account", None, cause=cause, username=audit.digest(name))
    else:
        audit.record(AuditAction.SIGN_IN_REFUSED, "account", account.id, cause=cause)


def _note_sign_in(account: Account) -> None:
    visitor = current_actor()
    with acting(actor_of(account, address=visitor.address, request_id=visitor.request_id)):
        audit.record(AuditAction.SIGNED_IN, "account", account.id)
