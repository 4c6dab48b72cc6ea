"""One session of the benchmark: who runs on what, in which order, and who is not sent where it cannot end."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from matching.bench.contestants import ENGINE, ENGINE_LISTED, ENGINES, REOPTIMISATION, SMALL, TITLES
from matching.bench.generator import SIZES
from matching.bench.problems import ASSIGNMENT, SCALES
from matching.bench.processes import measured
from matching.bench.task import Ending, Reading, Task
from matching.effort import relative_gap

ASSIGNERS = (ENGINE_LISTED, "scipy-assignment", "highspy-mip")
"""Who runs where the problem is an assignment."""

PROBED = {SMALL: "S", REOPTIMISATION: "L"}
"""The size at which each of the engine's further abilities is measured."""


@dataclass(frozen=True)
class Programme:
    """What to run: sizes in rising order, seeds, contestants, and the time limit of each peer's run."""

    sizes: tuple[str, ...]
    seeds: tuple[int, ...]
    contestants: tuple[str, ...]
    limit_seconds: float


def readings(programme: Programme) -> Iterator[Reading]:
    """Run everything, size by size and side by side within a size; each reading as it comes."""
    known: list[Reading] = []
    for size in programme.sizes:
        for seed in programme.seeds:
            for contestant in _entered(programme, size):
                task = _task(programme, contestant, size, seed, known)
                reason = hopeless(task, known)
                reading = _not_run(task, reason) if reason else measured(task)
                known.append(against_engine(reading, known))
                yield known[-1]


def _entered(programme: Programme, size: str) -> list[str]:
    """The contestants of a size, the engine first: its bound measures the others."""
    if size == ASSIGNMENT:
        return [name for name in ASSIGNERS if name in programme.contestants]
    probes = [name for name, of in PROBED.items() if of == size]
    return [name for name in TITLES if name in programme.contestants and name != "scipy-assignment"] + probes


def _task(programme: Programme, contestant: str, size: str, seed: int, known: list[Reading]) -> Task:
    scale, engine = SCALES[size], contestant in (*ENGINES, *PROBED)
    judge = _judge(known, size, seed)
    return Task(
        contestant,
        size,
        seed,
        scale.nearest,
        limit_seconds=min(scale.seconds, programme.limit_seconds) if engine else programme.limit_seconds,
        gap=scale.gap,
        stage_weights=_weights(judge) if judge else (1.0, 1.0),
    )


def _judge(known: list[Reading], size: str, seed: int) -> Reading | None:
    """The engine's reading of the same problem, if it left one: of all options, or of the written ones."""
    same = [one for one in known if (one.size, one.seed) == (size, seed) and one.ended_well]
    by_name = {one.contestant: one for one in same}
    return by_name.get(ENGINE) or by_name.get(ENGINE_LISTED)


def _weights(engine: Reading) -> tuple[float, ...]:
    return tuple(engine.figures[f"weight_{stage}"] for stage in engine.objective)


def against_engine(reading: Reading, known: list[Reading]) -> Reading:
    """A peer's reading with its gap on the weighted sum, against the engine's bound over all admissible options."""
    judge = _judge(known, reading.size, reading.seed)
    if reading.gaps or not reading.objective or judge is None or judge.bound is None:
        return reading
    weighted = float(np.dot(_weights(judge), list(reading.objective.values())))
    return replace(reading, gaps={"weighted": relative_gap(weighted, judge.bound)})


def hopeless(task: Task, known: list[Reading]) -> str:
    """Why a run would be a waste: the peer did not end at a smaller size, or its growth says that it will not here.

    The prediction is modest: already a linear relaxation of this kind grows with the square of the people.
    """
    if task.contestant in (*ENGINES, *PROBED):
        return ""
    smaller = [one for one in known if one.contestant == task.contestant and one.seconds and _people(one.size) > 0]
    smaller = [one for one in smaller if 120 < _people(one.size) < _people(task.size)]
    if not smaller:
        return ""
    last = smaller[-1]
    if last.ending != Ending.PROVEN:
        return f"{last.ending} at {last.size} already, after {last.seconds:.0f} s"
    predicted = (last.seconds or 0.0) * (_people(task.size) / _people(last.size)) ** 2
    if predicted <= task.limit_seconds:
        return ""
    return f"predicted {predicted:,.0f} s: {last.seconds:.1f} s at {last.size}, growing with the square of the people"


def _people(size: str) -> int:
    return SIZES[size].applicants if size in SIZES else 0


def _not_run(task: Task, reason: str) -> Reading:
    return Reading(task.contestant, task.size, task.seed, Ending.NOT_RUN, reason)
