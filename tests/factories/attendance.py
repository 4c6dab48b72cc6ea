"""Placements under way, and what is noted of them; Saturdays from the seventh of March 2026, 8:00 to 18:00."""

from datetime import date
from typing import Any

from registry.extensions.database import reading
from registry.ledger.balance import Balance
from registry.ledger.credit import balance
from registry.models import AttendanceEntry, Placement, Sentence, Vacancy
from registry.services.accounts.accounts import Account
from registry.services.accounts.scopes import Scope
from registry.services.attendance.facts import facts_of
from registry.services.attendance.recording import Note, record
from registry.services.institutions.details import ShiftPlaces
from registry.services.placements import notifying, placements
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.placements import PlacementState
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_account
from tests.factories.institutions import make_vacancy
from tests.factories.people import TODAY, make_sentence

#: The first Saturdays of the pattern below.
FIRST, SECOND, THIRD = date(2026, 3, 7), date(2026, 3, 14), date(2026, 3, 21)
#: A day on which all of March can be told.
LATER = date(2026, 4, 1)
EIGHT, ONE, SIX = 8 * 60, 13 * 60, 18 * 60
SATURDAY = ((Shift.SATURDAY_AM, EIGHT, ONE), (Shift.SATURDAY_PM, ONE, SIX))
SATURDAY_SHIFTS = (ShiftPlaces(Shift.SATURDAY_AM, EIGHT, ONE, 9), ShiftPlaces(Shift.SATURDAY_PM, ONE, SIX, 9))


def make_saturdays(*, officer: Account, **overrides: Any) -> Vacancy:
    """Nine places for a whole Saturday."""
    return make_vacancy(officer=officer, **{"total_places": 9, "shifts": SATURDAY_SHIFTS, **overrides})


def make_placement(
    *, officer: Account, sentence: Sentence | None = None, vacancy: Vacancy | None = None, **overrides: Any
) -> Placement:
    """Somebody who serves on Saturdays from the first day on, as an import would bring them."""
    start: dict[str, Any] = {
        "sentence_id": (sentence or make_sentence(officer=officer)).id,
        "vacancy_id": (vacancy or make_saturdays(officer=officer)).id,
        "attendances": SATURDAY,
        "starts_on": FIRST,
        "state": PlacementState.ACTIVE,
    }
    return placements.begin(placements.Start(**(start | overrides)), officer=officer)


def make_notified(*, officer: Account, **overrides: Any) -> Placement:
    """Somebody whose letters are out and who has not begun; the office must have all that they say."""
    placement = make_placement(officer=officer, state=PlacementState.CONFIRMED, **overrides)
    return notifying.notify(placement.id, officer=officer, on=TODAY)[0]


def make_supervisor(unit_id: int, **overrides: Any) -> Account:
    """Somebody who supervises one unit."""
    return make_account(Role.UNIT_SUPERVISOR, scopes=(Scope(ScopeKind.UNIT, str(unit_id)),), **overrides)


def note(placement: Placement, day: date = FIRST, **overrides: Any) -> Note:
    """Ten hours attended on a Saturday; times of an absence are left out."""
    outcome = overrides.get("outcome", Outcome.ATTENDED)
    times: dict[str, Any] = {"arrived": EIGHT, "left": SIX} if outcome.credited else {}
    given: dict[str, Any] = {"placement_id": placement.id, "day": day, "shift": day.weekday() * 2, "outcome": outcome}
    return Note(**{**given, **times, **overrides})


def make_entry(placement: Placement, day: date = FIRST, *, officer: Account, **overrides: Any) -> AttendanceEntry:
    """The entry of such a note."""
    return record(note(placement, day, **overrides), officer=officer, on=LATER)


def balance_of(sentence_id: int, *, on: date) -> Balance:
    """What the ledger credits of a sentence by a day."""
    with reading() as session:
        return balance(facts_of(session, sentence_id), on)
