"""Where places are short, in plain numbers: so many places near by for so many people, and whom to ask for more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from matching.candidates import CandidateSet
from matching.explanation.market import WHOLE, Market, columns_of
from matching.input.applicant import Applicant
from matching.input.patterns import Pattern
from matching.input.shifts import day_of
from matching.problem import Indexes

NEAR_KM = 15.0
"""Places up to here are near; only where there is none, those within everybody's own reach count."""
SATURDAY, SUNDAY = 5, 6
MOST_CALLS = 12


@dataclass(frozen=True)
class Call:
    """An opening that could be asked for one more place: how many people of the group it would suit, and how near."""

    opening_id: str
    people: int
    km: float


@dataclass(frozen=True)
class Shortage:
    """People of one group without a place: `places` on their days within `km` for the `people` who want them.

    A place is one that a whole weekly pattern fits in; whoever holds one, or a half day of it, counts among the people.
    `days` is `saturday`, `sunday`, `weekend` or `week`. `calls` begin with the vacancies that have fewest places.
    """

    group: str
    days: str
    unplaced: int
    places: int
    people: int
    km: float
    calls: tuple[Call, ...]


def shortages(market: Market, roomier: CandidateSet, group_of: Mapping[str, str]) -> tuple[Shortage, ...]:
    """Group the unplaced whom one more place could admit by where they live and their days, the largest group first.

    *group_of* names the group of an applicant by id; *roomier* are the candidates with one more place everywhere.
    """
    members: dict[tuple[str, str], list[int]] = {}
    for index in np.unique(roomier.pair_applicant).tolist():
        if index not in market.holdings:
            applicant = market.instance.applicants[index]
            members.setdefault((group_of.get(applicant.id, ""), days_of(applicant)), []).append(index)
    found = [_shortage(market, roomier, group, days, people) for (group, days), people in sorted(members.items())]
    return tuple(sorted(found, key=lambda one: -one.unplaced))


def days_of(applicant: Applicant) -> str:
    """Name the days on which somebody may serve."""
    days = {day_of(shift) for shift in applicant.lawful_shifts}
    if days - {SATURDAY, SUNDAY}:
        return "week"
    return "weekend" if len(days) == 2 else "sunday" if days == {SUNDAY} else "saturday"


def _shortage(market: Market, roomier: CandidateSet, group: str, days: str, people: Sequence[int]) -> Shortage:
    pairs = np.concatenate([np.arange(*_bounds(roomier, index)) for index in people])
    near = pairs[roomier.pair_km[pairs] <= NEAR_KM]
    pairs, km = (near, NEAR_KM) if len(near) else (pairs, float(roomier.pair_km[pairs].max()))
    wanted = _wanted(roomier, pairs)
    return Shortage(
        group=group,
        days=days,
        unplaced=len(people),
        places=sum(_places(market, opening, patterns) for opening, patterns in wanted.items()),
        people=len(people) + sum(_holders(market, opening, patterns) for opening, patterns in wanted.items()),
        km=km,
        calls=tuple(_calls(market, roomier, pairs)[:MOST_CALLS]),
    )


def _bounds(roomier: CandidateSet, applicant: int) -> tuple[int, int]:
    pairs = roomier.pairs_of(applicant)
    return pairs.start, pairs.stop


def _wanted(roomier: CandidateSet, pairs: Indexes) -> Mapping[int, set[Pattern]]:
    """The weekly patterns that the people of *pairs* could serve at each opening."""
    wanted: dict[int, set[Pattern]] = {}
    for pair in pairs.tolist():
        patterns = wanted.setdefault(int(roomier.pair_opening[pair]), set())
        patterns.update(roomier.patterns[roomier.option_pattern[option]] for option in roomier.options_of(pair))
    return wanted


def _places(market: Market, opening: int, patterns: Iterable[Pattern]) -> int:
    """How many people the vacancy takes in the most roomy of the patterns."""
    return int(max(market.capacity[opening, columns_of(pattern)].min() for pattern in patterns))


def _holders(market: Market, opening: int, patterns: Iterable[Pattern]) -> int:
    """Count who holds a half day there that one of the patterns would need; all of them, where the vacancy is full."""
    needed = {int(column) for pattern in patterns for column in columns_of(pattern)}
    if market.free[opening, WHOLE] >= 1:
        needed.remove(WHOLE)
    return len(market.holders(opening, needed))


def _calls(market: Market, roomier: CandidateSet, pairs: Indexes) -> list[Call]:
    """List the openings of *pairs*, those with fewest places first; of these, those that would suit most people."""
    opening_of, openings = roomier.pair_opening[pairs], market.instance.openings
    calls = []
    for opening in np.unique(opening_of).tolist():
        own = pairs[opening_of == opening]
        calls.append(Call(openings[opening].id, len(own), float(roomier.pair_km[own].min())))
    capacity = {opening.id: opening.capacity_total for opening in openings}
    return sorted(calls, key=lambda one: (capacity[one.opening_id], -one.people, one.km, one.opening_id))
