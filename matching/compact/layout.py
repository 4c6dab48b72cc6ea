"""A compact problem laid out for scanning: openings in compact leaves, homes in compact tiles, on the unit sphere.

What does not depend on prices is worked out once: positions, boxes, what an opening can at best be worth. Rows are
records, so that what one look at a home or a place needs lies side by side in memory.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.compact.columns import Marks
from matching.compact.problem import CompactProblem
from matching.input.geography import EARTH_RADIUS_KM
from matching.problem import Floats, Indexes, Offsets

LEAF = 16
"""Openings that lie together; a whole leaf is passed over when the best it could offer is not good enough."""

TILE = 32
"""Homes that lie together and look at the leaves in one order."""

GRAIN = 1e-9
"""Slack of squared distances on the unit sphere: some hundred metres at the antipodes, nothing nearby."""

Records = NDArray[Any]
Boxes = NDArray[np.float64]

POSITION = [("x", "f8"), ("y", "f8"), ("z", "f8")]

HOME = np.dtype(
    [
        *POSITION,
        ("reach_chord", "f8"),
        ("reach_metres", "i8"),
        ("weight", "f8"),
        ("urgency", "f8"),
        ("most", "f8"),
        ("here", "f8"),
        ("elsewhere", "f8"),
        ("unable", "u8"),
        ("held", "u8"),
        ("held_tasks", "u8"),
        ("preferred_tasks", "u8"),
        ("objected_tasks", "u8"),
        ("schedule", "i8"),
        ("person", "i8"),
        ("restricted", "i8"),
    ]
)
"""`most` are the points that no opening can exceed beside its own; `here` and `elsewhere` those of stability."""

PLACE = np.dtype(
    [
        *POSITION,
        ("duties", "f8"),
        ("load", "f8"),
        ("record", "f8"),
        ("most", "f8"),
        ("demands", "u8"),
        ("skills", "u8"),
        ("wanted", "i8"),
        ("task", "u8"),
        ("week", "i8"),
        ("scarce", "i8"),
        ("index", "i8"),
    ]
)
"""`most` are the points that the opening can at best give by itself; `index` is its own number."""


class Ground(NamedTuple):
    """Everything the scan needs but the prices.

    Homes in their own order, places in the order of the leaves; `leaves` and `tiles` are boxes, (n, 2, 3). `skill` has
    the points of a full skill last; `nearness[d]` is the most that a distance of d metres or more is worth.
    """

    homes: Records
    places: Records
    leaves: Boxes
    tiles: Boxes
    tile_home: Indexes
    mark_start: Offsets
    mark_place: Indexes
    mark: Marks
    skill: Floats
    distance: Floats
    nearness: Floats
    preference: Floats
    list_of: Indexes
    list_start: Offsets
    pattern: Indexes
    attended: Indexes
    occupied: Indexes


def lay_out(problem: CompactProblem) -> Ground:
    """Lay out the ground that the kernels walk on."""
    homes_at = _on_sphere(problem.applicants.latitude, problem.applicants.longitude)
    places_at = _on_sphere(problem.openings.latitude, problem.openings.longitude)
    place_order, home_order = _near_together(places_at, LEAF), _near_together(homes_at, TILE)
    points, offers = problem.points, problem.offers
    return Ground(
        homes=_homes(problem, homes_at),
        places=_places(problem, places_at)[place_order],
        leaves=_boxes(places_at[place_order], LEAF),
        tiles=_boxes(homes_at[home_order], TILE),
        tile_home=home_order,
        mark_start=problem.applicants.mark_start,
        mark_place=np.argsort(place_order).astype(np.int32)[problem.applicants.mark_opening],
        mark=problem.applicants.mark,
        skill=np.append(points.skill.ravel(), points.full_skill),
        distance=points.distance,
        nearness=np.maximum.accumulate(points.distance[::-1])[::-1].copy(),
        preference=points.preference,
        list_of=offers.list_of,
        list_start=offers.start,
        pattern=offers.pattern,
        attended=offers.attended,
        occupied=offers.occupied,
    )


def _on_sphere(latitude: Floats, longitude: Floats) -> Floats:
    """Positions on the unit sphere, (n, 3): chords between them grow with the great-circle distance."""
    phi, theta = np.radians(latitude), np.radians(longitude)
    return np.stack([np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)], axis=1)


def _near_together(at: Floats, size: int) -> Indexes:
    """An order in which every *size* successive positions lie close together: halving along the widest side."""
    order = np.arange(len(at), dtype=np.int32)
    parts = [(0, len(at))]
    while parts:
        first, last = parts.pop()
        half = first + size * ((last - first + size) // (2 * size))
        if first < half < last:
            part = order[first:last]
            side = int(np.ptp(at[part], axis=0).argmax())
            order[first:last] = part[np.argpartition(at[part, side], half - first)]
            parts += [(first, half), (half, last)]
    return order


def _boxes(at: Floats, size: int) -> Boxes:
    """Lowest and highest corner of every *size* successive positions, (n, 2, 3)."""
    start = np.arange(0, len(at), size)
    if not len(start):
        return np.zeros((0, 2, 3))
    return np.stack([np.minimum.reduceat(at, start), np.maximum.reduceat(at, start)], axis=1)


def _homes(problem: CompactProblem, at: Floats) -> Records:
    rows, points = problem.applicants, problem.points
    homes = np.zeros(len(rows), dtype=HOME)
    homes["x"], homes["y"], homes["z"] = at.T
    homes["reach_metres"] = _whole_metres(rows.reach_km)
    half_angle = np.minimum((homes["reach_metres"] + 1) / (2000 * EARTH_RADIUS_KM), np.pi / 2)
    homes["reach_chord"] = 4 * np.sin(half_angle) ** 2 + GRAIN
    homes["urgency"] = rows.urgency_points
    homes["here"] = points.stability[1]
    homes["elsewhere"] = np.where(rows.settled, points.stability[0], points.stability[1])
    homes["most"] = rows.urgency_points + points.preference.max() + np.maximum(homes["here"], homes["elsewhere"])
    for name in ("weight", "unable", "held", "held_tasks", "preferred_tasks", "objected_tasks"):
        homes[name] = getattr(rows, name)
    for name in ("schedule", "person", "restricted"):
        homes[name] = getattr(rows, name)
    return homes


def _whole_metres(reach_km: Floats) -> Offsets:
    """The most whole metres that a reach admits: the rule compares kilometres rounded to the metre."""
    furthest = np.ceil(np.pi * 1000 * EARTH_RADIUS_KM)
    metres = np.floor(np.minimum(reach_km * 1000, furthest)) + 1
    for _ in range(2):
        metres -= metres / 1000 > reach_km
    return metres.astype(np.int64)


def _places(problem: CompactProblem, at: Floats) -> Records:
    rows, points = problem.openings, problem.points
    places = np.zeros(len(rows), dtype=PLACE)
    places["x"], places["y"], places["z"] = at.T
    places["wanted"] = np.bitwise_count(rows.skills)
    places["duties"], places["load"], places["record"] = rows.duties_points, rows.load_points, rows.record_points
    most_skill = np.maximum(points.skill.max(axis=1)[places["wanted"]], float(points.full_skill))
    places["most"] = most_skill + rows.duties_points + rows.load_points + rows.record_points
    for name in ("demands", "skills", "task", "week"):
        places[name] = getattr(rows, name)
    places["scarce"] = (problem.scarce << np.arange(problem.scarce.shape[1])).sum(axis=1)
    places["index"] = np.arange(len(rows))
    return places
