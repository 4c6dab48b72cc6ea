"""Whom a mail to an institution goes to."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models import Account, AccountScope, Institution
from registry.vocabulary.accounts import ScopeKind


def addresses_of(session: Session, institution: Institution) -> Sequence[str]:
    """The addresses of whoever answers for an institution with an account; else its own, if it has one."""
    scope = AccountScope.kind == ScopeKind.INSTITUTION, AccountScope.key == str(institution.id)
    own = select(Account.email).join(AccountScope, AccountScope.account_id == Account.id)
    found = session.scalars(own.where(*scope, Account.is_active, Account.email.is_not(None))).all()
    return sorted({address for address in found if address}) or [institution.email] * bool(institution.email)
