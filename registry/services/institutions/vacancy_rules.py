"""What the registry refuses in a vacancy: its own figures, and changes under people who serve there."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from registry.models import Vacancy, VacancyShift
from registry.services.institutions.details import ShiftPlaces, VacancyDetails
from registry.services.saving import Problems
from registry.vocabulary.shifts import Shift

EARLIEST, LATEST = 5 * 60, 22 * 60
LONGEST_SHIFT = 10 * 60
NOON = 12 * 60
MOST_PLACES = 500
YOUNGEST, OLDEST = 18, 90


def vacancy_problems(details: VacancyDetails) -> Problems:
    """Everything that is wrong with a vacancy by itself."""
    problems = _figure_problems(details)
    if not details.shifts:
        return problems | {"shifts": ("vacancy_needs_shift", {})}
    numbers = Counter(places.shift for places in details.shifts)
    if max(numbers.values()) > 1 or not set(numbers) <= set(Shift):
        return problems | {"shifts": ("shifts_repeated_or_unknown", {})}
    for places in details.shifts:
        problems |= _shift_problems(places)
    for morning, afternoon in pairwise(details.shifts):
        problems |= _overlap_problems(morning, afternoon)
    return problems


def change_problems(vacancy: Vacancy, details: VacancyDetails) -> Problems:
    """What a change would take from the people who serve there now."""
    problems: Problems = {}
    if details.total_places < vacancy.places_taken:
        problems["total_places"] = ("places_below_taken", {"people": people(vacancy.places_taken)})
    wanted = {places.shift: places for places in details.shifts}
    for shift in vacancy.shifts:
        if shift.places_taken:
            problems |= _taken_problems(shift, wanted.get(shift.shift))
    return problems


def people(number: int) -> str:
    """«1 persona», «3 personas»."""
    return "1 persona" if number == 1 else f"{number} personas"


def box(shift: int, name: str) -> str:
    """Name of a half day's field in forms and refusals."""
    return f"shifts-{int(shift)}-{name}"


def _figure_problems(details: VacancyDetails) -> Problems:
    problems: Problems = {}
    most = min(MOST_PLACES, sum(places.places for places in details.shifts))
    if details.total_places < 1:
        problems["total_places"] = ("places_needed", {})
    elif details.shifts and details.total_places > most:
        problems["total_places"] = ("places_above_shifts", {"most": most})
    if not YOUNGEST <= details.minimum_age <= OLDEST:
        problems["minimum_age"] = ("minimum_age_range", {"least": YOUNGEST, "most": OLDEST})
    return problems


def _shift_problems(places: ShiftPlaces) -> Problems:
    return {box(places.shift, field): (code, {}) for field, code in reversed(list(_shift_refusals(places)))}


def _shift_refusals(places: ShiftPlaces) -> Iterator[tuple[str, str]]:
    is_morning = Shift(places.shift).is_morning
    if places.start_minute < EARLIEST:
        yield "start", "shift_too_early"
    if is_morning and places.start_minute >= NOON:
        yield "start", "morning_starts_after_noon"
    if places.end_minute > LATEST:
        yield "end", "shift_too_late"
    if places.end_minute <= places.start_minute:
        yield "end", "shift_ends_before_start"
    if places.end_minute - places.start_minute > LONGEST_SHIFT:
        yield "end", "shift_too_long"
    if not is_morning and places.end_minute <= NOON:
        yield "end", "afternoon_ends_before_noon"
    if not 1 <= places.places <= MOST_PLACES:
        yield "places", "shift_places_range"


def _overlap_problems(morning: ShiftPlaces, afternoon: ShiftPlaces) -> Problems:
    same_day = morning.shift // 2 == afternoon.shift // 2
    if same_day and morning.end_minute > afternoon.start_minute:
        return {box(afternoon.shift, "start"): ("shifts_overlap", {})}
    return {}


def _taken_problems(shift: VacancyShift, wanted: ShiftPlaces | None) -> Problems:
    facts = {"shift": Shift(shift.shift).label, "people": people(shift.places_taken)}
    if wanted is None:
        return {box(shift.shift, "places"): ("shift_in_use", facts)}
    problems: Problems = {}
    if wanted.places < shift.places_taken:
        problems[box(shift.shift, "places")] = ("shift_places_below_taken", facts)
    if (wanted.start_minute, wanted.end_minute) != (shift.start_minute, shift.end_minute):
        problems[box(shift.shift, "start")] = ("shift_hours_in_use", facts)
    return problems
