"""The best plan by trying every plan; shares nothing with the problem's columns, the model or the prices."""

from collections import Counter
from collections.abc import Iterator

from matching.candidates import find_candidates
from matching.input.applicant import Applicant
from matching.input.opening import Opening
from matching.input.patterns import Pattern, weekly_patterns
from matching.instance import Instance
from matching.rules import refusals
from matching.scoring import placed_weight

Choice = tuple[Applicant, Opening, Pattern]


def best_worth(instance: Instance) -> tuple[int, float]:
    """Give the best (urgency-weighted placements, sum of scores) over all plans, every minimal pattern tried."""
    totals = pair_totals(instance)
    return max(
        (
            sum(placed_weight(applicant, instance.weights) for applicant, _, _ in plan),
            round(sum(totals[applicant.id, opening.id] for applicant, opening, _ in plan), 2),
        )
        for plan in plans(instance, list(instance.applicants))
    )


def pair_totals(instance: Instance) -> dict[tuple[str, str], float]:
    """Give the total score of each admissible pair."""
    found = find_candidates(instance)
    pairs = zip(found.pair_applicant, found.pair_opening, found.pair_total, strict=True)
    return {(instance.applicants[i].id, instance.openings[j].id): float(total) for i, j, total in pairs}


def plans(instance: Instance, applicants: list[Applicant]) -> Iterator[list[Choice]]:
    """Every plan that keeps the places and the people's own time."""
    if not applicants:
        yield []
        return
    for rest in plans(instance, applicants[1:]):
        yield rest
        for choice in choices(instance, applicants[0]):
            if keeps_places([*rest, choice]) and keeps_apart([*rest, choice]):
                yield [*rest, choice]


def choices(instance: Instance, applicant: Applicant) -> Iterator[Choice]:
    """Everything admissible for one applicant."""
    for opening in instance.openings:
        if not refusals(applicant, opening, instance.norms):
            for pattern in weekly_patterns(opening.free_timetable, instance.norms.weekly_minutes(applicant)):
                if {attendance.shift for attendance in pattern} <= applicant.lawful_shifts:
                    yield applicant, opening, pattern


def keeps_places(plan: list[Choice]) -> bool:
    """Tell whether no vacancy and no half day takes more people than it has places."""
    people = Counter(opening.id for _, opening, _ in plan)
    attended = Counter((opening.id, attendance.shift) for _, opening, pattern in plan for attendance in pattern)
    return all(
        people[opening.id] <= opening.total_places
        and all(attended[opening.id, shift.shift] <= shift.places for shift in opening.shifts)
        for _, opening, _ in plan
    )


def keeps_apart(plan: list[Choice]) -> bool:
    """Tell whether nobody with several sentences is due twice in one half day (13:00 parts the day)."""
    halves = [half for applicant, _, pattern in plan for half in occupied(applicant.person_id, pattern)]
    return len(set(halves)) == len(halves)


def occupied(person_id: str, pattern: Pattern) -> set[tuple[str, int, str]]:
    """Give the half days that one person's pattern occupies."""
    halves = set()
    for shift, start, end in pattern:
        if start < 13 * 60 or shift % 2 == 0:
            halves.add((person_id, shift // 2, "am"))
        if end > 13 * 60 or shift % 2 == 1:
            halves.add((person_id, shift // 2, "pm"))
    return halves
