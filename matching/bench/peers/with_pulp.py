"""PuLP as its users write it: a dictionary of variables, `lpSum` over lists, and a solver of PuLP's.

Nothing of the engine's model is used here; that is the point.
"""

import time

from pulp import COIN_CMD, HiGHS, LpMaximize, LpProblem, LpVariable, lpSum

from matching.bench.peers.answer import Answer, gains, members, rounded_plan
from matching.bench.task import Ending, Task
from matching.problem import Problem
from matching.solve import CBC_PATH, HANDS_OVER_IN_BULK, PROVEN

TUNED = ("preprocess off", "heuristicsOnOff off", "cutsOnOff off", "roundingHeuristic on")
"""CBC without what does not pay here: its preprocessing alone takes longer than the search. Of five settings tried on
M with the gap given, from 47 seconds (nothing else changed) down, this one was the fastest by far.
"""


def naive_cbc(problem: Problem, task: Task) -> Answer:
    """Model and default CBC, as in PuLP's own examples."""
    return _solve(problem, task, COIN_CMD(path=CBC_PATH, msg=False, timeLimit=task.limit_seconds))


def tuned_cbc(problem: Problem, task: Task) -> Answer:
    """The same model, CBC told which gap is good enough and to leave out what does not pay."""
    solver = COIN_CMD(path=CBC_PATH, msg=False, timeLimit=task.limit_seconds, gapRel=task.gap, options=list(TUNED))
    return _solve(problem, task, solver)


def highs(problem: Problem, task: Task) -> Answer:
    """The same model, solved whole by HiGHS through PuLP."""
    return _solve(problem, task, HiGHS(msg=False, timeLimit=task.limit_seconds, gapRel=task.gap))


def _solve(problem: Problem, task: Task, solver: COIN_CMD | HiGHS) -> Answer:
    started = time.perf_counter()
    program, x = _model(problem, task)
    built = time.perf_counter() - started
    answer = program.solve(solver)
    proven = (answer.status if HANDS_OVER_IN_BULK else program.sol_status) == PROVEN
    values = [variable.varValue for variable in x.values()]
    if all(value is None for value in values):
        return Answer(Ending.NO_PLAN, build_seconds=built)
    return Answer(Ending.PROVEN if proven else Ending.STOPPED, rounded_plan(values), build_seconds=built)


def _model(problem: Problem, task: Task) -> tuple[LpProblem, dict[int, LpVariable]]:
    gain = gains(problem, task).tolist()
    program = LpProblem("placement", LpMaximize)
    x = {option: program.add_variable(f"x_{option}", cat="Binary") for option in range(len(gain))}
    program += lpSum(gain[option] * x[option] for option in x)
    for options in members(problem.option_applicant, len(problem.weight)):
        program += lpSum(x[option] for option in options) <= 1
    uses = problem.uses.tocsc()
    for resource, capacity in enumerate(problem.capacity.tolist()):
        rows = slice(uses.indptr[resource], uses.indptr[resource + 1])
        terms = zip(uses.indices[rows].tolist(), uses.data[rows].tolist(), strict=True)
        program += lpSum(amount * x[option] for option, amount in terms) <= capacity
    return program, x


PEERS = {"pulp-cbc": naive_cbc, "pulp-cbc-tuned": tuned_cbc, "pulp-highs": highs}
