"""The figures that the engine is held to, each measured, and whether it is reached."""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.bench.contestants import ENGINE, ENGINE_LISTED, REOPTIMISATION, SMALL
from matching.bench.summary import NO_LINE, Line, exponent, find, times_slower
from matching.bench.task import ENDED_WELL

GIGABYTE = 1e9

LIKE_FOR_LIKE = "M, everybody on the 20 nearest"
OVER_ALL = "M, peers on the 20 nearest, the engine over all"
"""The two conditions under which M is told: peers never get more than the shortlist."""


@dataclass(frozen=True)
class Figure:
    """One figure: what it is about, what is wanted, what was measured; None where the session did not measure it."""

    work: str
    wanted: str
    measured: str = "not measured"
    reached: bool | None = None


def figures(summary: Sequence[Line]) -> list[Figure]:
    """All figures, in the order of the table."""
    return [
        *_medium(summary),
        *_large(summary),
        *_national(summary),
        *_largest(summary),
        _growth(summary),
        _verification(summary),
        _recommendation(summary),
        _reoptimisation(summary),
        _small(summary),
    ]


def _medium(summary: Sequence[Line]) -> list[Figure]:
    """Twice: the engine on the very options that the peers get, and on all admissible ones."""
    return [
        figure
        for engine, condition in ((ENGINE_LISTED, LIKE_FOR_LIKE), (ENGINE, OVER_ALL))
        for figure in _medium_under(summary, engine, condition)
    ]


def _medium_under(summary: Sequence[Line], name: str, condition: str) -> list[Figure]:
    engine = _engine(summary, "M", name)
    return [
        _figure(f"{condition}: certified gap on the weighted sum", "≤ 0.1 %", engine.gaps.get("weighted"), 1e-3, "%"),
        _times(summary, engine, "highspy-lp", f"{condition}: time over raw highspy's for the LP relaxation", 0.35),
        _times(summary, engine, "pulp-cbc", f"{condition}: naive PuLP + CBC over the engine", 80.0),
        _times(summary, engine, "pulp-cbc-tuned", f"{condition}: tuned CBC over the engine", 12.0),
    ]


def _times(summary: Sequence[Line], engine: Line, peer: str, work: str, wanted: float) -> Figure:
    """A ratio of times: at most *wanted* where that is below one, else at least; a stopped peer took at least that."""
    line, text = find(summary, "M", peer), f"{'≤' if wanted < 1 else '≥'} {wanted:g}"
    times = times_slower(line, engine) if line else None
    if line is None or not times:
        return Figure(work, text)
    if wanted < 1:
        ended = set(line.endings) <= set(ENDED_WELL)
        return Figure(work, text, f"{1 / times:.2f}", 1 / times <= wanted) if ended else Figure(work, text)
    return Figure(work, text, f"{times:.0f}", times >= wanted)


def _large(summary: Sequence[Line]) -> list[Figure]:
    engine = _engine(summary, "L")
    return [
        _figure("L, gap over the full eligible set", "≤ 0.05 %", engine.gaps.get("weighted"), 5e-4, "%"),
        _figure("L, gap of the second stage", "≤ 0.5 %", engine.gaps.get("value"), 5e-3, "%"),
        _figure("L, time", "≤ 40 s", engine.seconds, 40.0, "s"),
    ]


def _national(summary: Sequence[Line]) -> list[Figure]:
    engine = _engine(summary, "N")
    seconds = None if engine.seconds is None else engine.seconds + (engine.verify_seconds or 0.0)
    return [
        _figure("N, gap over the full eligible set", "≤ 0.1 %", engine.gaps.get("weighted"), 1e-3, "%"),
        _figure("N, arrays in memory to verified plan", "≤ 60 s", seconds, 60.0, "s"),
        _figure("N, memory of all processes", "≤ 1.5 GB", engine.peak_bytes, 1.5 * GIGABYTE, "GB"),
    ]


def _largest(summary: Sequence[Line]) -> list[Figure]:
    engine = _engine(summary, "XL")
    return [
        _figure("XL, gap over the full eligible set", "≤ 0.2 %", engine.gaps.get("weighted"), 2e-3, "%"),
        _figure("XL, time", "≤ 240 s", engine.seconds, 240.0, "s"),
        _figure("XL, memory of all processes", "≤ 4 GB", engine.peak_bytes, 4 * GIGABYTE, "GB"),
    ]


def _growth(summary: Sequence[Line]) -> Figure:
    return _figure("exponent of the cost against people, S to XL", "≤ 1.3", exponent(summary), 1.3, "")


def _verification(summary: Sequence[Line]) -> Figure:
    engine = _engine(summary, "N")
    return _figure("N, verification", "≤ 10 s", engine.verify_seconds, 10.0, "s")


def _recommendation(summary: Sequence[Line]) -> Figure:
    engine = _engine(summary, "N")
    found = engine.figures.get("recommendation_p95_seconds")
    return _figure("N, recommendation for one person, p95", "≤ 20 ms", found, 0.02, "ms")


def _reoptimisation(summary: Sequence[Line]) -> Figure:
    line, work = find(summary, "L", REOPTIMISATION), "L, re-optimisation after 1 % of people and units changed"
    wanted = "≤ 15 s, ≤ 1 % of the others moved, ≤ 0.1 % of value given up"
    if line is None or line.seconds is None or not line.figures:
        return Figure(work, wanted)
    moved, given = line.figures["moved_share"], line.figures["given_up_share"]
    measured = f"{line.seconds:.1f} s, {moved:.2%} moved, {given:.3%} given up"
    return Figure(work, wanted, measured, line.seconds <= 15 and moved <= 0.01 and given <= 0.001)


def _small(summary: Sequence[Line]) -> Figure:
    work, wanted = "small problems (≤ 5,000 options), proven; time over raw highspy's MIP", "≤ 1.3, all proven"
    line = find(summary, "S", SMALL)
    if line is None or not line.figures:
        return Figure(work, wanted)
    times, proven, count = (line.figures[name] for name in ("ratio", "proven", "problems"))
    return Figure(work, wanted, f"{times:.2f}, {proven:.0f} of {count:.0f}", times <= 1.3 and proven == count)


def _engine(summary: Sequence[Line], size: str, name: str = ENGINE) -> Line:
    """The engine's line, if every run of it ended well; else one that says nothing."""
    line = find(summary, size, name)
    return line if line and set(line.endings) <= set(ENDED_WELL) else NO_LINE


def _figure(work: str, wanted: str, number: float | None, most: float, unit: str) -> Figure:
    if number is None:
        return Figure(work, wanted)
    return Figure(work, wanted, in_words(number, unit), number <= most)


def in_words(number: float, unit: str) -> str:
    """A number with its unit; shares in per cent, bytes in gigabytes, seconds in milliseconds where asked."""
    if unit == "%":
        return f"{100 * number:.4f} %"
    if unit == "GB":
        return f"{number / GIGABYTE:.2f} GB"
    if unit == "ms":
        return f"{1000 * number:.1f} ms"
    return f"{number:.2f} {unit}".rstrip()
