"""The plan's file format, both ways."""

import gzip
import json
from copy import deepcopy
from typing import Any

import pytest

from matching.errors import PlanError
from matching.plan import FORMAT, parse_plan, read_plan
from matching.strategy import solve
from tests.matching.problems import make_problem

PLAN = solve(make_problem([(0, 0, 12.5, [(0, 1.0)])]))


def fault(**changes: Any) -> str:
    """What is said about a plan with some entries replaced; None removes one."""
    document = deepcopy(json.loads(PLAN.to_json()))
    for path, value in changes.items():
        record, keys = document, path.split("__")
        for key in keys[:-1]:
            record = record[key]
        if value is None:
            del record[keys[-1]]
        else:
            record[keys[-1]] = value
    with pytest.raises(PlanError) as error:
        parse_plan(json.dumps(document).encode())
    return str(error.value)


def test_a_plan_reads_back_the_same(tmp_path):
    path = tmp_path / "plan.json.gz"
    path.write_bytes(gzip.compress(PLAN.to_json()))

    assert read_plan(path) == PLAN


def test_a_plan_has_exactly_the_keys_of_its_format():
    document = json.loads(PLAN.to_json())

    assert document.keys() == {
        *("format", "problem_sha256", "status", "objective", "bound", "gap"),
        *("proof", "chosen", "prices", "solver"),
    }
    assert document["format"] == FORMAT
    assert document["prices"].keys() == {"stage_weights", "resources", "openings", "bound"}
    assert document["solver"].keys() == {"name", "version", "seconds", "options"}


def test_a_plan_states_its_strategy():
    assert PLAN.solver.options["strategy"] == "exact"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"format": "placement-plan/2"}, "format: must be"),
        ({"status": "perfect"}, "status: must be one of optimal, feasible"),
        ({"proof": 1}, "proof: not a text"),
        ({"gap": "0"}, "gap: not a number"),
        ({"gap": float("nan")}, "gap: not a finite number"),
        ({"bound": []}, "bound: not an object"),
        ({"bound__value": 10**400}, "bound.value: not a finite number"),
        ({"objective__placed": True}, "objective.placed: not a number"),
        ({"chosen": 0}, "chosen: not a list"),
        ({"chosen": [0.0]}, "chosen[0]: not a whole number"),
        ({"prices": None}, "prices: missing"),
        ({"prices__resources": [1, None]}, "prices.resources[1]: not a number"),
        ({"solver__seconds": None}, "solver.seconds: missing"),
    ],
)
def test_a_wrong_entry_is_told_with_its_place(changes, words):
    assert fault(**changes).startswith(words)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\x1f\x8b\x08", b"\xff"])
def test_bytes_that_are_no_document_are_refused(content):
    with pytest.raises(PlanError):
        parse_plan(content)
