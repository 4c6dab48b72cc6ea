"""Handing a PuLP programme over to HiGHS in bulk.

PuLP's own hand-over adds columns and rows one by one, and HiGHS copies the integrality of all columns each time: the
time grows with the square of the options (half a minute at 85,000). This one makes three calls.
"""

from itertools import chain
from typing import Any

import numpy as np

from matching.problem import Floats

WHOLE = 1
"""HiGHS's code of an integer column."""

_scheduled: list[int] = []
"""The number of threads that the scheduler of this process runs with, once it runs."""


def hand_over(program: Any, *, whole: bool) -> None:
    """Fill the program's `solverModel` as PuLP's `HiGHS.buildSolverModel` does, in bulk.

    HiGHS minimises, so a maximisation goes over with its sign changed. *whole* keeps integer columns integer.
    """
    highs, columns, rows = program.solverModel, program.variables(), program.constraints()
    for index, variable in enumerate(columns):
        variable.index = index
    for index, row in enumerate(rows):
        row.index = index
    objective, nothing = program.objective, np.zeros(0)
    cost = program.sense * np.array([objective.get(variable, 0.0) for variable in columns])
    low, high = _ends([variable.lowBound for variable in columns], [variable.upBound for variable in columns])
    highs.addCols(len(columns), cost, low, high, 0, nothing, nothing, nothing)
    _add_rows(highs, rows)
    _agree_on_threads(highs)
    if whole:
        integer = np.array([v.index for v in columns if v.cat == "Integer"], dtype=np.int32)
        highs.changeColsIntegrality(len(integer), integer, np.full(len(integer), WHOLE, dtype=np.uint8))


def _agree_on_threads(highs: Any) -> None:
    """Restart HiGHS's scheduler where it runs with another number of threads: it would refuse to solve, silently.

    There is one scheduler in a process, so solves at the same time must ask for the same number.
    """
    wanted = highs.getOptionValue("threads")[1]
    if _scheduled and _scheduled != [wanted]:
        type(highs).resetGlobalScheduler(True)
    _scheduled[:] = [wanted]


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
