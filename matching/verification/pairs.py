"""A compact problem's pairs, each looked at plainly: rule by rule, pattern by pattern, with nothing left out.

Compiled only because there are hundreds of millions. Written apart from the scan that the search uses: other loops,
the haversine formula instead of chords, no bounds by which anything could be passed over but a pair's own latitude.
"""

from math import asin, sin, sqrt
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from matching.compact.problem import CompactProblem
from matching.problem import Floats, Offsets

Records = NDArray[Any]
Row = Any

EARTH_KM = 6371.0088
KM_A_DEGREE = 111.19
"""A little less than a degree of latitude is long."""

HALF_DAYS = 14
RULED_OUT, NAMED, WISHED, OBJECTED_TO, SERVES_HERE = 1, 2, 4, 8, 16
"""Bits of a mark, as MODEL.md gives them."""


class Book(NamedTuple):
    """All that the rules and the criteria speak about; openings from south to north."""

    people: Records
    posts: Records
    latitude: Floats
    mark_start: Offsets
    mark_post: Offsets
    mark: NDArray[np.int64]
    list_of: NDArray[np.int32]
    list_start: Offsets
    list_pattern: NDArray[np.int32]
    occupied: NDArray[np.int32]
    skill: Floats
    distance: Floats
    levels: Floats


class Tariff(NamedTuple):
    """For each case the stages' weights, the cost of each pattern at each post (cases, P, J), and of people's time.

    `time` is (cases, persons, 14).
    """

    placed: Floats
    value: Floats
    cost: Floats
    time: Floats


def book_of(problem: CompactProblem) -> Book:
    """Write the columns of a problem into a book."""
    people, openings, offers, points = problem.applicants, problem.openings, problem.offers, problem.points
    northward = np.argsort(openings.latitude, kind="stable")
    rank = np.empty(len(northward), dtype=np.int64)
    rank[northward] = np.arange(len(northward))
    posts = _records(openings, "latitude longitude demands skills task week duties_points load_points record_points")
    return Book(
        people=_records(
            people,
            "latitude longitude reach_km weight urgency_points unable held held_tasks preferred_tasks objected_tasks "
            "schedule person settled restricted",
        ),
        posts=posts[northward],
        latitude=openings.latitude[northward],
        mark_start=people.mark_start,
        mark_post=rank[people.mark_opening],
        mark=people.mark.astype(np.int64),
        list_of=offers.list_of,
        list_start=offers.start,
        list_pattern=offers.pattern,
        occupied=offers.occupied,
        skill=points.skill,
        distance=points.distance,
        levels=np.array([float(points.full_skill), *points.preference, *points.stability]),
    )


def _records(columns: Any, names: str) -> Records:
    """The named columns side by side, with the position in radians."""
    parts = {name: getattr(columns, name) for name in names.split()}
    parts |= {"phi": np.radians(columns.latitude), "theta": np.radians(columns.longitude)}
    parts["cosine"] = np.cos(parts["phi"])
    kinds = [(name, np.int64 if part.dtype == bool else part.dtype) for name, part in parts.items()]
    rows = np.zeros(len(columns), dtype=kinds)
    for name, part in parts.items():
        rows[name] = part
    return rows


@njit(cache=True, nogil=True)
def km_apart(person: Row, post: Row) -> float:
    """Haversine distance in kilometres, to the metre."""
    across, along = sin((post.phi - person.phi) / 2), sin((post.theta - person.theta) / 2)
    chord = min(1.0, across * across + person.cosine * post.cosine * along * along)
    return float(np.rint(2 * EARTH_KM * asin(sqrt(chord)) * 1000) / 1000)


@njit(cache=True, nogil=True)
def is_refused(person: Row, post: Row, mark: int) -> bool:
    """Every rule but distance and schedule."""
    if person.unable & post.demands != np.uint64(0):
        return True
    if mark & RULED_OUT:
        return True
    return bool(person.restricted == 1 and not mark & NAMED)


@njit(cache=True, nogil=True)
def codes_in(word: int) -> int:
    """Count the codes of a set, given as 64 bits."""
    count = 0
    for code in range(64):
        if word >> np.uint64(code) & np.uint64(1) != np.uint64(0):
            count += 1
    return count


@njit(cache=True, nogil=True)
def includes(word: int, code: int) -> bool:
    """Tell whether a set of codes, given as 64 bits, has the bit of one *code*."""
    return bool(word >> np.uint64(code) & np.uint64(1) != np.uint64(0))


