"""Placements at each point of their course, begun by an officer on days that a test names."""

from datetime import date, timedelta
from typing import Any

from registry.extensions.database import reading, transaction
from registry.models import AttendanceEntry, Placement, PlacementWeek, Sentence, Vacancy
from registry.services.accounts.accounts import Account
from registry.services.placements import changing, placements, starting, transitions
from registry.services.placements.change_rules import ChangeDetails
from registry.services.placements.history import Change
from registry.services.placements.starting import PlanDetails
from registry.vocabulary.attendance import EntrySource, Outcome
from registry.vocabulary.people import CourtOrderKind
from registry.vocabulary.placements import PlacementChange
from registry.vocabulary.shifts import Shift
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_order, make_sentence

#: Ten hours of Saturdays.
SATURDAY = [(Shift.SATURDAY_AM, 480, 780), (Shift.SATURDAY_PM, 840, 1140)]
FIRST_SATURDAY = date(2026, 3, 14)
WEEK = timedelta(days=7)


def make_placement(
    *, officer: Account, sentence: Sentence | None = None, vacancy: Vacancy | None = None, **overrides: Any
) -> Placement:
    """Somebody confirmed on Saturdays from the 14th of March 2026."""
    sentence = sentence or make_sentence(officer=officer)
    vacancy = vacancy or make_vacancy(officer=officer)
    given = {"attendances": SATURDAY, "starts_on": FIRST_SATURDAY} | overrides
    return placements.begin(placements.Start(sentence.id, vacancy.id, **given), officer=officer)


def make_notified(*, officer: Account, **overrides: Any) -> Placement:
    """As `make_placement`, announced; no letter is printed."""
    placement = make_placement(officer=officer, **overrides)
    with transaction() as session:
        held = session.get_one(Placement, placement.id)
        transitions.apply(held, Change(PlacementChange.NOTIFIED, date(2026, 3, 2)), officer=officer)
        return held


def make_serving(*, officer: Account, **overrides: Any) -> Placement:
    """As `make_notified`, with a plan, and begun on its first Saturday."""
    placement = make_notified(officer=officer, **overrides)
    first = placement.starts_on
    plan = PlanDetails(first - timedelta(days=5), first, "Cumplir la pena", "Áreas verdes")
    starting.record_plan(placement.id, plan, officer=officer, on=first)
    return change(placement, PlacementChange.STARTED, officer=officer, effective_on=first, on=first)


def make_completed(*, officer: Account, on: date, starts_on: date = FIRST_SATURDAY, **overrides: Any) -> Placement:
    """Somebody whom a court left two jornadas, who served them on the first two Saturdays."""
    sentence = make_sentence(officer=officer)
    make_order(sentence, CourtOrderKind.JORNADAS_CHANGED, officer=officer, jornadas=2)
    serving = make_serving(officer=officer, sentence=sentence, starts_on=starts_on, **overrides)
    note_attended(serving, starts_on, starts_on + WEEK, officer=officer)
    return change(serving, PlacementChange.COMPLETED, officer=officer, on=on)


def change(placement: Placement, kind: PlacementChange, *, officer: Account, on: date, **details: Any) -> Placement:
    """Change a placement as it stands now, from the day of the act unless the test names another one."""
    given = {"effective_on": on, "reason": "Motivo suficiente"} | details
    version = version_of(placement)
    return changing.change(placement.id, ChangeDetails(kind, **given), version=version, officer=officer, on=on)


def version_of(placement: Placement) -> int:
    with reading() as session:
        return session.get_one(Placement, placement.id).version


def weeks_of(placement: Placement) -> list[tuple[date, int]]:
    """Days from which weeks hold, in the order in which they were set, each with how many half days it has."""
    with reading() as session:
        rows = session.query(PlacementWeek).filter_by(placement_id=placement.id).order_by(PlacementWeek.id)
        return [(row.valid_from, len(row.attendances)) for row in rows]


def note_attended(placement: Placement, *days: date, officer: Account, outcome: Outcome = Outcome.ATTENDED) -> None:
    """Write whole Saturdays into the ledger, two sessions each, behind the rules of recording."""
    with transaction() as session:
        for day in days:
            for shift, start, end in SATURDAY:
                session.add(
                    AttendanceEntry(
                        placement_id=placement.id,
                        day=day,
                        shift=shift,
                        outcome=outcome,
                        arrived=start if outcome.attended else None,
                        left_at=end if outcome.attended else None,
                        source=EntrySource.OFFICE,
                        account_id=officer.id,
                        account_name=officer.full_name,
                    )
                )
