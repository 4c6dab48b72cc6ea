"""The scan of every admissible option at given prices, compiled.

Imported only where a compact problem comes. Leaves of openings are looked at from the nearest on, and passed over
when no opening in them can beat what the applicant has already found: an upper bound on the points, and the cheapest
pattern's price, are known for each opening and each leaf. Nothing here depends on time or on the number of threads.

Arrays are unpacked once an applicant and never once a pair: reading an array out of a tuple counts references, which
two threads would fight over.
"""

from math import asin, sqrt
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from matching.compact.columns import ALLOWED, CLOSED, OBJECTED, PREFERRED, STAYS, Marks
from matching.compact.layout import LEAF, TILE, Ground
from matching.input.geography import EARTH_RADIUS_KM
from matching.input.shifts import SHIFT_COUNT
from matching.problem import Floats, Indexes, Offsets

Home = Any
Place = Any

DIAMETER_METRES = 2000 * EARTH_RADIUS_KM
SHORT = 0.01
"""Half chords up to here (127 km) need four terms of the arcsine's series."""

ROUNDING = 0.006
"""More than rounding to hundredths can add to a value."""

WHOLE = -1
"""Stands for the pattern where a pair is found as a whole."""


class Market(NamedTuple):
    """Prices as the scan needs them.

    `price` (J, 15) are the places' own, 0 where nothing can run out, `person` (persons, 14) those of people's time;
    `cheapest[a, j]` is the least that any pattern of schedule a costs at place j, infinite where there is none, and
    `ceiling[a, l]` the most that a place of leaf l could be worth beyond it, distance and applicant apart.
    """

    placed: float
    value: float
    price: Floats
    person: Floats
    cheapest: Floats
    ceiling: Floats
    whole: bool


class Best(NamedTuple):
    """The best found for one applicant, best first; `net` starts as the floor that must be exceeded."""

    net: Floats
    place: Indexes
    pattern: Indexes


@njit(cache=True, nogil=True)
def cost_of(price: Floats, row: int, first: int, shifts: int) -> float:
    """Add up the prices of some half days, given as bits; `price[row, first]` is that of Monday morning."""
    cost = 0.0
    for shift in range(SHIFT_COUNT):
        if shifts >> shift & 1:
            cost += price[row, first + shift]
    return cost


