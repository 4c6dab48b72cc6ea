"""Another weekly pattern at the same vacancy: its hours, the person's half days, and the places that change hands."""

from sqlalchemy.orm import Session, joinedload

from registry.errors import InvalidFields, WrongState
from registry.models import Account, Person, Placement, Sentence, Vacancy
from registry.norms import value_at
from registry.reference.hours import MINUTES
from registry.services.accounts.policy import Act
from registry.services.people.reserved import with_reserved
from registry.services.people.sentences import visible_sentence
from registry.services.placements import places, requirements
from registry.services.placements.change_rules import ChangeDetails, Standpoint
from registry.vocabulary.shifts import Shift

#: What the court's terms are read for: the weekly hours that the judgment may fix.
PURPOSE = "Cambiar el horario de una ubicación"


def require_schedule(session: Session, details: ChangeDetails, at: Standpoint, officer: Account) -> None:
    """Hold a new weekly pattern against the vacancy, the person and the weekly hours of the penalty.

    Raises:
        InvalidFields: A half day leaves the vacancy's hours or the person's free ones, or the hours do not add up.
        WrongState: The person serves another sentence in one of the half days.
    """
    vacancy = session.get_one(Vacancy, at.placement.vacancy_id)
    options = joinedload(Sentence.person), with_reserved(PURPOSE)
    sentence = visible_sentence(session, at.placement.sentence_id, officer, *options, act=Act.CHANGE_PLACEMENTS)
    _require_change(details, at.placement)
    requirements.require_hours(vacancy, details.attendances)
    _require_free(sentence.person, details)
    _require_weekly_hours(sentence, details, at)
    requirements.require_free_half_days(session, sentence, details.attendances)


def reschedule(session: Session, placement: Placement, details: ChangeDetails) -> None:
    """Exchange the half days' places for those of the new pattern, all or none.

    Raises:
        PlaceTaken: A new half day is full; the caller's transaction must not go on.
    """
    wanted = sorted({shift for shift, _, _ in details.attendances})
    places.exchange(session, placement.vacancy_id, given=placement.shifts, wanted=wanted)
    placement.attendances = [list(attendance) for attendance in sorted(details.attendances)]


def _require_change(details: ChangeDetails, placement: Placement) -> None:
    if sorted(details.attendances) == sorted(tuple(attendance) for attendance in placement.attendances):
        raise WrongState("schedule_unchanged")


def _require_free(person: Person, details: ChangeDetails) -> None:
    free, authorised = set(person.free_shift_numbers), person.is_weekday_authorised
    for shift, _, _ in details.attendances:
        if shift not in free:
            raise InvalidFields({"attendances": ("shift_not_free", {"shift": _told(shift)})})
        if not (authorised or Shift(shift).is_weekend):
            raise InvalidFields({"attendances": ("weekday_not_authorised", {"shift": _told(shift)})})


def _require_weekly_hours(sentence: Sentence, details: ChangeDetails, at: Standpoint) -> None:
    fixed = (sentence.court_terms or {}).get("weekly_hours")
    hours = fixed or value_at("weekly_service_hours", at.on)
    minutes = sum(end - start for _, start, end in details.attendances)
    if minutes != hours * MINUTES:
        facts = {"hours": hours, "given": f"{minutes / MINUTES:g}"}
        raise InvalidFields({"attendances": ("weekly_hours_differ", facts)})


def _told(shift: int) -> str:
    return Shift(shift).label.lower()
