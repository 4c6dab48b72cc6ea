"""Open sessions: one a browser, kept in the database, so that each can be seen and ended.

The browser holds a token that changes with every step of signing in; here stands its digest. A
session ends when it is left idle, when its longest time is over, when its holder or a new password
ends it, or when the account is closed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import ColumnElement, Select, select, update
from sqlalchemy.orm import Session, joinedload

from registry.config import Settings
from registry.errors import NotFound
from registry.extensions.database import reading, transaction
from registry.models import Account, SecondFactor, SignInSession
from registry.services.accounts.factor_rules import is_factor_required
from registry.services.accounts.one_time import digest_of, new_token
from registry.vocabulary.sign_in import SessionStage

#: How often a session notes that it is in use.
SEEN_EVERY = timedelta(minutes=1)
#: For the steps between password and open session.
STEP_TIME = timedelta(minutes=15)
#: For so long a browser counts as known after a sign-in on it.
DEVICE_KNOWN = timedelta(days=90)


@dataclass(frozen=True)
class Browser:
    """Where somebody signs in from; *mark* is what the browser keeps for longer than a session."""

    address: str = ""
    device: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Opened:
    """A session with the token that opens it, told this once."""

    token: str
    session: SignInSession


def open_session(account: Account, *, browser: Browser, at: datetime, stage: SessionStage | None = None) -> Opened:
    """Begin a session after the right password, at the step that the account's second factor asks for."""
    token = new_token()
    with transaction() as session:
        opened = SignInSession(
            account_id=account.id,
            digest=digest_of(token),
            stage=stage or _stage(session, account),
            opened_at=at,
            seen_at=at,
            password_at=at,
            address=browser.address,
            device=browser.device[:80],
            device_digest=browser.mark and digest_of(browser.mark),
        )
        session.add(opened)
        session.flush()
        return Opened(token, opened)


def promote(session: Session, row: SignInSession, *, at: datetime) -> Opened:
    """Let a session whose code was right be open, under a new token."""
    token = new_token()
    row.digest, row.stage = digest_of(token), SessionStage.OPEN
    row.code_at, row.seen_at = at, at
    session.flush()
    return Opened(token, row)


def find_session(token: str, *, at: datetime) -> SignInSession | None:
    """The living session that the token opens, account, office and scopes loaded, at whatever step it is."""
    with reading() as session:
        found = session.scalars(_whole().where(SignInSession.digest == digest_of(token), *_living(at))).first()
    if found is None or not found.account.is_active:
        return None
    if found.stage is not SessionStage.OPEN and at - found.opened_at >= STEP_TIME:
        return None
    return found


def note_use(row: SignInSession, *, at: datetime) -> None:
    """Note that a session is in use, once a minute at most; a sign of life, which the audit passes over."""
    if at - row.seen_at < SEEN_EVERY:
        return
    with transaction() as session:
        seen = update(SignInSession).where(SignInSession.id == row.id).values(seen_at=at)
        session.connection().execute(seen)


def list_sessions(officer: Account, *, at: datetime) -> Sequence[SignInSession]:
    """The officer's open sessions, the last one used first."""
    with reading() as session:
        own = select(SignInSession).where(
            SignInSession.account_id == officer.id, SignInSession.stage == SessionStage.OPEN, *_living(at)
        )
        return session.scalars(own.order_by(SignInSession.seen_at.desc(), SignInSession.id)).all()


def end_session(session_id: int, *, officer: Account, at: datetime) -> None:
    """End one of the officer's own sessions at once.

    Raises:
        NotFound: The officer has no such open session.
    """
    with transaction() as session:
        own = select(SignInSession).where(SignInSession.id == session_id, SignInSession.account_id == officer.id)
        row = session.scalars(own.where(SignInSession.ended_at.is_(None)).with_for_update()).first()
        if row is None:
            raise NotFound(session_id=session_id)
        row.ended_at = at
        session.flush()


def end_all(account_id: int, *, at: datetime, but: int | None = None) -> int:
    """End every session of an account, except one that goes on; tells how many ended."""
    with transaction() as session:
        living = select(SignInSession).where(SignInSession.account_id == account_id, SignInSession.ended_at.is_(None))
        rows = [row for row in session.scalars(living.with_for_update()) if row.id != but]
        for row in rows:
            row.ended_at = at
        session.flush()
        return len(rows)


def knows_browser(session: Session, username: str, mark: str, *, at: datetime) -> bool:
    """Whether somebody signed in to this account on this browser in the last months."""
    if not mark:
        return False
    known = select(SignInSession.id).join(SignInSession.account)
    known = known.where(Account.username == username, SignInSession.device_digest == digest_of(mark))
    known = known.where(SignInSession.stage == SessionStage.OPEN, SignInSession.opened_at > at - DEVICE_KNOWN)
    return session.scalars(known.limit(1)).first() is not None


def _stage(session: Session, account: Account) -> SessionStage:
    statement = select(SecondFactor.confirmed_at).where(SecondFactor.account_id == account.id)
    if session.scalars(statement).first() is not None:
        return SessionStage.CODE
    return SessionStage.SET_UP if is_factor_required(account) else SessionStage.OPEN


def _whole() -> Select[SignInSession]:
    holder = joinedload(SignInSession.account, innerjoin=True)
    return select(SignInSession).options(holder.joinedload(Account.office), holder.selectinload(Account.scopes))


def _living(at: datetime) -> tuple[ColumnElement[bool], ...]:
    settings: Settings = current_app.config["SETTINGS"]
    return (
        SignInSession.ended_at.is_(None),
        SignInSession.seen_at > at - timedelta(minutes=settings.session_minutes),
        SignInSession.opened_at > at - timedelta(hours=settings.session_hours),
    )
