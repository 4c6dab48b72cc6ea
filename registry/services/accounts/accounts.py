"""Officers: the named people who sign in and answer for what they decide."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import InvalidFields, NotAllowed, NotFound, WrongState
from registry.extensions.actor import Actor
from registry.extensions.clock import now
from registry.extensions.database import reading, transaction
from registry.models import Account as Account
from registry.models import Office
from registry.services.accounts import outbox, tokens
from registry.services.accounts.passwords import check_password, hash_password
from registry.services.accounts.policy import Act, Owner, reach_of, require, within
from registry.services.accounts.scopes import Scope, granted
from registry.services.accounts.sessions import end_all
from registry.services.saving import Problems, refuse, saving
from registry.vocabulary.accounts import OUTSIDERS, Role
from registry.vocabulary.spelling import fold

#: Roles whose work lies within one office or prison.
OFFICE_ROLES = (
    Role.CASE_OFFICER,
    Role.CHIEF,
    Role.PRISON_WORK_OFFICER,
    Role.EVALUATOR_HEALTH,
    Role.EVALUATOR_PSYCHOLOGY,
    Role.EVALUATOR_SOCIAL,
    Role.EVALUATOR_WORK,
)
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


@dataclass(frozen=True)
class AccountDetails:
    """Facts of whoever signs in; an officer's post is printed under every signature."""

    username: str
    full_name: str
    post: str
    role: Role
    #: Of whoever belongs to the operator; people of institutions have none.
    office_id: int | None = None
    email: str = ""
    scopes: tuple[Scope, ...] = ()


def add_account(details: AccountDetails, *, password: str | None, officer: Account | None = None) -> Account:
    """Open an account; a chief adds officers of the own office, the command line (no *officer*) of any.

    Without a password it waits for its holder to accept an invitation.

    Raises:
        NotAllowed: The role does not include it.
        NotFound: The office is another one than the chief's.
        InvalidFields: A field breaks a rule, or the name is taken.
    """
    require_manager(officer, details.office_id, details.role)
    details = replace(details, username=fold(details.username), email=details.email.strip().lower())
    refuse(_problems(details))
    if password is not None:
        check_password(password, details.username, details.full_name, details.email.partition("@")[0])
    password_hash = None if password is None else hash_password(password)
    with transaction() as session:
        _refuse_taken(session, details)
        added = Account(**_columns(details), office=_office(session, details.office_id))
        added.scopes = granted(session, details.role, details.scopes)
        added.password_hash = password_hash
        with saving(session, refuse_rival=lambda: _refuse_taken(session, details)):
            session.add(added)
        return added


def get_account(officer_id: int) -> Account:
    """The officer with this key, office loaded.

    Raises:
        NotFound: There is none.
    """
    with reading() as session:
        return _get(session, officer_id)


def find_account(username: str) -> Account | None:
    """The officer with this name, office loaded, if there is one."""
    with reading() as session:
        return session.scalars(_with_office().where(Account.username == fold(username))).first()


def list_accounts(*, officer: Account | None = None) -> Sequence[Account]:
    """Officers by name, offices loaded: those that the officer manages, or all for the command line."""
    with reading() as session:
        statement = _with_office().order_by(Account.full_name, Account.id)
        if officer is not None:
            statement = statement.where(within(officer, Act.MANAGE_ACCOUNTS, office=Account.office_id))
        return session.scalars(statement).all()


def change_password(officer_id: int, *, password: str, officer: Account | None = None) -> Account:
    """Give an officer another password; what was opened by the one before is shut: sessions, links, keys.

    Raises:
        NotAllowed: The role does not include it.
        NotFound: No such officer in the chief's office.
        InvalidFields: The password is refused.
    """
    with transaction() as session:
        changed = find_managed(session, officer_id, officer)
        check_password(password, *words_about(changed))
        changed.password_hash = hash_password(password)
        shut_out(session, changed, at=now())
        return changed


