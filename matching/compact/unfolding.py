"""The columns of options known by their keys, compiled: what each is worth and what it takes."""

from numba import njit

from matching.compact.columns import ROWS_AN_OPENING
from matching.compact.kernels import liking, metres_between, skill_entry, value_of
from matching.compact.layout import Ground
from matching.input.shifts import SHIFT_COUNT
from matching.problem import Floats, Indexes, Offsets


@njit(cache=True, nogil=True)
def mark_of(ground: Ground, i: int, j: int) -> int:
    """What applicant i's marks say of place j; 0 where they say nothing."""
    for k in range(ground.mark_start[i], ground.mark_start[i + 1]):
        if ground.mark_place[k] == j:
            return int(ground.mark[k])
    return 0


@njit(cache=True, nogil=True)
def write_values(ground: Ground, applicant: Indexes, place: Indexes, value: Floats) -> None:
    """Write the value of each pair."""
    skills, distances, preference = ground.skill, ground.distance, ground.preference
    for n in range(len(applicant)):
        home, there, mark = ground.homes[applicant[n]], ground.places[place[n]], mark_of(ground, applicant[n], place[n])
        near = distances[min(metres_between(home, there), len(distances) - 1)]
        skill, liked = skills[skill_entry(home, there, len(skills) - 1)], preference[liking(home, there, mark)]
        value[n] = value_of(home, there, mark, skill, near, liked)


@njit(cache=True, nogil=True)
def half_days_taken(ground: Ground, i: int, j: int, p: int) -> tuple[int, int]:
    """The half days that pattern p takes from place j and from the time of applicant i's person, as bits."""
    of_place = ground.attended[p] & ground.places[j].scarce
    of_person = ground.occupied[p] if ground.homes[i].person >= 0 else 0
    return of_place, of_person


@njit(cache=True, nogil=True)
def count_uses(ground: Ground, applicant: Indexes, place: Indexes, pattern: Indexes, start: Offsets) -> None:
    """Write where the uses of each option start, (N + 1,): one of the whole opening, one of each half day taken."""
    for n in range(len(applicant)):
        of_place, of_person = half_days_taken(ground, applicant[n], place[n], pattern[n])
        count = 1
        for shift in range(SHIFT_COUNT):
            count += (of_place >> shift & 1) + (of_person >> shift & 1)
        start[n + 1] = start[n] + count


@njit(cache=True, nogil=True)
def write_uses(ground: Ground, applicant: Indexes, place: Indexes, pattern: Indexes, uses: Indexes) -> None:
    """Write the resources of each option, in their order."""
    at, persons = 0, ROWS_AN_OPENING * len(ground.places)
    for n in range(len(applicant)):
        first = ROWS_AN_OPENING * ground.places[place[n]].index
        of_place, of_person = half_days_taken(ground, applicant[n], place[n], pattern[n])
        uses[at] = first
        at += 1
        for shift in range(SHIFT_COUNT):
            if of_place >> shift & 1:
                uses[at] = first + 1 + shift
                at += 1
        for shift in range(SHIFT_COUNT):
            if of_person >> shift & 1:
                uses[at] = persons + SHIFT_COUNT * ground.homes[applicant[n]].person + shift
                at += 1
