"""Officers: the named people who sign in and answer for what they decide."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.actor import Actor
from registry.extensions.database import reading, transaction
from registry.models import Account as Account
from registry.models import Office
from registry.services.accounts.passwords import check_password, hash_password, is_right
from registry.services.accounts.policy import Act, Owner, require, within
from registry.services.accounts.scopes import Scope, granted
from registry.services.saving import Problems, refuse, saving
from registry.vocabulary.accounts import OUTSIDERS, Role
from registry.vocabulary.spelling import fold

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


def add_account(details: AccountDetails, *, password: str, officer: Account | None = None) -> Account:
    """Open an account; a chief adds officers of the own office, the command line (no *officer*) of any.

    Raises:
        NotAllowed: The role does not include it.
        NotFound: The office is another one than the chief's.
        InvalidFields: A field breaks a rule, or the name is taken.
    """
    _require_manager(officer, details.office_id)
    details = replace(details, username=fold(details.username), email=details.email.strip().lower())
    refuse(_problems(details))
    check_password(password, details.username)
    password_hash = hash_password(password)
    with transaction() as session:
        _refuse_taken(session, details)
        added = Account(**_columns(details), office=_office(session, details.office_id))
        added.scopes = granted(session, details.role, details.scopes)
        added.password_hash, added.session_key = password_hash, new_session_key()
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


def find_by_session_key(key: str) -> Account | None:
    """The active officer to whom an open session belongs, office loaded."""
    with reading() as session:
        return session.scalars(_with_office().where(Account.session_key == key, Account.is_active)).first()


def list_accounts(*, officer: Account | None = None) -> Sequence[Account]:
    """Officers by name, offices loaded: those that the officer manages, or all for the command line."""
    with reading() as session:
        statement = _with_office().order_by(Account.full_name, Account.id)
        if officer is not None:
            statement = statement.where(within(officer, Act.MANAGE_ACCOUNTS, office=Account.office_id))
        return session.scalars(statement).all()


def change_password(officer_id: int, *, password: str, officer: Account | None = None) -> Account:
    """Give an officer another password, open the account if it was locked, and end every open session.

    Raises:
        NotAllowed: The role does not include it.
        NotFound: No such officer in the chief's office.
        InvalidFields: The password is refused.
    """
    with transaction() as session:
        changed = _managed(session, officer_id, officer)
        check_password(password, changed.username)
        _set_password(changed, password)
        session.flush()
        return changed


def change_own_password(*, officer: Account, current: str, new: str) -> Account:
    """Change the officer's own password; every other session ends, since the session key changes.

    Raises:
        InvalidFields: The current password is wrong, or the new one is refused.
    """
    known = get_account(officer.id)
    if not is_right(known.password_hash, current):
        raise InvalidFields({"current": ("password_wrong", {})})
    if current == new:
        raise InvalidFields({"password": ("password_same", {})})
    check_password(new, known.username)
    with transaction() as session:
        changed = _get(session, officer.id)
        _set_password(changed, new)
        session.flush()
        return changed


def deactivate(officer_id: int, *, officer: Account | None = None) -> Account:
    """Close an account and end its sessions and tokens; what the officer signed stays signed.

    Raises:
        NotAllowed: The role does not include it.
        NotFound: No such officer in the chief's office.
        WrongState: It is the chief's own account, or it is closed already.
    """
    with transaction() as session:
        closed = _managed(session, officer_id, officer)
        if officer is not None and closed.id == officer.id:
            raise WrongState("own_account")
        if not closed.is_active:
            raise WrongState("officer_inactive")
        closed.is_active, closed.session_key = False, new_session_key()
        session.flush()
        return closed


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


def new_session_key() -> str:
    """A key that nobody guesses; giving it to an officer ends the sessions opened with the one before."""
    return secrets.token_urlsafe(32)


def _set_password(officer: Account, password: str) -> None:
    officer.password_hash, officer.session_key = hash_password(password), new_session_key()
    officer.failed_sign_ins, officer.locked_until = 0, None


def _require_manager(officer: Account | None, office_id: int | None) -> None:
    if officer is not None:
        require(officer, Act.MANAGE_ACCOUNTS, Owner(office_id=office_id))


def _managed(session: Session, officer_id: int, manager: Account | None) -> Account:
    if manager is not None:
        require(manager, Act.MANAGE_ACCOUNTS)
    managed = _get(session, officer_id)
    _require_manager(manager, managed.office_id)
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
