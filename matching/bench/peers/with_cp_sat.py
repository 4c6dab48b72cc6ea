"""OR-Tools CP-SAT in a process of its own: its library and highspy's do not live in one."""

import json
import subprocess
import sys
from importlib.util import find_spec
from math import nan
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from matching.bench.peers.answer import Answer, gains
from matching.bench.task import Ending, Task
from matching.problem import Problem

SCRIPT = Path(__file__).with_name("cp_sat.py")


def cp_sat(problem: Problem, task: Task) -> Answer:
    """Hand the columns over in a file, run the script, read its plan."""
    if find_spec("ortools") is None:
        return Answer(Ending.NOT_INSTALLED, note="the extra `bench` brings OR-Tools")
    with TemporaryDirectory() as folder:
        columns, answer = Path(folder, "columns.npz"), Path(folder, "answer.json")
        _write(columns, problem, task)
        limits = [repr(task.limit_seconds), repr(task.gap)]
        command = [sys.executable, "-P", str(SCRIPT), str(columns), str(answer), *limits]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own script
        found = json.loads(answer.read_text())
    chosen = None if found["chosen"] is None else np.array(found["chosen"], dtype=np.int64)
    ending = {"OPTIMAL": Ending.PROVEN, "FEASIBLE": Ending.STOPPED}.get(found["status"], Ending.NO_PLAN)
    bound = nan if found["bound"] is None else found["bound"]
    return Answer(ending, chosen, bound, found["build_seconds"])


def _write(path: Path, problem: Problem, task: Task) -> None:
    uses = problem.uses
    np.savez(
        path,
        applicant=problem.option_applicant,
        gain=gains(problem, task),
        capacity=problem.capacity,
        use_start=uses.indptr,
        use_resource=uses.indices,
        use_amount=uses.data,
    )


PEERS = {"cp-sat": cp_sat}
