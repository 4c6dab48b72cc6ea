"""Who sits before an open session: asked again before signing, and before changing what lets people in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from registry.errors import InvalidFields, NotFound
from registry.extensions.database import transaction
from registry.models import Account, SignInSession
from registry.services.accounts import second_factor
from registry.services.accounts.passwords import is_right
from registry.services.accounts.sessions import Browser
from registry.services.accounts.sign_in import take_code, take_password

#: A password typed so lately still counts; a code counts for longer.
PASSWORD_LASTS, CODE_LASTS = timedelta(minutes=15), timedelta(hours=1)


@dataclass(frozen=True)
class Proof:
    """What somebody types to prove again who they are; the code only where it is asked for."""

    password: str
    code: str = ""


def is_recent(row: SignInSession, *, at: datetime) -> bool:
    """Whether the session's holder proved lately who they are."""
    return at - row.password_at < PASSWORD_LASTS


def asks_for_code(row: SignInSession, *, at: datetime) -> bool:
    """Whether proving it again takes a code too."""
    if row.code_at is not None and at - row.code_at < CODE_LASTS:
        return False
    return second_factor.state_of(row.account_id).is_on


def confirm_identity(row: SignInSession, proof: Proof, *, at: datetime, browser: Browser | None = None) -> None:
    """Note on the session that its holder proved again who they are; failures count as at the sign-in.

    Raises:
        NotFound: The session has ended.
        InvalidFields: Password or code is not right, or there were too many tries.
    """
    browser = browser or Browser()
    needs_code = asks_for_code(row, at=at)
    is_password_right = is_right(row.account.password_hash, proof.password)
    with transaction() as session:
        open_row = session.scalars(_held(row.id)).first()
        if open_row is None:
            raise NotFound(session_id=row.id)
        refused = ""
        if not take_password(session, open_row.account, is_password_right=is_password_right, at=at, browser=browser):
            refused = "password"
        elif needs_code and not take_code(session, open_row.account, proof.code, at=at, browser=browser):
            refused = "code"
        if not refused:
            open_row.password_at = at
            open_row.code_at = at if needs_code else open_row.code_at
        session.flush()
    if refused:
        raise InvalidFields({refused: (f"{refused}_wrong", {})})


def _held(session_id: int) -> Select[SignInSession]:
    holder = joinedload(SignInSession.account, innerjoin=True)
    loaded = select(SignInSession).options(holder.joinedload(Account.office), holder.selectinload(Account.scopes))
    own = loaded.where(SignInSession.id == session_id, SignInSession.ended_at.is_(None))
    return own.with_for_update(of=SignInSession)
