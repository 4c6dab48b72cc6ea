"""Letters owed to holders of accounts and to institutions: noted with what owes them, sent by the worker.

Their text is written when they are sent, with a link made at that moment: no link lies in the
database, none grows old in the queue, and a mail server that is away delays a letter but loses none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from registry.extensions.database import reading, transaction
from registry.extensions.mail import find_mailer
from registry.models import Account, OutgoingMail
from registry.services.accounts.links import issue_link, revoke_links
from registry.vocabulary.sign_in import LinkKind, MailKind, MailState

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
#: While one worker sends a letter, no other one does.
SENDING_TIME = timedelta(minutes=5)
BATCH = 5
#: Who asks for a new password again so soon gets one letter.
ASKED_AGAIN = timedelta(minutes=5)
#: For so long after a change of address, the one before is told of what changes what lets people in.
FORMER_ADDRESS_TOLD = timedelta(days=7)
LINKS = {MailKind.INVITATION: LinkKind.INVITATION, MailKind.RESET: LinkKind.RESET}


class About(TypedDict, total=False):
    """Whose a letter is, or what it tells of."""

    account_id: int | None
    notice_id: int | None
    case_file_id: int | None
    visit_id: int | None


@dataclass(frozen=True)
class Letter:
    """What the worker writes and sends: to whom, of which kind, and the token of its link where it has one."""

    mail_id: int
    kind: MailKind
    recipient: str
    #: None where it is word to an institution or on a file, which need no account.
    account: Account | None
    token: str
    #: When what it tells of happened.
    owed_at: datetime
    notice_id: int | None = None
    case_file_id: int | None = None
    visit_id: int | None = None


def owe(session: Session, kind: MailKind, *, recipient: str, at: datetime, **about: Unpack[About]) -> None:
    """Note a letter within the caller's transaction; where no mail server is named, nothing."""
    if find_mailer() is None or not recipient:
        return
    instants = {"created_at": at, "next_try_at": at}
    session.add(OutgoingMail(kind=kind, recipient=recipient, state=MailState.QUEUED, **instants, **about))
    session.flush()


def was_owed_lately(session: Session, kind: MailKind, recipient: str, *, at: datetime) -> bool:
    """Whether such a letter to this address waits, or was asked for a moment ago."""
    lately = or_(OutgoingMail.state == MailState.QUEUED, OutgoingMail.created_at > at - ASKED_AGAIN)
    same = select(OutgoingMail.id).where(OutgoingMail.kind == kind, OutgoingMail.recipient == recipient, lately)
    return session.scalars(same.limit(1)).first() is not None


def withdraw(session: Session, account_id: int, kind: MailKind, *, at: datetime) -> None:
    """Send no letter of this kind to the account that still waits."""
    waiting = select(OutgoingMail).where(OutgoingMail.account_id == account_id, OutgoingMail.kind == kind)
    for mail in session.scalars(waiting.where(OutgoingMail.state == MailState.QUEUED).with_for_update()):
        _settle(mail, MailState.WITHDRAWN, at)
    session.flush()


def former_addresses(session: Session, account_id: int, *, at: datetime) -> list[str]:
    """Addresses that the account had until some days ago: each was told of the change, and so is on record."""
    told = select(OutgoingMail.recipient).where(
        OutgoingMail.account_id == account_id,
        OutgoingMail.kind == MailKind.EMAIL_CHANGED,
        OutgoingMail.created_at > at - FORMER_ADDRESS_TOLD,
    )
    return sorted(set(session.scalars(told)))


def withdraw_links(session: Session, account_id: int, *, at: datetime) -> None:
    """Let no link of the account open anything any more, neither one that is out nor one that a letter would bring."""
    revoke_links(session, account_id, at=at)
    for kind in LINKS:
        withdraw(session, account_id, kind, at=at)


def last_mail(account_id: int, kind: MailKind) -> OutgoingMail | None:
    """The latest letter of this kind to the account, so that its fate can be seen."""
    with reading() as session:
        own = select(OutgoingMail).where(OutgoingMail.account_id == account_id, OutgoingMail.kind == kind)
        return session.scalars(own.order_by(OutgoingMail.id.desc()).limit(1)).first()


def take_due(*, at: datetime) -> Sequence[Letter]:
    """Letters whose time has come, taken so that no other worker sends them; links are made now."""
    with transaction() as session:
        due = select(OutgoingMail).where(OutgoingMail.state == MailState.QUEUED, OutgoingMail.next_try_at <= at)
        due = due.order_by(OutgoingMail.next_try_at, OutgoingMail.id).limit(BATCH).with_for_update(skip_locked=True)
        mails = session.scalars(due).all()
        letters = [letter for mail in mails if (letter := _letter(session, mail, at)) is not None]
        session.flush()
        return letters


def note_sent(mail_id: int, *, at: datetime) -> None:
    """Note that the server took the letter."""
    _note(mail_id, MailState.SENT, at)


def note_needless(mail_id: int, *, at: datetime) -> None:
    """Note that what the letter was about is settled, so that it was not sent."""
    _note(mail_id, MailState.WITHDRAWN, at)


def note_refused(mail_id: int, *, at: datetime) -> None:
    """Note that the server never takes the letter."""
    _note(mail_id, MailState.REFUSED, at)


def note_delayed(mail_id: int, *, at: datetime) -> None:
    """Try the letter again later, each time after a longer pause, up to an hour."""
    with transaction() as session:
        mail = session.get(OutgoingMail, mail_id, with_for_update=True)
        if mail is not None and mail.state is MailState.QUEUED:
            mail.next_try_at = at + min(FIRST_PAUSE * (1 << min(mail.attempts - 1, 10)), LONGEST_PAUSE)
            session.flush()


def _letter(session: Session, mail: OutgoingMail, at: datetime) -> Letter | None:
    told = (mail.notice_id, mail.case_file_id, mail.visit_id)
    if any(told):
        mail.attempts, mail.next_try_at = mail.attempts + 1, at + SENDING_TIME
        return Letter(mail.id, mail.kind, mail.recipient, None, "", mail.created_at, *told)
    account = _holder(session, mail)
    # A link is nothing to a closed account; a notice is due even if whoever caused it closed the account at once.
    if account is None or (mail.kind in LINKS and not account.is_active):
        _settle(mail, MailState.WITHDRAWN, at)
        return None
    mail.account_id, mail.attempts, mail.next_try_at = account.id, mail.attempts + 1, at + SENDING_TIME
    link = LINKS.get(mail.kind)
    token = issue_link(account.id, link, at=at) if link else ""
    return Letter(mail.id, mail.kind, mail.recipient, account, token, mail.created_at)


def _holder(session: Session, mail: OutgoingMail) -> Account | None:
    """Whose the letter is; a visitor who asked for a new password named an address only."""
    if mail.account_id is not None:
        return session.get(Account, mail.account_id, options=[selectinload(Account.scopes)])
    named = select(Account).where(Account.email == mail.recipient, Account.password_hash.is_not(None))
    return session.scalars(named).first()


def _note(mail_id: int, state: MailState, at: datetime) -> None:
    with transaction() as session:
        mail = session.get(OutgoingMail, mail_id, with_for_update=True)
        if mail is not None and mail.state is MailState.QUEUED:
            _settle(mail, state, at)
            session.flush()


def _settle(mail: OutgoingMail, state: MailState, at: datetime) -> None:
    mail.state, mail.settled_at = state, at
