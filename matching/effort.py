"""How much work may go into one solve, and how it tells what it is doing."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import inf
from typing import TypedDict


@dataclass(frozen=True)
class Progress:
    """A glance at a running solve.

    `value` and `bound` are on the weighted sum of the stages; `gap` is their relative distance; `share` is the part
    of the work that is done or of the time that has gone, whichever is more. It never falls.
    """

    stage: str
    bound: float
    value: float
    gap: float
    share: float


def _go_on() -> bool:
    return False


def usable_cores() -> int:
    """Number of cores that one solve may keep busy: this process's, two at most."""
    return min(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


class Limits(TypedDict, total=False):
    """What a caller may say about a solve; the fields of `Effort` with their defaults."""

    time_limit_seconds: float
    gap: float
    threads: int
    cores: int
    seed: int
    solver: str | None
    progress: Callable[[Progress], None] | None
    should_stop: Callable[[], bool]


@dataclass(frozen=True)
class Effort:
    """Limits of one solve; *should_stop* may end it early with the best plan so far.

    `threads` are HiGHS's; `cores` are kept busy by the prices and windows of large problems, which changes no plan.
    """

    time_limit_seconds: float = 300.0
    gap: float = 0.0
    threads: int = 1
    cores: int = field(default_factory=usable_cores)
    seed: int = 0
    solver: str | None = None
    progress: Callable[[Progress], None] | None = None
    should_stop: Callable[[], bool] = _go_on
    started: float = field(default_factory=time.perf_counter)
    whole_seconds: float | None = None
    told: list[float] = field(default_factory=lambda: [0.0])

    @property
    def spent_seconds(self) -> float:
        """Seconds since the solve began."""
        return time.perf_counter() - self.started

    @property
    def left_seconds(self) -> float:
        """Seconds left until the limit; 0 once somebody asked to stop."""
        return 0.0 if self.should_stop() else max(0.0, self.time_limit_seconds - self.spent_seconds)

    def part(self, share: float) -> "Effort":
        """The same effort, limited to a share of the time that is left."""
        whole = self.time_limit_seconds if self.whole_seconds is None else self.whole_seconds
        limit = self.spent_seconds + share * self.left_seconds
        return replace(self, time_limit_seconds=limit, whole_seconds=whole)

    def report(self, stage: str, bound: float = inf, value: float = -inf, done: float = 0.0) -> None:
        """Tell whoever listens; *done* is the share of the work that is done, where it is known."""
        if self.progress:
            whole = self.time_limit_seconds if self.whole_seconds is None else self.whole_seconds
            spent = min(1.0, self.spent_seconds / whole) if whole else 1.0
            self.told[0] = max(self.told[0], spent, done)
            self.progress(Progress(stage, bound, value, relative_gap(value, bound), self.told[0]))


def relative_gap(objective: float, bound: float) -> float:
    """(bound − objective) / max(1, |bound|), never negative; inf while either is unknown."""
    distance = bound - objective
    return max(0.0, distance / max(1.0, abs(bound))) if distance < inf else inf
