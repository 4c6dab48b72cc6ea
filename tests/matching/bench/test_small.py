"""Small problems are measured against a raw solver that must agree."""

from matching.bench.small import MOST_OPTIONS, measure_small, small_problems
from matching.bench.task import Ending, Task


def test_the_problems_are_small_and_grow():
    options = [len(problem.option_applicant) for problem in small_problems(seed=1)]

    assert max(options) <= MOST_OPTIONS
    assert max(options) > 3_000
    assert min(options) < 200


def test_both_solvers_agree_and_every_optimum_is_proven(monkeypatch):
    monkeypatch.setattr("matching.bench.small.PROBLEMS_EACH", 1)
    monkeypatch.setattr("matching.bench.small.MOST_OPTIONS", 300)

    reading = measure_small(Task("small", "S", 1, 20, 60.0, 0.0))

    assert reading.ending == Ending.PROVEN
    assert reading.figures["proven"] == reading.figures["problems"] > 0
