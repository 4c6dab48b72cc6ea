"""A person's file as its page tells it: each sentence with its placement, what was said, what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.extensions.clock import today
from registry.services.accounts.accounts import Account
from registry.services.people.directory import standings_of
from registry.services.placements.course import Course, read_courses
from registry.views.people.events import Event, events_of
from registry.views.unit_lookup import unit_words
from registry.vocabulary.institutions import Task
from registry.vocabulary.people import SentenceStatus, Skill, Stance
from registry.vocabulary.shifts import Shift

NEAR_DAYS = 60


@dataclass(frozen=True)
class Held:
    """A sentence, where it stands, and the placement that serves it."""

    sentence: Any
    status: SentenceStatus
    owed: int
    placement: Any
    #: How far it is served, once somebody was placed for it.
    course: Course | None
    waited_days: int | None
    #: Days until the penalty prescribes, where that is near and nobody serves it yet; negative once it passed.
    days_to_prescription: int | None


@dataclass(frozen=True)
class Said:
    """What the person said of a unit or of a task."""

    preference_id: int
    stance: Stance
    subject: str
    remark: str | None
    recorded_on: date


@dataclass(frozen=True)
class PersonFile:
    """Everything that the page shows beside the person's own facts."""

    sentences: Sequence[Held]
    said: Sequence[Said]
    skills: Sequence[str]
    free_shifts: Mapping[int, bool]
    #: Whether any free half day is one that rounds may use (art. 34 CP).
    is_available: bool
    events: Sequence[Event]


def read_file(person: Any, placements: Sequence[Any], officer: Account) -> PersonFile:
    """Gather the file of a person, loaded with sentences, orders and preferences."""
    serving = {placement.sentence_id: placement for placement in reversed(placements) if placement.holds_places}
    placed = {placement.sentence_id for placement in placements}
    courses = read_courses(placed, officer=officer, on=today())
    held = [
        _held(standing, serving.get(standing.sentence.id), courses.get(standing.sentence.id))
        for standing in standings_of(person)
    ]
    return PersonFile(
        sentences=sorted(held, key=lambda one: (one.status is SentenceStatus.CLOSED, -one.sentence.id)),
        said=[_said(preference, officer) for preference in person.preferences],
        skills=[Skill(code).label for code in person.skills],
        free_shifts=dict.fromkeys(person.free_shift_numbers, True),
        is_available=any(
            person.is_weekday_authorised or Shift(number).is_weekend for number in person.free_shift_numbers
        ),
        events=events_of(person, placements),
    )


def _held(standing: Any, placement: Any, course: Course | None) -> Held:
    sentence, day = standing.sentence, today()
    is_waiting = standing.status is SentenceStatus.WAITING
    return Held(
        sentence=sentence,
        status=standing.status,
        owed=sentence.jornadas_owed(day),
        placement=placement,
        course=course,
        waited_days=(day - sentence.received_on).days if is_waiting else None,
        days_to_prescription=_days_to_prescription(sentence, day) if is_waiting else None,
    )


def _days_to_prescription(sentence: Any, day: date) -> int | None:
    left = (sentence.prescribes_on - day).days if sentence.prescribes_on else NEAR_DAYS + 1
    return left if left <= NEAR_DAYS else None


def _said(preference: Any, officer: Account) -> Said:
    named = Task(preference.task).label if preference.task else unit_words(preference.unit_id, officer)
    return Said(preference.id, preference.stance, named, preference.remark, preference.recorded_on)
