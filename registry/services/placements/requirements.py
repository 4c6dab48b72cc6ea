"""What must hold for a placement to begin: of the sentence, of the place, and of the half days."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields, WrongState
from registry.models import Placement, Sentence, Vacancy
from registry.models.placements.placement import HOLDS_PLACES
from registry.services.people.standing import status_of
from registry.vocabulary.institutions import VacancyState
from registry.vocabulary.people import SentenceStatus
from registry.vocabulary.placements import PlacementState

#: Half days of one week: (shift, start minute, end minute).
Attendances = Sequence[tuple[int, int, int]]


def require_open(vacancy: Vacancy) -> None:
    """Refuse a vacancy that receives nobody.

    Raises:
        WrongState: It is closed.
    """
    if vacancy.state is not VacancyState.OPEN:
        raise WrongState("vacancy_closed", vacancy_id=vacancy.id)


def require_receiving(vacancy: Vacancy, on: date) -> None:
    """Refuse a place whose unit receives nobody on a day, whatever a round found (RCEP art. 250).

    Raises:
        WrongState: The unit is closed, or its institution's registration is not in force and no exception stated.
    """
    if not vacancy.unit.receives_people(on):
        raise WrongState("unit_not_receiving", unit_id=vacancy.unit_id)


def require_execution(session: Session, sentence: Sentence, on: date) -> None:
    """Refuse to begin what a court ended or suspended by a day, or what was served; needs `orders` loaded.

    Raises:
        WrongState: The sentence is not being executed.
    """
    served = Placement.sentence_id == sentence.id, Placement.state == PlacementState.COMPLETED
    is_served = session.scalar(select(Placement.id).where(*served).limit(1)) is not None
    if status_of(sentence, False, on, is_served=is_served) is not SentenceStatus.WAITING:
        raise WrongState("sentence_not_executed", sentence_id=sentence.id)


def require_hours(vacancy: Vacancy, attendances: Attendances) -> None:
    """Refuse a weekly pattern that leaves the vacancy's half days.

    Raises:
        InvalidFields: It does, or it is empty.
    """
    hours = {shift.shift: (shift.start_minute, shift.end_minute) for shift in vacancy.shifts}
    for shift, start, end in attendances:
        opens, closes = hours.get(shift, (0, 0))
        if not opens <= start < end <= closes:
            raise InvalidFields({"attendances": ("outside_vacancy_hours", {"shift": shift})})
    if not attendances:
        raise InvalidFields({"attendances": ("required", {})})


def require_free_person(session: Session, sentence: Sentence, attendances: Attendances) -> None:
    """Refuse a second placement of the sentence, and half days in which the person serves another one.

    Raises:
        WrongState: One of the two.
    """
    own = Placement.sentence_id == sentence.id, Placement.state.in_(HOLDS_PLACES)
    if session.scalar(select(Placement.id).where(*own)) is not None:
        raise WrongState("already_placed", sentence_id=sentence.id)
    require_free_half_days(session, sentence, attendances)


def require_free_half_days(session: Session, sentence: Sentence, attendances: Attendances) -> None:
    """Refuse half days in which the person serves another sentence.

    Raises:
        WrongState: There is one.
    """
    others = (
        select(Placement)
        .join(Placement.sentence)
        .where(Sentence.person_id == sentence.person_id, Sentence.id != sentence.id)
        .where(Placement.state.in_(HOLDS_PLACES))
    )
    wanted = {attendance[0] for attendance in attendances}
    if any(wanted & set(placement.shifts) for placement in session.scalars(others)):
        raise WrongState("overlapping_sentences", sentence_id=sentence.id)