@njit(cache=True, nogil=True)
def worth(person: Row, post: Row, mark: int, near: float, skill: Floats, levels: Floats) -> float:
    """Value of an admissible pair; *near* are the points of its distance."""
    if includes(person.held_tasks, post.task):
        points = levels[0]
    else:
        points = skill[codes_in(post.skills), codes_in(person.held & post.skills)]
    points = points + near + person.urgency_points
    if mark & OBJECTED_TO or includes(person.objected_tasks, post.task):
        points = points + levels[1]
    elif mark & WISHED or includes(person.preferred_tasks, post.task):
        points = points + levels[3]
    else:
        points = points + levels[2]
    points = points + post.duties_points + post.load_points
    moves = person.settled == 1 and not mark & SERVES_HERE
    return float(np.rint((points + levels[4 if moves else 5] + post.record_points) * 100) / 100)


@njit(cache=True, nogil=True)
def value_if_admissible(book: Book, i: int, j: int, pattern: int) -> float:
    """Value of one option, NaN when some rule refuses it."""
    person, post = book.people[i], book.posts[j]
    mark = 0
    for k in range(book.mark_start[i], book.mark_start[i + 1]):
        if book.mark_post[k] == j:
            mark = book.mark[k]
    offered, found = book.list_of[person.schedule, post.week], False
    for k in range(book.list_start[offered], book.list_start[offered + 1]):
        found = found or book.list_pattern[k] == pattern
    km = km_apart(person, post)
    if not found or km > person.reach_km or is_refused(person, post, mark):
        return float(np.nan)
    near = book.distance[min(int(np.rint(km * 1000)), len(book.distance) - 1)]
    return float(worth(person, post, mark, near, book.skill, book.levels))


@njit(cache=True, nogil=True)
def own_costs(book: Book, tariff: Tariff, i: int) -> Floats:
    """What each pattern costs applicant i in the time of a person with several sentences, (cases, P)."""
    cases, patterns, _ = tariff.cost.shape
    costs, person = np.zeros((cases, patterns)), book.people[i].person
    if person >= 0:
        for pattern in range(patterns):
            for half_day in range(HALF_DAYS):
                if book.occupied[pattern] >> half_day & 1:
                    costs[:, pattern] += tariff.time[:, person, half_day]
    return costs


@njit(cache=True, nogil=True)
def look_around(book: Book, tariff: Tariff, i: int, on_post: Offsets, best: Floats) -> bool:
    """Write the best net value of applicant i in every case, at least 0; say whether all its values are whole."""
    posts, skill, distance, levels = book.posts, book.skill, book.distance, book.levels
    person, all_whole, own, cost = book.people[i], True, own_costs(book, tariff, i), tariff.cost
    list_of, list_start, list_pattern = book.list_of, book.list_start, book.list_pattern
    degrees = (person.reach_km + 0.001) / KM_A_DEGREE
    south = np.searchsorted(book.latitude, person.latitude - degrees)
    north = np.searchsorted(book.latitude, person.latitude + degrees, side="right")
    for j in range(south, north):
        post = posts[j]
        offered = list_of[person.schedule, post.week]
        if list_start[offered] == list_start[offered + 1] or is_refused(person, post, on_post[j]):
            continue
        km = km_apart(person, post)
        if km > person.reach_km:
            continue
        near = distance[min(int(np.rint(km * 1000)), len(distance) - 1)]
        value = worth(person, post, on_post[j], near, skill, levels)
        all_whole = all_whole and value == np.rint(value)
        for k in range(list_start[offered], list_start[offered + 1]):
            pattern = list_pattern[k]
            for case in range(len(best)):
                gain = tariff.placed[case] * person.weight + tariff.value[case] * value
                best[case] = max(best[case], gain - cost[case, pattern, j] - own[case, pattern])
    return all_whole


@njit(cache=True, nogil=True)
def look_through(book: Book, tariff: Tariff, first: int, last: int, best: Floats) -> bool:
    """Do so for the applicants from *first* to *last*; *best* is (I, cases) of zeros."""
    on_post, all_whole = np.zeros(len(book.posts), dtype=np.int64), True
    for i in range(first, last):
        own = slice(book.mark_start[i], book.mark_start[i + 1])
        on_post[book.mark_post[own]] = book.mark[own]
        all_whole = look_around(book, tariff, i, on_post, best[i]) and all_whole
        on_post[book.mark_post[own]] = 0
    return all_whole
