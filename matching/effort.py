"""How much work may go into one solve, and how it tells what it is doing."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import inf
from typing import TypedDict


@dataclass(frozen=True)
class Progress:
    """A glance at a running solve.

    `value` and `bound` are on the weighted sum of the stages; `gap` is their relative distance; `share` is the part
    of the time limit that has gone.
    """

    stage: str
    bound: float
    value: float
    gap: float
    share: float


def _go_on() -> bool:
    return False


class Limits(TypedDict, total=False):
    """What a caller may say about a solve; the fields of `Effort` with their defaults."""

    time_limit_seconds: float
    gap: float
    threads: int
    seed: int
    solver: str | None
    progress: Callable[[Progress], None] | None
    should_stop: Callable[[], bool]


@dataclass(frozen=True)
class Effort:
    """Limits of one solve; *should_stop* may end it early with the best plan so far."""

    time_limit_seconds: float = 300.0
    gap: float = 0.0
    threads: int = 1
    seed: int = 0
    solver: str | None = None
    progress: Callable[[Progress], None] | None = None
    should_stop: Callable[[], bool] = _go_on
    started: float = field(default_factory=time.perf_counter)

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
        return replace(self, time_limit_seconds=self.spent_seconds + share * self.left_seconds)

    def report(self, stage: str, bound: float = inf, value: float = -inf) -> None:
        """Tell whoever listens."""
        if self.progress:
            share = min(1.0, self.spent_seconds / self.time_limit_seconds) if self.time_limit_seconds else 1.0
            self.progress(Progress(stage, bound, value, relative_gap(value, bound), share))


def relative_gap(objective: float, bound: float) -> float:
    """(bound − objective) / max(1, |bound|), never negative; inf while either is unknown."""
    distance = bound - objective
    return max(0.0, distance / max(1.0, abs(bound))) if distance < inf else inf
