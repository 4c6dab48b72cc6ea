"""Medians over seeds, ratios to the engine, and the growth of its cost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from matching.bench.contestants import ENGINE, ENGINE_LISTED, PROBES, TITLES
from matching.bench.problems import SCALES
from matching.bench.task import Reading

GROWTH_SIZES = ("S", "M", "L", "XL")
"""The sizes over which the exponent of the cost is fitted; N has as many vacancies as L."""


@dataclass(frozen=True)
class Line:
    """The readings of one contestant at one size, summed up; None where there is nothing to say."""

    size: str
    contestant: str
    endings: tuple[str, ...]
    note: str
    seconds: float | None
    verify_seconds: float | None
    peak_bytes: int | None
    gaps: dict[str, float]
    counts: dict[str, int]
    figures: dict[str, float]
    seconds_of_seed: dict[int, float] = field(default_factory=dict)


NO_LINE = Line("", "", (), "", None, None, None, {}, {}, {})
"""What stands for a line that is not there: it has nothing to say."""


def lines(readings: Sequence[Reading]) -> list[Line]:
    """One line for each size and contestant that ran, in the order of the report."""
    keys = {(one.size, one.contestant) for one in readings}
    order = [(size, name) for size in SCALES for name in (*TITLES, *PROBES) if (size, name) in keys]
    return [_line([one for one in readings if (one.size, one.contestant) == key]) for key in order]


def _line(readings: list[Reading]) -> Line:
    first, good = readings[0], [one for one in readings if one.ended_well]
    return Line(
        size=first.size,
        contestant=first.contestant,
        endings=tuple(one.ending for one in readings),
        note=next((one.note for one in readings if one.note), ""),
        seconds=_median(one.seconds for one in readings),
        verify_seconds=_median(one.verify_seconds for one in good),
        peak_bytes=max((one.peak_bytes for one in readings if one.peak_bytes), default=None),
        gaps={name: median(one.gaps[name] for one in good) for name in (good[0].gaps if good else ())},
        counts=dict(first.counts),
        figures=dict(good[0].figures) if good else {},
        seconds_of_seed={one.seed: one.seconds for one in readings if one.seconds},
    )


def _median(numbers: Iterable[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return median(known) if known else None


def find(summary: Sequence[Line], size: str, contestant: str = ENGINE) -> Line | None:
    """The line of a contestant at a size."""
    return next((line for line in summary if (line.size, line.contestant) == (size, contestant)), None)


def engine_of(summary: Sequence[Line], size: str) -> Line | None:
    """The engine's line at a size: over all options, or where only the written ones are, over those."""
    return find(summary, size) or find(summary, size, ENGINE_LISTED)


def ratio(summary: Sequence[Line], line: Line) -> float | None:
    """How many times the engine's seconds this contestant took at the same size."""
    engine = engine_of(summary, line.size)
    if line.seconds is None or engine is None or not engine.seconds:
        return None
    return line.seconds / engine.seconds


def times_slower(line: Line, engine: Line) -> float | None:
    """How many times the engine's seconds a contestant took, over the seeds that both ran; None without any."""
    one, other = line.seconds_of_seed, engine.seconds_of_seed
    seeds = one.keys() & other.keys()
    return median(one[seed] for seed in seeds) / median(other[seed] for seed in seeds) if seeds else None


def exponent(summary: Sequence[Line]) -> float | None:
    """Slope of the engine's seconds against applicants, both as logarithms; None below three sizes."""
    found = [line for line in (find(summary, size) for size in GROWTH_SIZES) if line and line.seconds]
    if len(found) < 3:
        return None
    people, seconds = [line.counts["applicants"] for line in found], [line.seconds or 1.0 for line in found]
    return float(np.polyfit(np.log(people), np.log(seconds), 1)[0])
