"""What every peer gives back, and the one objective that all of them maximise."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from matching.bench.task import Ending, Task
from matching.problem import Floats, Indexes, Offsets, Problem
from matching.stages import combined, stages_of

NOTHING: Offsets = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Answer:
    """How a peer's run ended, its plan (None where there is none), its own bound, the seconds that building took."""

    ending: Ending
    chosen: Offsets | None = None
    bound: float = nan
    build_seconds: float = nan
    note: str = ""


def gains(problem: Problem, task: Task) -> Floats:
    """What each option adds to the weighted sum of the stages, (N,)."""
    return combined(stages_of(problem), np.array(task.stage_weights)).option


def rounded_plan(values: Sequence[float | None]) -> Offsets:
    """The options whose variable is at 1."""
    return np.flatnonzero(np.array([value or 0.0 for value in values]) > 0.5)


def members(owner: Indexes, count: int) -> list[list[int]]:
    """Lists of the entries of each owner."""
    lists: list[list[int]] = [[] for _ in range(count)]
    for entry, of in enumerate(owner.tolist()):
        lists[of].append(entry)
    return lists
