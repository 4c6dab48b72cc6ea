"""Small models solved side by side: a pool of fresh processes, or this one where a pool is not worth it or broken.

Processes are spawned, never forked: a child forked after its parent has run HiGHS hangs. What is solved travels as a
small problem of its own, never as part of the whole.
"""

import os
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process
from signal import SIG_IGN, SIGINT, signal
from threading import Thread
from types import TracebackType
from typing import Self

import numpy as np

from matching.effort import Effort
from matching.model import build
from matching.problem import Floats, Offsets, Problem
from matching.search.canonical import subproblem, usable_options
from matching.solve import run
from matching.stages import Stage

GLANCE = 0.1
"""Seconds between two looks at whether somebody asked to stop."""

REBUILDS = 1
"""Times that a broken pool is started again before the work goes on in this process."""


@dataclass(frozen=True, eq=False)
class Task:
    """A small problem with the stage to maximise, and how long that may take."""

    problem: Problem
    stage: Stage
    seconds: float
    seed: int
    solver: str | None


def solve_task(task: Task) -> Offsets | None:
    """Options chosen in the best plan found, None if none was."""
    effort = Effort(time_limit_seconds=task.seconds, seed=task.seed, solver=task.solver)
    usable = usable_options(task.problem)
    stage = Stage(task.stage.name, task.stage.option[usable], task.stage.opening)
    chosen = run(build(subproblem(task.problem, usable), stage), effort).chosen
    return None if chosen is None else usable[chosen]


def compressed(problem: Problem, stage: Stage, options: Offsets, left: Floats) -> tuple[Problem, Stage]:
    """Some options as a problem of their own: only the applicants, openings and resources that they touch."""
    lengths = np.diff(problem.use_start)[options]
    start = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    uses = np.repeat(problem.use_start[options] - start[:-1], lengths) + np.arange(start[-1])
    applicants, applicant = np.unique(problem.option_applicant[options], return_inverse=True)
    openings, opening = np.unique(problem.option_opening[options], return_inverse=True)
    resources, resource = np.unique(problem.use_resource[uses], return_inverse=True)
    small = Problem(
        objective=problem.objective,
        resource_ids=tuple(map(str, resources.tolist())),
        capacity=left[resources],
        opening_ids=tuple(map(str, openings.tolist())),
        opening_value=problem.opening_value[openings],
        minimum=problem.minimum[openings],
        maximum=problem.maximum[openings],
        applicant_ids=tuple(map(str, applicants.tolist())),
        weight=problem.weight[applicants],
        option_applicant=applicant.astype(np.int32),
        option_opening=opening.astype(np.int32),
        option_value=problem.option_value[options],
        use_start=start,
        use_resource=resource.astype(np.int32),
        use_amount=problem.use_amount[uses],
    )
    return small, Stage(stage.name, stage.option[options], stage.opening[openings])


class Pool:
    """Solves tasks in some processes; nothing is left running once it is closed.

    The processes start with the first tasks. Where they die, they are started again once; then, and with fewer than
    two, the tasks are solved here.
    """

    def __init__(self, processes: int) -> None:
        self.processes = processes
        self.rebuilds = REBUILDS
        self.executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def solve(self, tasks: list[Task], effort: Effort) -> list[Offsets | None]:
        """Solve tasks, in their order; those that the effort no longer allows have no answer."""
        if self.processes < 2 or effort.left_seconds <= 0:
            return [self._here(task, effort) for task in tasks]
        try:
            return [_answer(future, effort) for future in self._submitted(tasks, effort)]
        except (BrokenExecutor, OSError):
            self._close()
            self.rebuilds -= 1
            self.processes = self.processes if self.rebuilds >= 0 else 0
            return self.solve(tasks, effort)

    def _submitted(self, tasks: list[Task], effort: Effort) -> list["Future[Offsets | None]"]:
        if self.executor is None:
            self.executor = ProcessPoolExecutor(self.processes, get_context("spawn"), begin)
        return [self.executor.submit(solve_task, _within(task, effort)) for task in tasks]

    def _here(self, task: Task, effort: Effort) -> Offsets | None:
        return solve_task(_within(task, effort)) if effort.left_seconds > 0 else None

    def _close(self) -> None:
        if self.executor is not None:
            self.executor.shutdown(cancel_futures=True)
        self.executor = None


def begin() -> None:
    """Leave interrupts to the parent, and go when it goes, even if it is killed."""
    signal(SIGINT, SIG_IGN)
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _answer(future: "Future[Offsets | None]", effort: Effort) -> Offsets | None:
    """Wait for an answer, unless the effort ends before."""
    while not future.done():
        wait([future], GLANCE)
        if effort.left_seconds <= 0 and not future.done():
            future.cancel()
            return None
    return future.result()


def _within(task: Task, effort: Effort) -> Task:
    return replace(task, seconds=min(task.seconds, effort.left_seconds))