@njit(cache=True, nogil=True)
def price_places(ground: Ground, market: Market) -> None:
    """Write `cheapest` and `ceiling`."""
    places, list_of, start, pattern = ground.places, ground.list_of, ground.list_start, ground.pattern
    attended, price, cheapest, ceiling = ground.attended, market.price, market.cheapest, market.ceiling
    cost = np.empty(len(attended))
    for j in range(len(places)):
        for p in range(len(cost)):
            cost[p] = price[j, 0] + cost_of(price, j, 1, attended[p])
        for a in range(len(list_of)):
            offered = list_of[a, places[j].week]
            least = np.inf
            for k in range(start[offered], start[offered + 1]):
                least = min(least, cost[pattern[k]])
            cheapest[a, j] = least
            ceiling[a, j // LEAF] = max(ceiling[a, j // LEAF], market.value * places[j].most - least)


@njit(cache=True, nogil=True)
def metres_between(home: Home, place: Place) -> int:
    """Great-circle distance to the metre, from the chord on the unit sphere."""
    x, y, z = home.x - place.x, home.y - place.y, home.z - place.z
    square = 0.25 * (x * x + y * y + z * z)
    half = sqrt(square)
    if half < SHORT:
        angle = half * (1 + square * (1 / 6 + square * (3 / 40 + square * (15 / 336))))
    else:
        angle = asin(min(1.0, half))
    return int(np.rint(DIAMETER_METRES * angle))


@njit(cache=True, nogil=True)
def gap_to(box: Floats, leaf: int, home: Home) -> float:
    """Squared chord from a home to the box of a leaf, at least; 0 inside."""
    x = max(box[leaf, 0, 0] - home.x, home.x - box[leaf, 1, 0], 0.0)
    y = max(box[leaf, 0, 1] - home.y, home.y - box[leaf, 1, 1], 0.0)
    z = max(box[leaf, 0, 2] - home.z, home.z - box[leaf, 1, 2], 0.0)
    return float(x * x + y * y + z * z)


@njit(cache=True, nogil=True)
def has_task(codes: int, task: int) -> bool:
    """Tell whether a set of tasks, given as 64 bits, has the bit of one *task*."""
    return bool((codes >> task) & np.uint64(1) != np.uint64(0))


@njit(cache=True, nogil=True)
def skill_entry(home: Home, place: Place, last: int) -> int:
    """Where the points of the pair's skills stand in the table of all skills, the full skill being last."""
    if has_task(home.held_tasks, place.task):
        return last
    shared, count = home.held & place.skills, 0
    while shared:
        shared &= shared - np.uint64(1)
        count += 1
    return int(place.wanted) * int(sqrt(last)) + count


@njit(cache=True, nogil=True)
def liking(home: Home, place: Place, mark: int) -> int:
    """Say 0 for objected, 1 for silent, 2 for preferred; an objection prevails."""
    if mark & OBJECTED or has_task(home.objected_tasks, place.task):
        return 0
    return 2 if mark & PREFERRED or has_task(home.preferred_tasks, place.task) else 1


@njit(cache=True, nogil=True)
def value_of(home: Home, place: Place, mark: int, skill: float, near: float, liked: float) -> float:
    """Sum of all criteria in the order of `matching.scoring`, to hundredths."""
    stability = home.here if mark & STAYS else home.elsewhere
    total = skill + near + home.urgency + liked + place.duties + place.load + stability + place.record
    return float(np.rint(total * 100.0) / 100.0)


@njit(cache=True, nogil=True)
def insert(best: Best, net: float, j: int, pattern: int) -> None:
    """Put a find where it belongs among the best, dropping the last of them."""
    nets, place, patterns = best.net, best.place, best.pattern
    at = len(nets) - 1
    while at > 0 and nets[at - 1] < net:
        nets[at], place[at], patterns[at] = nets[at - 1], place[at - 1], patterns[at - 1]
        at -= 1
    nets[at], place[at], patterns[at] = net, j, pattern


@njit(cache=True, nogil=True)
def offer(ground: Ground, market: Market, i: int, j: int, gain: float, best: Best) -> None:
    """Weigh the patterns of one admissible pair: each for itself, or the pair by its best."""
    home, price, nets = ground.homes[i], market.price, best.net
    offered = ground.list_of[home.schedule, ground.places[j].week]
    highest = -np.inf
    for k in range(ground.list_start[offered], ground.list_start[offered + 1]):
        p = ground.pattern[k]
        net = gain - (price[j, 0] + cost_of(price, j, 1, ground.attended[p]))
        if home.person >= 0:
            net -= cost_of(market.person, home.person, 0, ground.occupied[p])
        highest = max(highest, net)
        if not market.whole and net > nets[-1]:
            insert(best, net, j, p)
    if market.whole and highest > nets[-1]:
        insert(best, highest, j, WHOLE)


@njit(cache=True, nogil=True)
def look_where_allowed(ground: Ground, market: Market, i: int, best: Best) -> None:
    """Look at the only places that a restricted applicant may go to."""
    home = ground.homes[i]
    for k in range(ground.mark_start[i], ground.mark_start[i + 1]):
        j, mark = ground.mark_place[k], ground.mark[k]
        place = ground.places[j]
        if not mark & ALLOWED or mark & CLOSED or home.unable & place.demands:
            continue
        metres = metres_between(home, place)
        if metres <= home.reach_metres:
            skill = ground.skill[skill_entry(home, place, len(ground.skill) - 1)]
            near = ground.distance[min(metres, len(ground.distance) - 1)]
            value = value_of(home, place, mark, skill, near, ground.preference[liking(home, place, mark)])
            offer(ground, market, i, j, market.placed * home.weight + market.value * value, best)


@njit(cache=True, nogil=True)
def look_around(ground: Ground, market: Market, i: int, leaves: Offsets, marks: Marks, best: Best) -> None:
    """Look at the leaves in their order, into those that may hold something good enough."""
    home, places, boxes, nets = ground.homes[i], ground.places, ground.leaves, best.net
    skills, distances, nearness, preference = ground.skill, ground.distance, ground.nearness, ground.preference
    cheapest, ceiling = market.cheapest[home.schedule], market.ceiling[home.schedule]
    weighed, last = market.placed * home.weight, len(distances) - 1
    roof = weighed + market.value * (home.most + ROUNDING)
    for leaf in leaves:
        chord = gap_to(boxes, leaf, home)
        if chord > home.reach_chord:
            continue
        metres = int(0.5 * DIAMETER_METRES * sqrt(chord) * (1 - 1e-9))
        top = roof + market.value * nearness[min(metres, last)]
        if top + ceiling[leaf] <= nets[-1]:
            continue
        for j in range(leaf * LEAF, min((leaf + 1) * LEAF, len(places))):
            place, mark = places[j], marks[j]
            if (
                top + market.value * place.most - cheapest[j] <= nets[-1]
                or home.unable & place.demands
                or mark & CLOSED
            ):
                continue
            metres = metres_between(home, place)
            if metres <= home.reach_metres:
                skill = skills[skill_entry(home, place, len(skills) - 1)]
                liked = preference[liking(home, place, mark)]
                gain = weighed + market.value * value_of(home, place, mark, skill, distances[min(metres, last)], liked)
                if gain - cheapest[j] > nets[-1]:
                    offer(ground, market, i, j, gain, best)


@njit(cache=True, nogil=True)
def leaves_near(ground: Ground, tile: int) -> Offsets:
    """The leaves that somebody of a tile may reach, nearest first."""
    leaves, box, homes, tile_home = ground.leaves, ground.tiles[tile], ground.homes, ground.tile_home
    furthest = 0.0
    for row in range(tile * TILE, min((tile + 1) * TILE, len(tile_home))):
        furthest = max(furthest, homes[tile_home[row]].reach_chord)
    gaps = np.zeros(len(leaves))
    for leaf in range(len(gaps)):
        for side in range(3):
            gap = max(leaves[leaf, 0, side] - box[1, side], box[0, side] - leaves[leaf, 1, side], 0.0)
            gaps[leaf] += gap * gap
    near = np.flatnonzero(gaps <= furthest)
    return near[np.argsort(gaps[near], kind="mergesort")]


@njit(cache=True, nogil=True)
def scan(ground: Ground, market: Market, floor: Floats, found: Best, first: int, last: int) -> None:
    """Fill the rows of *found* (homes of the tiles from *first* to *last*, most) with the best above the floor."""
    homes, tile_home, marks = ground.homes, ground.tile_home, np.zeros(len(ground.places), dtype=np.uint8)
    start, mark_place, mark = ground.mark_start, ground.mark_place, ground.mark
    for tile in range(first, last):
        leaves = leaves_near(ground, tile)
        for row in range(tile * TILE, min((tile + 1) * TILE, len(tile_home))):
            i, at = tile_home[row], row - first * TILE
            best = Best(found.net[at], found.place[at], found.pattern[at])
            best.net[:] = floor[i]
            best.place[:] = -1
            if homes[i].restricted:
                look_where_allowed(ground, market, i, best)
                continue
            for k in range(start[i], start[i + 1]):
                marks[mark_place[k]] = mark[k]
            look_around(ground, market, i, leaves, marks, best)
            for k in range(start[i], start[i + 1]):
                marks[mark_place[k]] = 0
