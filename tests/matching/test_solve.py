"""Runs of a solver: how they end, what may be used, what they prove."""

import numpy as np
import pytest

from matching.effort import Effort, Progress
from matching.errors import SolverError
from matching.model import Model, build
from matching.problem import Problem
from matching.solve import Ending, Outcome, available_solver, run, solver_version
from matching.stages import stages_of
from tests.matching.problems import make_problem

SOLVERS = ("HiGHS", "CBC")


def knapsacks(people: int = 60, seed: int = 3) -> Problem:
    """Everybody wants into ten tight resources: no solver proves the optimum within a second."""
    chance = np.random.default_rng(seed)
    options = [
        (person, 0, float(chance.integers(20, 60)), [(r, float(chance.integers(5, 60))) for r in range(10)])
        for person in range(people)
    ]
    return make_problem(options, objective=("value",), capacity=[15.0 * people] * 10)


def chosen_of(outcome: Outcome) -> list[int]:
    assert outcome.chosen is not None
    return [int(option) for option in outcome.chosen]


def model_of(problem: Problem) -> Model:
    return build(problem, stages_of(problem)[-1])


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_finished_run_proves_its_plan(solver):
    problem = make_problem([(0, 0, 3.0, [(0, 1.0)]), (1, 0, 5.0, [(0, 1.0)])])

    outcome = run(model_of(problem), Effort(solver=solver))

    assert outcome.ending is Ending.OPTIMAL
    assert chosen_of(outcome) == [1]
    assert outcome.bound == pytest.approx(5)


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_run_out_of_time_claims_no_proof(solver):
    outcome = run(model_of(knapsacks(200)), Effort(solver=solver, time_limit_seconds=1))

    assert outcome.ending is Ending.STOPPED
    assert outcome.bound > stages_of(knapsacks(200))[0].option[outcome.chosen].sum() + 1


def test_a_run_ends_when_somebody_asks():
    asked: list[int] = []

    def should_stop() -> bool:
        asked.append(1)
        return len(asked) > 20

    effort = Effort(should_stop=should_stop)
    outcome = run(model_of(knapsacks(200)), effort)

    assert outcome.ending is Ending.STOPPED
    assert effort.spent_seconds < 30


def test_a_wanted_gap_ends_a_run_early():
    outcome = run(model_of(knapsacks()), Effort(time_limit_seconds=60), absolute_gap=200.0)

    assert outcome.ending is Ending.OPTIMAL
    assert outcome.bound > stages_of(knapsacks())[0].option[outcome.chosen].sum()


def test_another_number_of_threads_in_the_same_process_still_solves():
    problem = make_problem([(0, 0, 3.0, [(0, 1.0)]), (1, 0, 5.0, [(0, 1.0)])])

    outcomes = [run(model_of(problem), Effort(threads=threads)) for threads in (1, 2, 1)]

    assert [chosen_of(outcome) for outcome in outcomes] == [[1], [1], [1]]


def test_progress_tells_bound_value_and_share():
    heard: list[Progress] = []

    run(model_of(knapsacks(200)), Effort(time_limit_seconds=1, progress=heard.append))

    assert heard[-1].stage == "exact"
    assert heard[-1].bound >= heard[-1].value
    assert 0 < heard[-1].share <= 1


def test_cbc_steps_in_where_highs_is_missing(monkeypatch):
    monkeypatch.setattr("pulp.HiGHS.available", lambda self: False)

    assert available_solver() == "CBC"


@pytest.mark.parametrize("solver", SOLVERS)
def test_every_solver_has_a_version(solver):
    assert any(part.isdigit() for part in solver_version(solver))


def test_an_unknown_solver_is_refused():
    with pytest.raises(SolverError, match="Gurobi"):
        available_solver("Gurobi")
