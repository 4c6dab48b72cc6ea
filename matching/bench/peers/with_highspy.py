"""HiGHS without a modelling layer: one sparse matrix, handed over whole; as a relaxation and as a MIP."""

import time
from math import inf
from typing import Any, cast

import highspy
import numpy as np
from scipy.sparse import csr_array, vstack

from matching.bench.peers.answer import Answer, gains
from matching.bench.task import Ending, Task
from matching.problem import Problem

ENDINGS = {"kOptimal": Ending.PROVEN, "kTimeLimit": Ending.STOPPED, "kInterrupt": Ending.STOPPED}


def relaxation(problem: Problem, task: Task) -> Answer:
    """Solve the linear relaxation alone; its value is a bound and no plan."""
    solver, built = _solved(problem, task, whole=False)
    ending = ENDINGS.get(solver.getModelStatus().name, Ending.FAILED)
    if ending is not Ending.PROVEN:
        return Answer(Ending.OUT_OF_TIME if ending is Ending.STOPPED else ending, build_seconds=built)
    return Answer(ending, bound=solver.getInfo().objective_function_value, build_seconds=built)


def whole_numbers(problem: Problem, task: Task) -> Answer:
    """Solve the whole problem as one MIP."""
    solver, built = _solved(problem, task, whole=True)
    ending, status = ENDINGS.get(solver.getModelStatus().name, Ending.FAILED), solver.getInfo()
    if status.primal_solution_status != 2:
        return Answer(Ending.NO_PLAN if ending is Ending.STOPPED else ending, build_seconds=built)
    chosen = np.flatnonzero(np.array(solver.getSolution().col_value) > 0.5)
    return Answer(ending, chosen, status.mip_dual_bound, built)


def _solved(problem: Problem, task: Task, *, whole: bool) -> tuple[Any, float]:
    """HiGHS after its run, and the seconds that handing over took."""
    started = time.perf_counter()
    solver = cast(Any, highspy.Highs)()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", task.limit_seconds)
    solver.setOptionValue("mip_rel_gap", task.gap)
    solver.passModel(_model(problem, task, whole=whole))
    built = time.perf_counter() - started
    solver.run()
    return solver, built


def _model(problem: Problem, task: Task, *, whole: bool) -> highspy.HighsLp:
    options, applicants = len(problem.option_applicant), len(problem.weight)
    ones, columns = np.ones(options), np.arange(options)
    once = csr_array((ones, (problem.option_applicant, columns)), shape=(applicants, options))
    rows = csr_array(vstack([once, problem.uses.T]))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = options, rows.shape[0]
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = gains(problem, task)
    model.col_lower_, model.col_upper_ = np.zeros(options), ones
    model.row_lower_ = np.full(rows.shape[0], -inf)
    model.row_upper_ = np.concatenate([np.ones(applicants), problem.capacity])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = rows.indptr, rows.indices, rows.data
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * options
    return model


PEERS = {"highspy-lp": relaxation, "highspy-mip": whole_numbers}
