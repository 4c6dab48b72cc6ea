"""Word of a visit to the group that comes: of the prison's answer, and the day before.

The mail is written when it is sent: one whose visit has meanwhile been decided otherwise, or is over, is not sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from registry.extensions.database import reading, transaction
from registry.extensions.mail import find_mailer
from registry.models import OutgoingMail, PrisonVisit
from registry.reference.hours import clock
from registry.reference.prisons import get_prison
from registry.services.accounts import outbox
from registry.services.institutions.reaching import addresses_of
from registry.vocabulary.religious import PrisonVisitState
from registry.vocabulary.sign_in import MailKind

ONE_DAY = timedelta(days=1)
#: In which state a visit must be for a mail of each kind to be still true.
HOLDS_WHILE = {
    MailKind.VISIT_APPROVED: PrisonVisitState.APPROVED,
    MailKind.VISIT_DENIED: PrisonVisitState.DENIED,
    MailKind.VISIT_REVOKED: PrisonVisitState.DENIED,
    MailKind.VISIT_REMINDER: PrisonVisitState.APPROVED,
}


@dataclass(frozen=True)
class VisitLetter:
    """What the mail of a visit tells; of people in prison nothing."""

    visit: PrisonVisit
    group: str
    prison: str
    room: str
    start: str
    end: str


def tell(session: Session, visit: PrisonVisit, kind: MailKind, *, at: datetime) -> int:
    """Owe the group word of its visit within the caller's transaction; to how many addresses."""
    addresses = addresses_of(session, visit.institution)
    for address in addresses:
        outbox.owe(session, kind, recipient=address, at=at, visit_id=visit.id)
    return len(addresses)


def letter_of(visit_id: int, kind: MailKind, *, on: date) -> VisitLetter | None:
    """What the mail says on the day on which it goes out; None where it is true no more."""
    with reading() as session:
        visit = session.scalars(_whole().where(PrisonVisit.id == visit_id)).one()
    if visit.state is not HOLDS_WHILE[kind] or visit.day < on:
        return None
    return VisitLetter(
        visit=visit,
        group=visit.institution.name,
        prison=get_prison(visit.prison).name,
        room=visit.room.name,
        start=clock(visit.start_minute),
        end=clock(visit.end_minute),
    )


def remind_due(*, on: date, at: datetime) -> int:
    """Remind the groups of tomorrow's visits; any number of times a day, of each visit once."""
    if find_mailer() is None:
        return 0
    return sum(_remind(visit_id, on, at) for visit_id in _tomorrow(on))


def _tomorrow(on: date) -> Sequence[int]:
    with reading() as session:
        given = PrisonVisit.state == PrisonVisitState.APPROVED, PrisonVisit.day == on + ONE_DAY
        return session.scalars(select(PrisonVisit.id).where(*given).order_by(PrisonVisit.id)).all()


def _remind(visit_id: int, on: date, at: datetime) -> bool:
    """Owe one reminder, once the visit is held and looked at again."""
    with transaction() as session:
        held = _whole().where(PrisonVisit.id == visit_id).with_for_update(of=PrisonVisit)
        visit = session.scalars(held).one()
        told = OutgoingMail.visit_id == visit.id, OutgoingMail.kind == MailKind.VISIT_REMINDER
        was_told = session.scalars(select(OutgoingMail.id).where(*told).limit(1)).first() is not None
        if was_told or visit.state is not PrisonVisitState.APPROVED or visit.day != on + ONE_DAY:
            return False
        return bool(tell(session, visit, MailKind.VISIT_REMINDER, at=at))


def _whole() -> Select[PrisonVisit]:
    return select(PrisonVisit).options(joinedload(PrisonVisit.institution), joinedload(PrisonVisit.room))
