"""The columns of a compact problem, by the noun they describe."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.input.shifts import SHIFT_COUNT
from matching.problem import Floats, Indexes, Mask, Offsets

Bits = NDArray[np.uint64]
Marks = NDArray[np.uint8]

CLOSED, ALLOWED, PREFERRED, OBJECTED, STAYS = 1, 2, 4, 8, 16
"""What one applicant's mark says of one opening: ruled out, named by court or officer, wished, objected, held now."""

ROWS_AN_OPENING = 1 + SHIFT_COUNT
"""Resources of an opening: its places in total, then those of each half day."""


@dataclass(frozen=True, eq=False)
class ApplicantColumns:
    """I applicants; a set of codes is one word of 64 bits.

    `unable` shares its codes with the openings' `demands`, `held` with `skills`, and the three sets of tasks with
    `task`. `schedule` is the kind of week that the applicant can serve; `person` numbers those with several sentences,
    -1 for the others. A `settled` applicant serves somewhere now; a `restricted` one may only go where a mark says
    ALLOWED. Applicant i has the marks `mark_start[i]:mark_start[i + 1]`, openings rising.
    """

    latitude: Floats
    longitude: Floats
    reach_km: Floats
    weight: Floats
    urgency_points: Floats
    unable: Bits
    held: Bits
    held_tasks: Bits
    preferred_tasks: Bits
    objected_tasks: Bits
    schedule: Indexes
    person: Indexes
    settled: Mask
    restricted: Mask
    mark_start: Offsets
    mark_opening: Indexes
    mark: Marks

    def __len__(self) -> int:
        return int(self.latitude.size)


@dataclass(frozen=True, eq=False)
class OpeningColumns:
    """J openings; `places` is (J, 15): in total, then of each half day. `week` is the kind of week that is open."""

    latitude: Floats
    longitude: Floats
    demands: Bits
    skills: Bits
    task: Indexes
    week: Indexes
    places: Indexes
    duties_points: Floats
    load_points: Floats
    record_points: Floats

    def __len__(self) -> int:
        return int(self.latitude.size)


@dataclass(frozen=True, eq=False)
class Offers:
    """Which weekly patterns a kind of applicant's week is offered in a kind of open week.

    Schedule a in week w is offered the patterns `pattern[start[l]:start[l + 1]]` of the list l = `list_of[a, w]`, each
    once. `attended` are the half days of a pattern as bits, `occupied` those it keeps from a person's other sentences.
    """

    list_of: Indexes
    start: Offsets
    pattern: Indexes
    attended: Indexes
    occupied: Indexes


@dataclass(frozen=True, eq=False)
class Points:
    """What each criterion adds to an option's value, already weighed.

    `skill[n, m]` where an opening wants n skills of which m are held, `full_skill` where its task is held;
    `distance[d]` at d whole metres, the last entry beyond; `preference` if objected, silent, preferred; `stability`
    if the applicant serves elsewhere now, and if not.
    """

    skill: Floats
    full_skill: float
    distance: Floats
    preference: Floats
    stability: Floats