def deactivate(officer_id: int, *, officer: Account | None = None, at: datetime | None = None) -> Account:
    """Close an account and end its sessions, links and keys for good; what the officer signed stays signed.

    Raises:
        NotAllowed: The role does not include it.
        NotFound: No such officer in the chief's office.
        WrongState: It is the chief's own account, or it is closed already.
    """
    with transaction() as session:
        closed = find_managed(session, officer_id, officer)
        if officer is not None and closed.id == officer.id:
            raise WrongState("own_account")
        if not closed.is_active:
            raise WrongState("officer_inactive")
        closed.is_active = False
        shut_out(session, closed, at=at or now())
        return closed


def shut_out(session: Session, account: Account, *, at: datetime) -> None:
    """End whatever lets somebody in besides the password, within the caller's transaction: sessions, links, keys."""
    end_all(account.id, at=at)
    outbox.withdraw_links(session, account.id, at=at)
    tokens.revoke_all(session, account.id, at=at)


def actor_of(officer: Account, *, purpose: str = "", address: str = "", request_id: str = "") -> Actor:
    """The officer as the audit names whoever acts."""
    return Actor(
        name=officer.full_name,
        post=officer.post,
        officer_id=officer.id,
        office_id=officer.office_id,
        purpose=purpose,
        address=address,
        request_id=request_id,
    )


def words_about(account: Account) -> tuple[str, ...]:
    """What others know of an account's holder, the username first; no password is made of it. Needs the office."""
    office = (account.office.name, account.office.code) if account.office else ()
    return (account.username, account.full_name, (account.email or "").partition("@")[0], *office)


def grantable_roles(manager: Account) -> tuple[Role, ...]:
    """Roles that a manager may give: whoever manages one office gives none that reaches beyond it."""
    if reach_of(manager, Act.MANAGE_ACCOUNTS).is_nation:
        return tuple(Role)
    return OFFICE_ROLES


def require_manager(officer: Account | None, office_id: int | None, role: Role) -> None:
    """Refuse unless the officer manages accounts of this office and role; the command line manages all.

    Raises:
        NotAllowed: The role does not include it, or what is given reaches beyond it.
        NotFound: The office is another one.
    """
    if officer is None:
        return
    require(officer, Act.MANAGE_ACCOUNTS, Owner(office_id=office_id))
    if role not in grantable_roles(officer):
        raise NotAllowed("role_beyond_reach", role=role.label)


def find_managed(session: Session, officer_id: int, manager: Account | None) -> Account:
    """An account that the officer manages, within the caller's transaction, office and scopes loaded.

    Raises:
        NotAllowed: The role does not include it.
        NotFound: There is no such account in reach.
    """
    if manager is not None:
        require(manager, Act.MANAGE_ACCOUNTS)
    managed = _get(session, officer_id)
    require_manager(manager, managed.office_id, managed.role)
    return managed


def _get(session: Session, officer_id: int) -> Account:
    found = session.scalars(_with_office().where(Account.id == officer_id)).first()
    if found is None:
        raise NotFound(officer_id=officer_id)
    return found


def _with_office() -> Select[Account]:
    return select(Account).options(joinedload(Account.office), selectinload(Account.scopes))


def _columns(details: AccountDetails) -> dict[str, Any]:
    columns = asdict(details)
    del columns["scopes"]
    return columns | {"email": details.email or None}


def _office(session: Session, office_id: int | None) -> Office | None:
    if office_id is None:
        return None
    office = session.get(Office, office_id)
    if office is None:
        raise InvalidFields({"office_id": ("office_unknown", {})})
    return office


def _problems(details: AccountDetails) -> Problems:
    problems: Problems = {}
    if not USERNAME.fullmatch(details.username):
        problems["username"] = ("username_shape", {})
    for field in ("full_name", "post"):
        if not getattr(details, field).strip():
            problems[field] = ("required", {})
    if (details.office_id is None) is not (details.role in OUTSIDERS):
        problems["office_id"] = ("office_of_outsider" if details.office_id else "required", {})
    return problems


def _refuse_taken(session: Session, details: AccountDetails) -> None:
    if session.scalars(select(Account.id).where(Account.username == details.username)).first() is not None:
        raise InvalidFields({"username": ("username_taken", {})})
    if details.email and session.scalars(select(Account.id).where(Account.email == details.email)).first() is not None:
        raise InvalidFields({"email": ("email_taken", {})})
