"""Setting a password by a link: of an invitation, or for whoever forgot theirs."""

from datetime import datetime

from registry.extensions.database import transaction
from registry.models import Account
from registry.services.accounts import outbox, tries
from registry.services.accounts.accounts import shut_out, words_about
from registry.services.accounts.links import find_holder, spend
from registry.services.accounts.passwords import check_password, hash_password
from registry.vocabulary.sign_in import LinkKind, MailKind


def ask_for_reset(email: str, *, at: datetime) -> None:
    """Owe a link to whoever has this address; whether anybody has it, neither answer nor time tells."""
    recipient = email.strip().lower()
    with transaction() as session:
        if not outbox.was_owed_lately(session, MailKind.RESET, recipient, at=at):
            outbox.owe(session, MailKind.RESET, recipient=recipient, account_id=None, at=at)


def set_password_by_link(token: str, kind: LinkKind, *, password: str, at: datetime) -> Account:
    """Set the password of the link's account, end its sessions and keys, open its gates, and tell its holder.

    Raises:
        NotFound: The link was used, revoked, is too old or never was.
        InvalidFields: The password is refused; the link stays good.
    """
    holder = find_holder(token, kind, at=at)
    check_password(password, *words_about(holder))
    password_hash = hash_password(password)
    with transaction() as session:
        account = spend(session, token, kind, at=at)
        account.password_hash = password_hash
        shut_out(session, account, at=at)
        tries.forget_failures(session, [tries.name_gate(account.username)])
        if kind is LinkKind.RESET:
            notify(account, MailKind.PASSWORD_CHANGED, at=at)
        return account


def notify(account: Account, kind: MailKind, *, at: datetime) -> None:
    """Tell the holder of what was changed, by mail: at the present address, and at those of the last seven days.

    Links go to the present address alone; that one set a password, a former address learns by this notice.
    """
    with transaction() as session:
        for recipient in {account.email or "", *outbox.former_addresses(session, account.id, at=at)}:
            outbox.owe(session, kind, recipient=recipient, account_id=account.id, at=at)


def notify_former_address(account: Account, address: str | None, *, at: datetime) -> None:
    """Tell at the address that the account had until now, and at those of the last seven days, that it has another.

    So nobody takes an account over unseen by giving it an address of their own and sending a link there.
    """
    with transaction() as session:
        former = {address or "", *outbox.former_addresses(session, account.id, at=at)} - {account.email}
        for recipient in sorted(former):
            outbox.owe(session, MailKind.EMAIL_CHANGED, recipient=recipient, account_id=account.id, at=at)
