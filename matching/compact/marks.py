"""Marks: what court, officer and person say of single openings, and who may go to named ones only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from matching.compact.columns import ALLOWED, CLOSED, OBJECTED, PREFERRED, STAYS
from matching.compact.columns import Marks as MarkColumn
from matching.input.applicant import Applicant
from matching.input.geography import great_circle_km
from matching.instance import Instance
from matching.problem import Floats, Indexes, Mask, Offsets


class Marks(NamedTuple):
    """The columns that marks fill."""

    restricted: Mask
    start: Offsets
    opening: Indexes
    mark: MarkColumn


class Map(NamedTuple):
    """Where openings stand in the list, by their id and by their unit, and where they lie."""

    by_id: Mapping[str, list[int]]
    by_unit: Mapping[str, list[int]]
    latitude: Floats
    longitude: Floats


def marks_of(instance: Instance) -> Marks:
    """Collect the marks of everybody."""
    openings = _map(instance)
    marks = [_marks(applicant, openings) for applicant in instance.applicants]
    flat = [(opening, mark) for one in marks for opening, mark in sorted(one.items())]
    return Marks(
        restricted=np.array([_named(applicant, openings) is not None for applicant in instance.applicants], dtype=bool),
        start=np.cumsum([0, *map(len, marks)], dtype=np.int64),
        opening=np.array([opening for opening, _ in flat], dtype=np.int32),
        mark=np.array([mark for _, mark in flat], dtype=np.uint8),
    )


def _map(instance: Instance) -> Map:
    by_id: dict[str, list[int]] = defaultdict(list)
    by_unit: dict[str, list[int]] = defaultdict(list)
    for index, opening in enumerate(instance.openings):
        by_id[opening.id].append(index)
        by_unit[opening.unit_id].append(index)
    positions = np.array([(opening.latitude, opening.longitude) for opening in instance.openings], dtype=np.float64)
    return Map(dict(by_id), dict(by_unit), *positions.reshape(-1, 2).T)


def _marks(applicant: Applicant, openings: Map) -> dict[int, int]:
    """The marks of one applicant, by the opening's place in the list."""
    marks: dict[int, int] = defaultdict(int)
    for mark, places in (
        (CLOSED, _places(openings.by_id, applicant.excluded_opening_ids)),
        (CLOSED, _places(openings.by_unit, applicant.excluded_unit_ids)),
        (CLOSED, _in_zones(applicant, openings)),
        (PREFERRED, _places(openings.by_unit, applicant.preferred_unit_ids)),
        (OBJECTED, _places(openings.by_unit, applicant.objected_unit_ids)),
        (STAYS, _places(openings.by_id, _only(applicant.current_opening_id))),
        (ALLOWED, _named(applicant, openings) or ()),
    ):
        for place in places:
            marks[place] |= mark
    return marks


def _named(applicant: Applicant, openings: Map) -> set[int] | None:
    """The only openings that court and officer leave; None where neither named any."""
    lists = (
        None if applicant.pinned_opening_id is None else _places(openings.by_id, (applicant.pinned_opening_id,)),
        None if applicant.court_opening_ids is None else _places(openings.by_id, applicant.court_opening_ids),
        None if applicant.court_unit_ids is None else _places(openings.by_unit, applicant.court_unit_ids),
    )
    named = [set(places) for places in lists if places is not None]
    return set.intersection(*named) if named else None


def _in_zones(applicant: Applicant, openings: Map) -> list[int]:
    """Openings that a protection order closes."""
    closed = np.zeros(len(openings.latitude), dtype=bool)
    for zone in applicant.exclusion_zones:
        km = great_circle_km(zone.latitude, zone.longitude, openings.latitude, openings.longitude)
        closed |= km <= zone.radius_km
    return np.flatnonzero(closed).tolist() if applicant.exclusion_zones else []


def _places(of_code: Mapping[str, list[int]], codes: Iterable[str]) -> list[int]:
    return [place for code in codes for place in of_code.get(code, ())]


def _only(code: str | None) -> tuple[str, ...]:
    return () if code is None else (code,)
