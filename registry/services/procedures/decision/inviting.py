"""The account of an institution that was registered: invited by mail to whoever filed, for what its role needs."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from registry.models import Account, AccountScope, CaseFile, Institution
from registry.services.accounts.accounts import AccountDetails
from registry.services.accounts.managing import invite
from registry.services.accounts.scopes import Scope
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.institutions import InstitutionRole

ROLES = {
    InstitutionRole.BENEFICIARY_UNIT: Role.INSTITUTION_MANAGER,
    InstitutionRole.SOCIAL_HELP: Role.INSTITUTION_MANAGER,
    InstitutionRole.COMPANY: Role.COMPANY_MANAGER,
    InstitutionRole.RELIGIOUS_GROUP: Role.RELIGIOUS_REPRESENTATIVE,
}
#: What tells the usernames of one institution's accounts apart.
MARKS = {
    Role.INSTITUTION_MANAGER: "institucion",
    Role.COMPANY_MANAGER: "empresa",
    Role.RELIGIOUS_REPRESENTATIVE: "religiosa",
}
USUAL_POST = "Representante"


@dataclass(frozen=True)
class Invited:
    """The account that answers for an institution from now on."""

    account: Account
    #: Whether it was opened now; else it answered for it already, or for another institution.
    is_new: bool
    #: Of the invitation's link, where no mail is sent and the officer hands it over.
    token: str = ""


def invite_for(
    session: Session, case: CaseFile, institution: Institution, role: InstitutionRole, *, at: datetime
) -> Invited | None:
    """Let whoever filed answer for the institution, within the caller's transaction.

    An account that does so already stays alone; one of the same role and address is given this institution too.
    None where no address was given, or it belongs to an account of another role: an administrator then opens one.
    """
    wanted = ROLES[role]
    known = _holder(session, institution.id, wanted)
    if known is not None:
        return Invited(known, is_new=False)
    contact = case.answers.get("contact", {})
    address = str(contact.get("email") or case.email).strip().lower()
    if not address:
        return None
    same = session.scalars(
        select(Account).where(Account.email == address).options(selectinload(Account.scopes))
    ).first()
    if same is not None:
        return _widened(session, same, wanted, institution.id)
    details = AccountDetails(
        username=f"{institution.ruc}-{MARKS[wanted]}",
        full_name=contact.get("contact_name") or institution.representative or institution.name,
        post=contact.get("contact_post") or USUAL_POST,
        role=wanted,
        email=address,
        scopes=(_scope(institution.id),),
    )
    if session.scalars(select(Account.id).where(Account.username == details.username)).first() is not None:
        return None
    sent = invite(details, officer=None, at=at)
    return Invited(sent.account, is_new=True, token=sent.token)


def _holder(session: Session, institution_id: int, role: Role) -> Account | None:
    scope = AccountScope.kind == ScopeKind.INSTITUTION, AccountScope.key == str(institution_id)
    own = select(Account).join(AccountScope, AccountScope.account_id == Account.id)
    return session.scalars(own.where(*scope, Account.role == role, Account.is_active)).first()


def _widened(session: Session, account: Account, role: Role, institution_id: int) -> Invited | None:
    if account.role is not role or not account.is_active:
        return None
    scope = _scope(institution_id)
    account.scopes.append(AccountScope(kind=scope.kind, key=scope.key))
    session.flush()
    return Invited(account, is_new=False)


def _scope(institution_id: int) -> Scope:
    return Scope(ScopeKind.INSTITUTION, str(institution_id))
