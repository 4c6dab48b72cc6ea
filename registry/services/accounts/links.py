"""One-time links: an invitation, or a new password; whoever holds one sets the account's password."""

from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from registry.errors import NotFound
from registry.extensions.database import reading, transaction
from registry.models import Account, OneTimeLink
from registry.services.accounts.one_time import digest_of, new_token
from registry.vocabulary.sign_in import LinkKind

TERMS = {LinkKind.INVITATION: timedelta(days=7), LinkKind.RESET: timedelta(minutes=45)}
MISSING = {LinkKind.INVITATION: "invitation_spent", LinkKind.RESET: "reset_spent"}


def issue_link(account_id: int, kind: LinkKind, *, at: datetime) -> str:
    """Make a link and return its token, for this once; links that wait already stay good until one is used."""
    token = new_token()
    with transaction() as session:
        link = OneTimeLink(account_id=account_id, kind=kind, digest=digest_of(token), expires_at=at + TERMS[kind])
        session.add(link)
        session.flush()
    return token


def find_holder(token: str, kind: LinkKind, *, at: datetime) -> Account:
    """The account whose password the link sets.

    Raises:
        NotFound: The link was used, revoked, is too old or never was.
    """
    with reading() as session:
        return _usable(session, _whole(token, kind), kind, at).account


def spend(session: Session, token: str, kind: LinkKind, *, at: datetime) -> Account:
    """Use up a link and every other one of its account; of two uses at once one finds it spent.

    Raises:
        NotFound: The link was used, revoked, is too old or never was.
    """
    holder = select(OneTimeLink.account_id).where(OneTimeLink.digest == digest_of(token)).scalar_subquery()
    # Links of one account wait for its row: whoever held one and then wanted the others would lock out a rival.
    session.execute(select(Account.id).where(Account.id == holder).with_for_update())
    account = _usable(session, _whole(token, kind), kind, at).account
    revoke_links(session, account.id, at=at)
    return account


def revoke_links(session: Session, account_id: int, *, at: datetime) -> None:
    """Let no link of the account open anything any more, within the caller's transaction."""
    waiting = select(OneTimeLink).where(OneTimeLink.account_id == account_id, OneTimeLink.spent_at.is_(None))
    for link in session.scalars(waiting.order_by(OneTimeLink.id).with_for_update()):
        link.spent_at = at
    session.flush()


def _usable(session: Session, statement: Select[OneTimeLink], kind: LinkKind, at: datetime) -> OneTimeLink:
    link = session.scalars(statement).first()
    if link is None or not link.is_usable(at) or not link.account.is_active:
        raise NotFound(MISSING[kind])
    return link


def _whole(token: str, kind: LinkKind) -> Select[OneTimeLink]:
    holder = joinedload(OneTimeLink.account, innerjoin=True)
    loaded = select(OneTimeLink).options(holder.joinedload(Account.office), holder.selectinload(Account.scopes))
    return loaded.where(OneTimeLink.digest == digest_of(token), OneTimeLink.kind == kind)
