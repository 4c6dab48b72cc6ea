"""Running a PuLP model in a solver: how the run ended, what may be used of it, and what it proves.

HiGHS runs in this process; CBC, which PuLP brings along, where highspy is missing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from importlib.metadata import version
from math import inf
from typing import Any

import numpy as np
from pulp import COIN_CMD, PULP_CBC_CMD, HiGHS, LpSolutionOptimal, PulpSolverError

from matching.effort import Effort
from matching.errors import SolverError
from matching.highs import hand_over
from matching.model import Model
from matching.problem import Floats, Offsets

SOLVERS = ("HiGHS", "CBC")


class Ending(Enum):
    """How a run ended, apart from whether its plan may be used."""

    OPTIMAL = "optimal"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a run left: a plan (None if it found none) and a proven bound on the model's objective."""

    ending: Ending
    chosen: Offsets | None
    bound: float


FAILURE = Outcome(Ending.FAILED, None, inf)


def available_solver(wanted: str | None = None) -> str:
    """Name of the solver to use: the *wanted* one, else the first that is installed.

    Raises:
        SolverError: It is not installed.
    """
    installed = {"HiGHS": HiGHS(msg=False), "CBC": COIN_CMD(path=PULP_CBC_CMD.pulp_cbc_path, msg=False)}
    for name in (wanted,) if wanted else SOLVERS:
        if name in installed and installed[name].available():
            return name
    raise SolverError(f"no solver named {wanted} is installed" if wanted else "neither HiGHS nor CBC is installed")


def solver_version(name: str) -> str:
    """Version of a solver; of PuLP, which ships it, for CBC."""
    return version("highspy") if name == "HiGHS" else f"PuLP {version('pulp')}"


def run(model: Model, effort: Effort, *, absolute_gap: float = 0.0, worth: float = -inf) -> Outcome:
    """Solve a model until it is proven within *absolute_gap*, the time is up or somebody asks to stop.

    *worth* is what is reached already, for the progress report only.
    """
    runner = _run_highs if available_solver(effort.solver) == "HiGHS" else _run_cbc
    try:
        return runner(model, effort, absolute_gap * model.scale, worth)
    except PulpSolverError:
        return FAILURE


def duals(model: Model, effort: Effort) -> dict[str, float]:
    """Duals ≥ 0 of the rows of a linear relaxation, by row name; empty if the time did not suffice.

    Solvers differ in the sign they report for a maximisation; prices of ≤ rows have only one.
    """
    highs = available_solver(effort.solver) == "HiGHS"
    solver = _highs(effort, _watch(effort, model.scale, -inf), mip=False) if highs else _cbc(effort, 0.0, mip=False)
    try:
        model.program.solve(solver)
    except PulpSolverError:
        return {}
    if model.program.sol_status != LpSolutionOptimal:
        return {}
    scales = model.row_scales
    return {
        row.name: abs(row.pi or 0.0) / model.scale / scales.get(row.name, 1.0) for row in model.program.constraints()
    }


def _run_highs(model: Model, effort: Effort, absolute_gap: float, worth: float) -> Outcome:
    """HiGHS minimises in PuLP's hands: its bounds have the other sign. Its own status counts, not PuLP's."""
    solver = _highs(effort, _watch(effort, model.scale, worth), absolute_gap=absolute_gap)
    model.program.solve(solver)
    highs = model.program.solverModel
    ended = highs.getModelStatus().name
    if ended not in {"kOptimal", "kTimeLimit", "kInterrupt", "kHighsInterrupt", "kSolutionLimit"}:
        return FAILURE
    ending = Ending.OPTIMAL if ended == "kOptimal" else Ending.STOPPED
    found = highs.getInfo().primal_solution_status == 2
    return Outcome(ending, _chosen(model) if found else None, -highs.getInfo().mip_dual_bound / model.scale)


def _run_cbc(model: Model, effort: Effort, absolute_gap: float, worth: float) -> Outcome:
    """CBC through PuLP tells no bound: only a proven optimum proves one, and `sol_status` alone tells that."""
    effort.report("exact", inf, worth)
    model.program.solve(_cbc(effort, absolute_gap))
    if any(variable.varValue is None for variable in model.x):
        return FAILURE
    if model.program.sol_status != LpSolutionOptimal:
        return Outcome(Ending.STOPPED, _chosen(model), inf)
    reached = model.program.objective.value() or 0.0
    return Outcome(Ending.OPTIMAL, _chosen(model), (reached + absolute_gap) / model.scale)


def _highs(effort: Effort, watch: Callable[..., None], absolute_gap: float = 0.0, *, mip: bool = True) -> HiGHS:
    """HiGHS, to be stopped from inside: its own time limit alone is overshot by long phases."""
    kinds = HiGHS.hscb.HighsCallbackType
    solver = HiGHS(
        mip=mip,
        msg=False,
        threads=effort.threads,
        timeLimit=max(0.01, effort.left_seconds),
        gapRel=0.0,
        gapAbs=max(1e-6, absolute_gap),
        random_seed=effort.seed,
        callbackTuple=(watch, None),
        callbacksToActivate=[kinds.kCallbackMipInterrupt, kinds.kCallbackSimplexInterrupt],
    )
    solver.buildSolverModel = partial(hand_over, whole=mip)
    return solver


def _cbc(effort: Effort, absolute_gap: float, *, mip: bool = True) -> COIN_CMD:
    options = [f"allowableGap {absolute_gap}", f"randomSeed {effort.seed + 1}"]
    seconds = max(1.0, effort.left_seconds)
    path = PULP_CBC_CMD.pulp_cbc_path
    return COIN_CMD(path=path, mip=mip, msg=False, timeLimit=seconds, gapRel=0.0, options=options)


def _watch(effort: Effort, scale: float, worth: float) -> Callable[..., None]:
    """Callback that HiGHS asks now and then: it reports progress, and interrupts when the time is up."""

    def watch(_kind: int, _message: str, told: Any, answer: Any, _handle: Any) -> None:
        if effort.left_seconds <= 0:
            answer.user_interrupt = True
        effort.report("exact", -told.mip_dual_bound / scale, max(worth, -told.mip_primal_bound / scale))

    return watch


def _chosen(model: Model) -> Offsets:
    values: Floats = np.array([variable.varValue or 0.0 for variable in model.x])
    return np.flatnonzero(values > 0.5)
