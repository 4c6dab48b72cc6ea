"""Handing a PuLP programme over to HiGHS in bulk, and letting HiGHS run with the threads asked for.

PuLP 3's own hand-over adds columns and rows one by one, and HiGHS copies the integrality of all columns each time: the
time grows with the square of the options (half a minute at 85,000). This one makes three calls, as PuLP 4's does.
"""

from itertools import chain
from typing import Any

import numpy as np

from matching.problem import Floats

WHOLE = 1
"""HiGHS's code of an integer column."""

MAXIMISE = -1
"""PuLP's code of a maximisation."""

_scheduled: list[int] = []
"""The number of threads that the scheduler of this process runs with, once it runs."""


def hand_over(program: Any, *, whole: bool) -> None:
    """Fill the program's `solverModel` as PuLP 4's `HiGHS.buildSolverModel` does, in bulk and in the program's sense.

    *whole* keeps integer columns integer.
    """
    highs, columns, rows = program.solverModel, program.variables(), program.constraints()
    for index, variable in enumerate(columns):
        variable.index = index
    for index, row in enumerate(rows):
        row.index = index
    objective, nothing = program.objective, np.zeros(0)
    cost = np.array([objective.get(variable, 0.0) for variable in columns])
    low, high = _ends([variable.lowBound for variable in columns], [variable.upBound for variable in columns])
    highs.addCols(len(columns), cost, low, high, 0, nothing, nothing, nothing)
    _add_rows(highs, rows)
    if program.sense == MAXIMISE:
        highs.setMaximize()
    if whole:
        integer = np.array([v.index for v in columns if v.cat == "Integer"], dtype=np.int32)
        highs.changeColsIntegrality(len(integer), integer, np.full(len(integer), WHOLE, dtype=np.uint8))


def call(program: Any) -> None:
    """Run HiGHS on the program's `solverModel`, as PuLP's `HiGHS.callSolver` does."""
    start(program.solverModel)


def start(highs: Any) -> None:
    """Run HiGHS.

    Its scheduler is restarted where it runs with another number of threads: it would refuse to solve, silently.
    There is one scheduler in a process, so solves at the same time must ask for the same number.
    """
    wanted = highs.getOptionValue("threads")[1]
    if _scheduled and _scheduled != [wanted]:
        type(highs).resetGlobalScheduler(True)
    _scheduled[:] = [wanted]
    highs.run()


def _add_rows(highs: Any, rows: list[Any]) -> None:
    lengths = [len(row) for row in rows]
    start = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int32) if rows else np.zeros(0, dtype=np.int32)
    index = np.fromiter((variable.index for row in rows for variable in row), dtype=np.int32, count=sum(lengths))
    amount = np.fromiter(chain.from_iterable(row.values() for row in rows), dtype=np.float64, count=sum(lengths))
    low, high = _ends([row.getLb() for row in rows], [row.getUb() for row in rows])
    highs.addRows(len(rows), low, high, len(index), start, index, amount)


def _ends(low: list[float | None], high: list[float | None]) -> tuple[Floats, Floats]:
    """Lower and upper ends, infinite where there is none."""
    return (
        np.array([-np.inf if end is None else end for end in low], dtype=np.float64),
        np.array([np.inf if end is None else end for end in high], dtype=np.float64),
    )
