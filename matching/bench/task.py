"""What the benchmark measures: one contestant on one problem, and what came of it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Ending(StrEnum):
    """How a run ended, in the words of the report."""

    PROVEN = "proven"
    STOPPED = "stopped"
    NO_PLAN = "no plan"
    OUT_OF_TIME = "out of time"
    OUT_OF_MEMORY = "out of memory"
    FAILED = "failed"
    NOT_INSTALLED = "not installed"
    NOT_RUN = "not run"


ENDED_WELL = (Ending.PROVEN, Ending.STOPPED)
"""Endings that leave a plan, or the value of the relaxation."""


@dataclass(frozen=True)
class Task:
    """One contestant on one generated problem.

    *nearest* is the length of the shortlist for contestants that need their options written out; `stage_weights` make
    one objective of the stages, the same for everybody; *gap* is the relative gap that is good enough.
    """

    contestant: str
    size: str
    seed: int
    nearest: int
    limit_seconds: float
    gap: float
    stage_weights: tuple[float, ...] = (1.0, 1.0)

    def to_json(self) -> str:
        """Write the task as one line."""
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class Reading:
    """What one run left; seconds count from arrays in memory to the plan, checking it apart.

    `bound` is the contestant's own bound on the weighted sum over the options it was given; `objective` and `gaps`
    have one entry a stage, `gaps` one more for the weighted sum, both against the bound over all admissible options.
    `figures` are numbers that only some contestants have.
    """

    contestant: str
    size: str
    seed: int
    ending: str
    note: str = ""
    seconds: float | None = None
    build_seconds: float | None = None
    verify_seconds: float | None = None
    bound: float | None = None
    objective: Mapping[str, float] = field(default_factory=dict)
    gaps: Mapping[str, float] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    figures: Mapping[str, float] = field(default_factory=dict)
    peak_bytes: int | None = None

    @property
    def ended_well(self) -> bool:
        """Whether there is something to compare."""
        return self.ending in ENDED_WELL and self.seconds is not None


def task_from_json(line: str) -> Task:
    """Read what `Task.to_json` wrote."""
    record = json.loads(line)
    return Task(**{**record, "stage_weights": tuple(record["stage_weights"])})


def reading_from(record: Mapping[str, Any]) -> Reading:
    """Read a reading from its record in a JSON document."""
    return Reading(**record)
