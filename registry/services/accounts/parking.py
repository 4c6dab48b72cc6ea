"""What was sent just after a session had ended is kept for its holder, encrypted and for half an hour."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from registry.errors import NotFound
from registry.extensions.database import reading, transaction
from registry.models import Account, ParkedForm, SignInSession
from registry.services.accounts.one_time import digest_of, new_token
from registry.vocabulary.sign_in import SessionStage

KEPT = timedelta(minutes=30)
#: What nobody needs to park, and what would fill the table.
MOST_LETTERS = 60_000
MOST_FORMS = 5
#: How long after its last use a session still says whose the form is.
REMEMBERED = timedelta(days=2)

Fields = Sequence[tuple[str, str]]


def park(session_token: str, address: str, fields: Fields, *, at: datetime) -> str | None:
    """Keep a form for the holder of a session that has ended; the token that brings it back, None if it is not kept.

    Kept are only forms of an account that is open, up to 60,000 letters and five at a time. A session that
    never came past its code speaks for nobody.
    """
    if sum(len(name) + len(value) for name, value in fields) > MOST_LETTERS:
        return None
    with transaction() as session:
        account_id = _holder(session, session_token, at)
        if account_id is None:
            return None
        forget_parked(session, at=at)
        held = select(func.count()).select_from(ParkedForm).where(ParkedForm.account_id == account_id)
        if (session.scalar(held) or 0) >= MOST_FORMS:
            return None
        token = new_token()
        session.add(
            ParkedForm(
                account_id=account_id,
                digest=digest_of(token),
                address=address,
                fields=[list(field) for field in fields],
                parked_at=at,
            )
        )
        return token


def find_parked(token: str, *, officer: Account, at: datetime) -> ParkedForm:
    """The form that the officer sent.

    Raises:
        NotFound: There is none under this token, it is another's, or its time is over.
    """
    own = ParkedForm.digest == digest_of(token), ParkedForm.account_id == officer.id, ParkedForm.parked_at > at - KEPT
    with reading() as session:
        found = session.scalars(select(ParkedForm).where(*own)).first()
    if found is None:
        raise NotFound
    return found


def forget_parked(session: Session, *, at: datetime) -> None:
    """Remove the forms whose time is over."""
    session.connection().execute(delete(ParkedForm).where(ParkedForm.parked_at <= at - KEPT))


def _holder(session: Session, token: str, at: datetime) -> int | None:
    statement = (
        select(Account.id)
        .join(SignInSession, SignInSession.account_id == Account.id)
        .where(
            SignInSession.digest == digest_of(token),
            SignInSession.stage == SessionStage.OPEN,
            SignInSession.seen_at > at - REMEMBERED,
            Account.is_active,
        )
    )
    return session.scalar(statement)
