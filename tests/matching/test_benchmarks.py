"""The public benchmark problems: each is solved to its published optimum, and says so."""

import csv
from pathlib import Path

import pytest

from matching.files.problem_file import read_problem
from matching.strategy import solve
from matching.verification import verify

FOLDER = Path(__file__).parent / "benchmarks"
EXPECTED = list(csv.DictReader((FOLDER / "expected.csv").read_text().splitlines()))


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["problem"].removesuffix(".json.gz"))
def test_public_benchmarks_are_solved_to_their_optimum(row):
    problem = read_problem(FOLDER / row["problem"])

    plan = solve(problem)

    assert plan.status == "optimal"
    assert plan.objective == {"placed": float(row["placed"]), "value": float(row["value"])}
    assert verify(problem, plan) == []
