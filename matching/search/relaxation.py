"""The linear relaxation of a small problem: its duals are the best prices, and its solution is nearly a plan.

It goes to HiGHS as columns, without a model around it, because it is all about prices: minima and opening values are
left out as in the price bound, so that its value is the least price bound there is (Geoffrion 1974).
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from scipy.sparse import csr_array, hstack

from matching.effort import Effort
from matching.highs import start
from matching.problem import Floats, Problem

LARGEST = 1e4
"""Size of the largest coefficient of the objective that HiGHS gets to see."""


@dataclass(frozen=True, eq=False)
class Relaxed:
    """An optimum of the relaxation: the share of every option, and prices of all resources and openings."""

    share: Floats
    resources: Floats
    openings: Floats


class Relaxation:
    """The relaxation of one problem, for one objective after another."""

    def __init__(self, problem: Problem, effort: Effort) -> None:
        self.problem, self.effort = problem, effort
        self.highs: Any = None

    def solve(self, worth: Floats) -> Relaxed | None:
        """Maximise the worth of the options, (N,); None where HiGHS is missing or ends without an optimum."""
        if self.highs is None:
            self.highs = _handed_over(self.problem, self.effort)
        scale = LARGEST / max(float(np.abs(worth).max(initial=0.0)), 1e-9)
        options = np.arange(len(worth), dtype=np.int32)
        self.highs.changeColsCost(len(worth), options, worth * scale)
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + max(0.01, self.effort.left_seconds))
        start(self.highs)
        if self.highs.getModelStatus().name != "kOptimal":
            return None
        found = self.highs.getSolution()
        duals = np.abs(np.array(found.row_dual)) / scale
        people, places = len(self.problem.weight), len(self.problem.capacity)
        return Relaxed(np.array(found.col_value), duals[people : people + places], duals[people + places :])


def _handed_over(problem: Problem, effort: Effort) -> Any:
    """HiGHS with a row for each applicant, resource and opening, and a column for each option."""
    highspy: Any = import_module("highspy")  # not needed where CBC is used
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", effort.threads)
    columns = _columns(problem)
    limits = np.concatenate([np.ones(len(problem.weight)), problem.capacity, problem.maximum])
    nothing, none = np.zeros(0), np.zeros(0, dtype=np.int32)
    highs.addRows(len(limits), np.full(len(limits), -np.inf), limits, 0, none, none, nothing)
    size = columns.shape[0]
    low, high = np.zeros(size), np.full(size, np.inf)
    begin, row = columns.indptr[:-1].astype(np.int32), columns.indices.astype(np.int32)
    highs.addCols(size, np.zeros(size), low, high, columns.nnz, begin, row, columns.data)
    highs.setMaximize()
    return highs


def _columns(problem: Problem) -> csr_array:
    options, at = np.arange(len(problem.option_applicant)), np.ones(len(problem.option_applicant))
    people = csr_array((at, (options, problem.option_applicant)), shape=(len(at), len(problem.weight)))
    places = csr_array((at, (options, problem.option_opening)), shape=(len(at), len(problem.maximum)))
    return hstack([people, problem.uses, places], format="csr")
