"""Running a PuLP model in a solver: how the run ended, what may be used of it, and what it proves.

HiGHS runs in this process; CBC, which PuLP 3 brings along and PuLP 4 as its extra `cbc`, where highspy is missing.
Where PuLP 3 and 4 differ, the difference stands in a constant here or in `model`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from importlib.metadata import version
from math import inf
from typing import Any

import numpy as np
import pulp
from pulp import COIN_CMD, HiGHS, PulpSolverError

from matching.effort import Effort
from matching.errors import SolverError
from matching.highs import call, hand_over
from matching.model import Model
from matching.problem import Floats, Offsets

SOLVERS = ("HiGHS", "CBC")

HANDS_OVER_IN_BULK = int(version("pulp").split(".")[0]) >= 4

CBC_PATH = None if HANDS_OVER_IN_BULK else pulp.PULP_CBC_CMD.pulp_cbc_path
"""Where PuLP 3 keeps its CBC; PuLP 4 finds its own."""

PROVEN = 1
"""PuLP's status of an optimum that is proven: of the solution in PuLP 3, of the run in PuLP 4."""


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
    installed = {"HiGHS": HiGHS(msg=False), "CBC": COIN_CMD(path=CBC_PATH, msg=False)}
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
        proven = _solve(model, solver)
    except PulpSolverError:
        return {}
    if not proven:
        return {}
    scales = model.row_scales
    return {
        row.name: abs(row.pi or 0.0) / model.scale / scales.get(row.name, 1.0) for row in model.program.constraints()
    }


def _run_highs(model: Model, effort: Effort, absolute_gap: float, worth: float) -> Outcome:
    """Run HiGHS, whose own status counts, not PuLP's."""
    solver = _highs(effort, _watch(effort, model.scale, worth), absolute_gap=absolute_gap)
    model.program.solve(solver)
    highs = model.program.solverModel
    ended = highs.getModelStatus().name
    if ended not in {"kOptimal", "kTimeLimit", "kInterrupt", "kHighsInterrupt", "kSolutionLimit"}:
        return FAILURE
    ending = Ending.OPTIMAL if ended == "kOptimal" else Ending.STOPPED
    found = highs.getInfo().primal_solution_status == 2
    return Outcome(ending, _chosen(model) if found else None, highs.getInfo().mip_dual_bound / model.scale)


def _run_cbc(model: Model, effort: Effort, absolute_gap: float, worth: float) -> Outcome:
    """CBC through PuLP tells no bound: only a proven optimum proves one."""
    effort.report("exact", inf, worth)
    proven = _solve(model, _cbc(effort, absolute_gap))
    if any(variable.varValue is None for variable in model.x):
        return FAILURE
    if not proven:
        return Outcome(Ending.STOPPED, _chosen(model), inf)
    reached = model.program.objective.value() or 0.0
    return Outcome(Ending.OPTIMAL, _chosen(model), (reached + absolute_gap) / model.scale)


def _solve(model: Model, solver: HiGHS | COIN_CMD) -> bool:
    """Solve, and say whether the optimum is proven: PuLP 3 says so on the program, PuLP 4 in its answer."""
    answer = model.program.solve(solver)
    return bool((answer.status if HANDS_OVER_IN_BULK else model.program.sol_status) == PROVEN)


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
    solver.callSolver = call
    if not HANDS_OVER_IN_BULK:
        solver.buildSolverModel = partial(hand_over, whole=mip)
    return solver


def _cbc(effort: Effort, absolute_gap: float, *, mip: bool = True) -> COIN_CMD:
    options = [f"allowableGap {absolute_gap}", f"randomSeed {effort.seed + 1}"]
    seconds = max(1.0, effort.left_seconds)
    return COIN_CMD(path=CBC_PATH, mip=mip, msg=False, timeLimit=seconds, gapRel=0.0, options=options)


def _watch(effort: Effort, scale: float, worth: float) -> Callable[..., None]:
    """Callback that HiGHS asks now and then: it reports progress, and interrupts when the time is up."""

    def watch(_kind: int, _message: str, told: Any, answer: Any, _handle: Any) -> None:
        if effort.left_seconds <= 0:
            answer.user_interrupt = True
        effort.report("exact", told.mip_dual_bound / scale, max(worth, told.mip_primal_bound / scale))

    return watch


def _chosen(model: Model) -> Offsets:
    values: Floats = np.array([variable.varValue or 0.0 for variable in model.x])
    return np.flatnonzero(values > 0.5)
