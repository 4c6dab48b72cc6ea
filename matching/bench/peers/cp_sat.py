"""A script: solve the columns of one file with OR-Tools CP-SAT and write what came of it.

    cp_sat.py COLUMNS.npz ANSWER.json SECONDS GAP

It imports nothing of this package: OR-Tools cannot be loaded beside highspy.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

CENTS = 100
"""CP-SAT counts in whole numbers: gains go over in hundredths, amounts and capacities as they are."""


def main(columns: str, answer: str, seconds: str, gap: str) -> None:
    """Build, solve, write."""
    started = time.perf_counter()
    model, chosen = _model(np.load(columns, allow_pickle=False))
    built = time.perf_counter() - started
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = float(seconds)
    solver.parameters.relative_gap_limit = float(gap)
    solver.parameters.num_workers = 2
    status = solver.status_name(solver.solve(model))
    found = status in ("OPTIMAL", "FEASIBLE")
    record = {
        "status": status,
        "chosen": [n for n, variable in enumerate(chosen) if solver.boolean_value(variable)] if found else None,
        "bound": solver.best_objective_bound / CENTS if found else None,
        "build_seconds": built,
    }
    Path(answer).write_text(json.dumps(record))


def _model(columns: Any) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in range(len(columns["applicant"]))]
    for options in _groups(columns["applicant"]):
        model.add_at_most_one(chosen[option] for option in options)
    owner = np.repeat(np.arange(len(chosen)), np.diff(columns["use_start"]))
    amount, capacity = columns["use_amount"].astype(int), columns["capacity"]
    for uses in _groups(columns["use_resource"]):
        total = cp_model.LinearExpr.weighted_sum([chosen[owner[use]] for use in uses], amount[uses].tolist())
        model.add(total <= int(capacity[columns["use_resource"][uses[0]]]))
    gain = np.rint(columns["gain"] * CENTS).astype(int)
    model.maximize(cp_model.LinearExpr.weighted_sum(chosen, gain.tolist()))
    return model, chosen


def _groups(keys: Any) -> list[Any]:
    """Positions of each different key."""
    order = np.argsort(keys, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(keys[order])) + 1) if len(keys) else []


if __name__ == "__main__":
    main(*sys.argv[1:])
