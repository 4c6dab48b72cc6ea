"""Bearer tokens of the API: shown once, kept as a digest."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.database import reading, transaction
from registry.models import Account, ApiToken
from registry.vocabulary.spelling import fold

LONGEST_DAYS = 365


def issue_token(username: str, *, at: datetime, days: int = 90) -> str:
    """Give an active officer a new token and return it, for this once.

    Raises:
        NotFound: No active officer has this name.
        InvalidFields: The days are not between 1 and 365.
    """
    if not 1 <= days <= LONGEST_DAYS:
        raise InvalidFields({"days": ("token_days", {"longest": LONGEST_DAYS})})
    token = secrets.token_urlsafe(32)
    with transaction() as session:
        active = select(Account).where(Account.username == fold(username), Account.is_active)
        officer = session.scalars(active).first()
        if officer is None:
            raise NotFound("officer_unknown", username=username)
        session.add(ApiToken(officer=officer, digest=_digest(token), expires_at=at + timedelta(days=days)))
        session.flush()
    return token


def officer_of_token(token: str, *, at: datetime) -> Account | None:
    """The active officer whom the token stands for, office loaded; None where it opens nothing."""
    with reading() as session:
        statement = select(ApiToken).where(ApiToken.digest == _digest(token))
        holder = joinedload(ApiToken.officer, innerjoin=True)
        whole = holder.joinedload(Account.office), holder.selectinload(Account.scopes)
        found = session.scalars(statement.options(*whole)).first()
        if found is None or not found.is_usable(at) or not found.officer.is_active:
            return None
        return found.officer


def list_tokens(officer: Account) -> Sequence[ApiToken]:
    """The officer's own tokens, the newest first; spent ones too."""
    with reading() as session:
        return session.scalars(
            select(ApiToken).where(ApiToken.officer_id == officer.id).order_by(ApiToken.id.desc())
        ).all()


def revoke_token(token_id: int, *, officer: Account, at: datetime) -> ApiToken:
    """End one of the officer's own tokens at once.

    Raises:
        NotFound: The officer has no such token.
        WrongState: It was revoked before.
    """
    with transaction() as session:
        own = select(ApiToken).where(ApiToken.id == token_id, ApiToken.officer_id == officer.id)
        token = session.scalars(own.with_for_update()).first()
        if token is None:
            raise NotFound(token_id=token_id)
        if token.revoked_at is not None:
            raise WrongState("token_revoked")
        token.revoked_at = at
        session.flush()
        return token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
