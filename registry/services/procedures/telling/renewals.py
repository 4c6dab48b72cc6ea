"""Reminders before a registration expires: by e-mail to the institution, 60, 30 and 15 days before."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from registry.extensions.clock import PERU
from registry.extensions.database import reading, transaction
from registry.extensions.mail import find_mailer
from registry.models import Account, CaseFile, Institution, Notice, Registration
from registry.procedures.catalogue import RENEWALS
from registry.services.accounts import outbox
from registry.services.accounts.policy import Act, within
from registry.services.institutions.reaching import addresses_of
from registry.services.procedures.deadlines.terms import WAITING
from registry.vocabulary.institutions import RegistrationState
from registry.vocabulary.procedures import NoticeMeans, NoticeState
from registry.vocabulary.sign_in import MailKind

#: Days before the last one from which each reminder is owed, the farthest first.
REMINDED_BEFORE = (60, 30, 15)


def remind_due(*, on: date, at: datetime) -> int:
    """Remind whoever was not since the last of these days began; any number of times a day, each once.

    Nobody is reminded who has asked for the renewal already.
    """
    if find_mailer() is None:
        return 0
    with reading() as session:
        due = session.scalars(_expiring(on).order_by(Registration.id)).all()
    return sum(_remind(registration.id, on, at) for registration in due)


def list_expiring(*, officer: Account, on: date) -> Sequence[Registration]:
    """Registrations within reach that expire within 60 days and whose renewal was not asked for, the next first.

    Raises:
        NotAllowed: The role does not include institutions.
    """
    reached = within(officer, Act.READ_INSTITUTIONS, institution=Institution.id, ubigeo=Institution.ubigeo)
    statement = _expiring(on).join(Registration.institution).where(reached)
    with reading() as session:
        return session.scalars(statement.order_by(Registration.valid_to, Registration.id)).all()


def reminder_from(valid_to: date, on: date) -> date | None:
    """The day on which the reminder that is due now became so; None while none is, and once it is over."""
    if on > valid_to:
        return None
    begun = [day for days in REMINDED_BEFORE if (day := valid_to - timedelta(days=days)) <= on]
    return max(begun, default=None)


def _expiring(on: date) -> Select[Registration]:
    renewing = select(CaseFile.id).where(
        CaseFile.registration_id == Registration.id,
        CaseFile.procedure.in_(RENEWALS.values()),
        CaseFile.state.in_(WAITING),
    )
    return (
        select(Registration)
        .where(
            Registration.state == RegistrationState.CURRENT,
            Registration.valid_to.between(on, on + timedelta(days=REMINDED_BEFORE[0])),
            ~renewing.exists(),
        )
        .options(joinedload(Registration.institution))
    )


def _remind(registration_id: int, on: date, at: datetime) -> bool:
    """Owe one reminder to the institution's accounts, else to its address; nothing where it was sent, or has none."""
    with transaction() as session:
        held = _expiring(on).where(Registration.id == registration_id).with_for_update(of=Registration)
        registration = session.scalars(held).first()
        since = reminder_from(registration.valid_to, on) if registration is not None else None
        if registration is None or since is None or _was_reminded(session, registration_id, since):
            return False
        addresses = addresses_of(session, registration.institution)
        for address in addresses:
            notice = Notice(
                registration_id=registration_id,
                means=NoticeMeans.EMAIL,
                address=address,
                state=NoticeState.QUEUED,
                created_at=at,
            )
            session.add(notice)
            session.flush()
            outbox.owe(session, MailKind.NOTICE, recipient=address, at=at, notice_id=notice.id)
        return bool(addresses)


def _was_reminded(session: Session, registration_id: int, since: date) -> bool:
    begun = datetime.combine(since, time(), PERU)
    own = select(Notice.id).where(Notice.registration_id == registration_id, Notice.created_at >= begun)
    return session.scalars(own.limit(1)).first() is not None
