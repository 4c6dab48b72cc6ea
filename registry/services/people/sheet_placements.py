"""A placement told in a sheet: from what is written to a vacancy and its half days."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from registry.errors import InvalidFields
from registry.models import Account, BeneficiaryUnit, Institution, Placement, Sentence, Vacancy, VacancyShift
from registry.models.placements.placement import HOLDS_PLACES
from registry.services.placements import placements
from registry.vocabulary.institutions import Task, VacancyState
from registry.vocabulary.placements import PlacementState
from registry.vocabulary.shifts import Shift
from registry.vocabulary.spelling import fold

RUC_AND_NAME = re.compile(r"(?P<ruc>\d{11})\W*(?P<name>.*)")
#: A stretch of a week: weekday (0 = Monday), whether of the morning (None: either), start and end minute (None: all).
Stretch = tuple[int, bool | None, int | None, int | None]
Attendance = tuple[int, int, int]


@dataclass(frozen=True)
class WrittenPlacement:
    """What a row says of where the person serves already."""

    unit: str
    starts_on: date
    attendances: tuple[Stretch, ...]
    task: Task | None = None


def begin_written(session: Session, sentence: Sentence, written: WrittenPlacement, officer: Account) -> bool:
    """Begin the placement that a row tells; False when the sentence is served at that unit already.

    Raises:
        InvalidFields: Nothing the office has answers to what is written.
        DomainError: As in `placements.begin`.
    """
    unit = _find_unit(session, written.unit, officer)
    active = session.scalars(
        select(Placement)
        .where(Placement.sentence_id == sentence.id, Placement.state.in_(HOLDS_PLACES))
        .options(selectinload(Placement.vacancy))
    ).first()
    if active is not None:
        if active.vacancy.unit_id != unit.id:
            raise InvalidFields({"unit": ("sheet_placed_elsewhere", {})})
        return False
    if written.starts_on < sentence.judgment_date:
        raise InvalidFields({"starts_on": ("sheet_starts_before_judgment", {})})
    vacancy, attendances = _choose(unit.vacancies, written)
    start = placements.Start(sentence.id, vacancy.id, attendances, written.starts_on, state=PlacementState.ACTIVE)
    placements.begin(start, officer=officer)
    return True


def _find_unit(session: Session, typed: str, officer: Account) -> BeneficiaryUnit:
    statement = select(BeneficiaryUnit).where(BeneficiaryUnit.office_id == officer.office_id)
    statement = statement.options(selectinload(BeneficiaryUnit.vacancies)).execution_options(populate_existing=True)
    named = RUC_AND_NAME.fullmatch(typed)
    if named is not None:
        statement = statement.join(BeneficiaryUnit.institution).where(Institution.ruc == named["ruc"])
        units = [unit for unit in session.scalars(statement) if fold(named["name"]) in unit.search_text]
    else:
        number = int(typed) if typed.isdecimal() and len(typed) < 10 else 0
        units = list(session.scalars(statement.where(BeneficiaryUnit.id == number)))
    if len(units) != 1:
        raise InvalidFields({"unit": ("sheet_unit_unknown", {"unit": typed[:60]})})
    return units[0]


def _choose(vacancies: Iterable[Vacancy], written: WrittenPlacement) -> tuple[Vacancy, list[Attendance]]:
    """The one open vacancy of the task that receives people in the half days written."""
    offered = [v for v in vacancies if v.state is VacancyState.OPEN and written.task in (None, v.task)]
    if not offered:
        raise InvalidFields({"task": ("sheet_vacancy_unknown", {})})
    fitting = [(vacancy, found) for vacancy in offered if (found := _attendances(vacancy.shifts, written.attendances))]
    if not fitting:
        raise InvalidFields({"attendances": ("sheet_shift_not_offered", {})})
    with_room = [fit for fit in fitting if fit[0].free_places > 0] or fitting[:1]
    if len(with_room) > 1:
        raise InvalidFields({"task": ("sheet_vacancy_ambiguous", {})})
    return with_room[0]


def _attendances(shifts: Sequence[VacancyShift], stretches: Iterable[Stretch]) -> list[Attendance]:
    """Cut the stretches by the vacancy's half days; empty when one of them lies outside."""
    cut: dict[int, Attendance] = {}
    for stretch in stretches:
        pieces = [piece for shift in shifts if (piece := _overlap(shift, stretch))]
        if not pieces or not _holds(pieces, stretch):
            return []
        cut.update({piece[0]: piece for piece in pieces})
    return sorted(cut.values())


def _overlap(shift: VacancyShift, stretch: Stretch) -> Attendance | None:
    weekday, is_morning, start, end = stretch
    half_day = Shift(shift.shift)
    if half_day.weekday != weekday or is_morning not in (None, half_day.is_morning):
        return None
    opens = max(shift.start_minute, start if start is not None else 0)
    closes = min(shift.end_minute, end if end is not None else 24 * 60)
    return (shift.shift, opens, closes) if opens < closes else None


def _holds(pieces: Sequence[Attendance], stretch: Stretch) -> bool:
    """Whether the pieces reach from the stretch's start to its end, a break at noon aside."""
    _, _, start, end = stretch
    starts_right = start is None or min(piece[1] for piece in pieces) == start
    return starts_right and (end is None or max(piece[2] for piece in pieces) == end)
