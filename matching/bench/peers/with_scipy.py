"""SciPy's assignment solver, where a problem is an assignment: one row a person, one column a place."""

import time

import numpy as np
from scipy.optimize import linear_sum_assignment

from matching.bench.peers.answer import Answer, gains
from matching.bench.task import Ending, Task
from matching.problem import Problem


def assignment(problem: Problem, task: Task) -> Answer:
    """Give every place a column of its own; a pair that is no option gains nothing and places nobody."""
    started = time.perf_counter()
    gain = gains(problem, task)
    resource_of = np.unique(np.column_stack([problem.option_opening, problem.uses.indices]), axis=0)
    places = np.zeros(len(problem.opening_ids), dtype=np.int64)
    places[resource_of[:, 0]] = problem.capacity[resource_of[:, 1]]
    opening = np.repeat(np.arange(len(places)), places)
    option = np.full((len(problem.weight), len(places)), -1)
    option[problem.option_applicant, problem.option_opening] = np.arange(len(gain))
    worth = np.append(gain, 0.0)[option[:, opening]]
    built = time.perf_counter() - started
    applicant, place = linear_sum_assignment(worth, maximize=True)
    chosen = option[applicant, opening[place]]
    return Answer(Ending.PROVEN, np.sort(chosen[chosen >= 0]), float(worth[applicant, place].sum()), built)


PEERS = {"scipy-assignment": assignment}
