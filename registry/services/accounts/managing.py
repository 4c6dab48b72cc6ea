"""Accounts of others: invited, changed, closed, and helped back in by whoever manages them."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields, WrongState
from registry.extensions.database import reading, transaction
from registry.extensions.mail import find_mailer
from registry.models import Account, Office
from registry.services.accounts import outbox, second_factor, tokens
from registry.services.accounts.accounts import (
    AccountDetails,
    add_account,
    deactivate,
    find_managed,
    require_manager,
)
from registry.services.accounts.links import issue_link
from registry.services.accounts.policy import Act, is_allowed, reach_of
from registry.services.accounts.resets import notify, notify_former_address
from registry.services.accounts.scopes import Scope, granted
from registry.services.accounts.sessions import end_all
from registry.services.saving import Problems, refuse, require_version, saving
from registry.vocabulary.accounts import OUTSIDERS, Role
from registry.vocabulary.sign_in import LinkKind, MailKind

MAILS = {LinkKind.INVITATION: MailKind.INVITATION, LinkKind.RESET: MailKind.RESET}


@dataclass(frozen=True)
class AccountChange:
    """What a manager corrects of an account; the username stays, since it stands in the log."""

    full_name: str
    post: str
    role: Role
    office_id: int | None = None
    email: str = ""
    scopes: tuple[Scope, ...] = ()


@dataclass(frozen=True)
class Sent:
    """A link on its way; its token only where no mail is sent, so that the manager hands it over."""

    account: Account
    token: str = ""


def invite(details: AccountDetails, *, officer: Account | None, at: datetime) -> Sent:
    """Open an account without password, and send its holder a link to set one.

    Raises:
        NotAllowed: The officer manages no accounts, or none of this role.
        NotFound: The office is out of the officer's reach.
        InvalidFields: A field breaks a rule, or name or address is taken.
    """
    if not details.email:
        raise InvalidFields({"email": ("required", {})})
    with transaction():
        account = add_account(details, password=None, officer=officer)
        return _send(account, LinkKind.INVITATION, at)


def send_link(account_id: int, *, officer: Account | None, at: datetime) -> Sent:
    """Send a link anew: of the invitation while it waits, else for another password; earlier ones open nothing.

    Where no mail is sent the officer hands the link over, and could use it unseen: that of another account
    which manages accounts itself is shown only to whoever manages more widely, or on the command line.

    Raises:
        NotFound: No such account in the officer's reach.
        WrongState: The account is closed; or no mail is sent, and it manages accounts as widely as the officer.
    """
    with transaction() as session:
        account = find_managed(session, account_id, officer)
        if not account.is_active:
            raise WrongState("officer_inactive")
        kind = LinkKind.INVITATION if account.is_invited else LinkKind.RESET
        if kind is LinkKind.RESET and find_mailer() is None:
            _require_handover(account, officer)
        outbox.withdraw_links(session, account.id, at=at)
        return _send(account, kind, at)


def close_account(account_id: int, *, officer: Account | None, at: datetime) -> Account:
    """Close an account, or revoke an invitation: its sessions, keys and links open nothing any more.

    Raises:
        NotFound: No such account in the officer's reach.
        WrongState: It is the officer's own, or closed already.
    """
    return deactivate(account_id, officer=officer, at=at)


def reopen_account(account_id: int, *, officer: Account | None) -> Account:
    """Open a closed account again; its holder has the password of before, or is invited anew, and makes new keys.

    Raises:
        NotFound: No such account in the officer's reach.
        WrongState: It is open.
    """
    with transaction() as session:
        opened = find_managed(session, account_id, officer)
        if opened.is_active:
            raise WrongState("account_open")
        opened.is_active = True
        session.flush()
        return opened


def reset_factor(account_id: int, *, officer: Account | None, at: datetime) -> Account:
    """Take the second factor of whoever lost telephone and codes; a new one is set up at the next sign-in.

    Raises:
        NotFound: No such account in the officer's reach.
        WrongState: It is the officer's own.
    """
    with transaction() as session:
        account = find_managed(session, account_id, officer)
        if officer is not None and account.id == officer.id:
            raise WrongState("own_factor")
        second_factor.forget(session, account.id)
        end_all(account.id, at=at)
        notify(account, MailKind.FACTOR_CHANGED, at=at)
        return account


def get_managed(account_id: int, *, officer: Account) -> Account:
    """An account that the officer manages, office and scopes loaded.

    Raises:
        NotAllowed: The officer manages no accounts, or none of this role.
        NotFound: There is none in reach.
    """
    with reading() as session:
        return find_managed(session, account_id, officer)


def change_account(
    account_id: int, change: AccountChange, *, version: int, officer: Account | None, at: datetime
) -> Account:
    """Correct an account; where its role, office or reach changes, its sessions and keys end.

    Links that went to another address than the present one open nothing any more, and the address of before
    is told of the change: at once, and for seven days of whatever else changes what lets people in.

    Raises:
        NotAllowed: The officer manages no accounts, or none of the old or new role.
        NotFound: The account or the new office is out of reach.
        StaleVersion: Somebody saved it after *version*.
        WrongState: It is the officer's own role that would change.
        InvalidFields: A field breaks a rule, or the address is another account's.
    """
    require_manager(officer, change.office_id, change.role)
    refuse(_problems(change))
    with transaction() as session:
        account = find_managed(session, account_id, officer)
        require_version(account.version, version)
        if officer is not None and account.id == officer.id and account.role is not change.role:
            raise WrongState("own_role")
        before, address = _reach_of(account), account.email
        with saving(session, refuse_rival=lambda: _refuse_taken(session, account_id, change.email)):
            _refuse_taken(session, account_id, change.email)
            _apply(session, account, change)
        if _reach_of(account) != before:
            end_all(account.id, at=at)
            tokens.revoke_all(session, account.id, at=at)
        if account.email != address:
            outbox.withdraw_links(session, account.id, at=at)
            notify_former_address(account, address, at=at)
        return account


def _require_handover(account: Account, officer: Account | None) -> None:
    if officer is None or officer.id == account.id or not is_allowed(account, Act.MANAGE_ACCOUNTS):
        return
    theirs, own = reach_of(account, Act.MANAGE_ACCOUNTS), reach_of(officer, Act.MANAGE_ACCOUNTS)
    if theirs.is_nation or not own.is_nation:
        raise WrongState("link_of_peer")


def _send(account: Account, kind: LinkKind, at: datetime) -> Sent:
    with transaction() as session:
        if find_mailer() is not None and account.email:
            outbox.owe(session, MAILS[kind], recipient=account.email, account_id=account.id, at=at)
            return Sent(account)
        return Sent(account, issue_link(account.id, kind, at=at))


def _apply(session: Session, account: Account, change: AccountChange) -> None:
    facts = asdict(change)
    del facts["scopes"]
    for column, value in facts.items():
        setattr(account, column, value)
    account.email = change.email.strip().lower() or None
    account.office = None if change.office_id is None else session.get(Office, change.office_id)
    if _given(account) != set(change.scopes):
        account.scopes = []
        session.flush()
        account.scopes = granted(session, change.role, change.scopes)
    session.flush()


def _given(account: Account) -> set[Scope]:
    return {Scope(scope.kind, scope.key) for scope in account.scopes}


def _reach_of(account: Account) -> tuple[Role, int | None, frozenset[Scope]]:
    return account.role, account.office_id, frozenset(_given(account))


def _problems(change: AccountChange) -> Problems:
    problems: Problems = {name: ("required", {}) for name in ("full_name", "post") if not getattr(change, name).strip()}
    if (change.office_id is None) is not (change.role in OUTSIDERS):
        problems["office_id"] = ("office_of_outsider" if change.office_id else "required", {})
    return problems


def _refuse_taken(session: Session, account_id: int, email: str) -> None:
    taken = select(Account.id).where(Account.email == email.strip().lower(), Account.id != account_id)
    if email and session.scalars(taken).first() is not None:
        raise InvalidFields({"email": ("email_taken", {})})
