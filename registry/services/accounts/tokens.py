"""Bearer tokens of the API: shown once, kept as a digest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.database import reading, transaction
from registry.models import Account
from registry.models import ApiToken as ApiToken
from registry.services.accounts.one_time import digest_of, new_token
from registry.vocabulary.sign_in import TokenScope
from registry.vocabulary.spelling import fold

LONGEST_DAYS = 365


@dataclass(frozen=True)
class TokenDetails:
    """What a key is for, and how long."""

    name: str = ""
    scope: TokenScope = TokenScope.WRITE
    days: int = 90


def issue_token(username: str, details: TokenDetails | None = None, *, at: datetime) -> str:
    """Give an active account a new token and return it, for this once.

    Raises:
        NotFound: No active account has this name.
        InvalidFields: The days are not between 1 and 365.
    """
    details = details or TokenDetails()
    if not 1 <= details.days <= LONGEST_DAYS:
        raise InvalidFields({"days": ("token_days", {"longest": LONGEST_DAYS})})
    token = new_token()
    with transaction() as session:
        active = select(Account).where(Account.username == fold(username), Account.is_active)
        officer = session.scalars(active).first()
        if officer is None:
            raise NotFound("officer_unknown", username=username)
        expires_at = at + timedelta(days=details.days)
        key = ApiToken(officer=officer, name=details.name, scope=details.scope, expires_at=expires_at)
        key.digest = digest_of(token)
        session.add(key)
        session.flush()
    return token


def find_key(token: str, *, at: datetime) -> ApiToken | None:
    """What the token opens, its account, office and scopes loaded; None where it opens nothing."""
    with reading() as session:
        statement = select(ApiToken).where(ApiToken.digest == digest_of(token))
        holder = joinedload(ApiToken.officer, innerjoin=True)
        whole = holder.joinedload(Account.office), holder.selectinload(Account.scopes)
        found = session.scalars(statement.options(*whole)).first()
        if found is None or not found.is_usable(at) or not found.officer.is_active:
            return None
        return found


def officer_of_token(token: str, *, at: datetime) -> Account | None:
    """The active account that the token stands for; None where it opens nothing."""
    key = find_key(token, at=at)
    return None if key is None else key.officer


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


def revoke_all(session: Session, account_id: int, *, at: datetime) -> None:
    """End every token of an account within the caller's transaction."""
    good = select(ApiToken).where(ApiToken.officer_id == account_id, ApiToken.revoked_at.is_(None))
    for token in session.scalars(good.order_by(ApiToken.id).with_for_update()):
        token.revoked_at = at
    session.flush()
