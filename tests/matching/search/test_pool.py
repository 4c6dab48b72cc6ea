"""Small models side by side: any number of processes answers the same, and a dead one does no harm."""

import multiprocessing
import subprocess
import sys
import threading

import numpy as np
import psutil
import pytest

from matching.effort import Effort
from matching.search.pool import Pool, Task, compressed
from matching.stages import combined, stages_of
from tests.matching.problems import make_problem


@pytest.fixture
def tasks() -> list[Task]:
    """Five problems of two people who want one place; who is worth more differs."""
    found = []
    for first in (9.0, 7.0, 5.0, 3.0, 1.0):
        problem = make_problem([(0, 0, first, [(0, 1.0)]), (1, 0, 4.0, [(0, 1.0)])], objective=("value",))
        found.append(Task(problem, combined(stages_of(problem), np.ones(1)), 5.0, 0, None))
    return found


def answers(found) -> list[list[int]]:
    return [answer.tolist() for answer in found]


PARENT = """
import multiprocessing, time
from matching.effort import Effort
from matching.search.pool import Pool

if __name__ == "__main__":
    with Pool(2) as pool:
        pool._submitted([], Effort())
        for _ in range(2):
            pool.executor.submit(time.sleep, 0.5)
        print(*(child.pid for child in multiprocessing.active_children()), flush=True)
        time.sleep(60)
"""

EXPECTED = [[0], [0], [0], [1], [1]]


def test_processes_answer_as_this_one_does_from_any_thread_and_are_gone_afterwards(tasks):
    heard = []

    def work() -> None:
        with Pool(2) as there:
            heard.append(answers(there.solve(tasks, Effort())))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    with Pool(1) as here:
        heard.append(answers(here.solve(tasks, Effort())))

    assert heard == [EXPECTED, EXPECTED]
    assert multiprocessing.active_children() == []


def test_a_killed_process_is_replaced_once_and_then_done_without(tasks):
    with Pool(2) as pool:
        for _ in range(3):
            assert answers(pool.solve(tasks, Effort())) == EXPECTED

            for child in multiprocessing.active_children():
                child.kill()
                child.join()

        assert pool.processes == 0


def test_processes_go_when_their_parent_is_killed(tmp_path):
    program = tmp_path / "parent.py"
    program.write_text(PARENT)
    with subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        children = [psutil.Process(int(number)) for number in parent.stdout.readline().split()]
        parent.kill()

    assert len(children) == 2
    assert psutil.wait_procs(children, timeout=50)[1] == []


def test_who_asks_to_stop_waits_for_nothing(tasks):
    with Pool(2) as pool:
        assert pool.solve(tasks, Effort(should_stop=lambda: True)) == [None] * 5


def test_a_part_of_a_problem_keeps_only_what_it_touches():
    problem = make_problem(
        [(0, 0, 1.0, [(0, 1.0)]), (1, 1, 2.0, [(1, 2.0)]), (2, 2, 3.0, [(2, 1.0)])], capacity=[1.0, 5.0, 1.0]
    )
    stage = stages_of(problem)[1]

    small, worth = compressed(problem, stage, np.array([1, 2]), np.array([1.0, 4.0, 0.0]))

    assert small.capacity.tolist() == [4.0, 0.0]
    assert small.opening_ids == ("1", "2")
    assert small.option_applicant.tolist() == [0, 1]
    assert worth.option.tolist() == [2.0, 3.0]
