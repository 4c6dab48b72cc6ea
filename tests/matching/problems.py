"""Small placement problems: a factory, Hypothesis strategies, and the optimum by trying every plan."""

import math
from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st

from matching.problem import Problem, build_problem

Option = tuple[int, int, float, list[tuple[int, float]]]


def make_problem(options: list[Option], **columns: Any) -> Problem:
    """Build a problem from (applicant, opening, value, uses) rows; other columns grow as large as the rows need."""
    uses = [use for _, _, _, row in options for use in row]
    applicants = 1 + max((applicant for applicant, _, _, _ in options), default=-1)
    openings = 1 + max((opening for _, opening, _, _ in options), default=-1)
    resources = 1 + max((resource for resource, _ in uses), default=-1)
    columns.setdefault("capacity", [1.0] * resources)
    defaults: dict[str, Any] = {
        "objective": ("placed", "value"),
        "resource_ids": [f"r{index}" for index in range(len(columns["capacity"]))],
        "opening_ids": [f"o{index}" for index in range(openings)],
        "applicant_ids": [f"p{index}" for index in range(applicants)],
    }
    return build_problem(
        **{**defaults, **columns},
        option_applicant=[applicant for applicant, _, _, _ in options],
        option_opening=[opening for _, opening, _, _ in options],
        option_value=[value for _, _, value, _ in options],
        use_start=np.cumsum([0, *(len(row) for _, _, _, row in options)]),
        use_resource=[resource for resource, _ in uses],
        use_amount=[amount for _, amount in uses],
    )


def feasible_plans(problem: Problem) -> Iterator[list[int]]:
    """Every plan that keeps capacities, minima and maxima."""
    of_applicant: dict[int, list[int | None]] = {}
    for option, applicant in enumerate(problem.option_applicant.tolist()):
        of_applicant.setdefault(applicant, [None]).append(option)
    for choice in product(*of_applicant.values()):
        plan = [option for option in choice if option is not None]
        if _is_feasible(problem, plan):
            yield plan


def worth(problem: Problem, plan: list[int]) -> tuple[float, ...]:
    """What a plan reaches in each stage, in the order of the objective."""
    in_use = {int(problem.option_opening[option]) for option in plan}
    reached = {
        "placed": math.fsum(problem.weight[problem.option_applicant[option]] for option in plan),
        "value": math.fsum(
            [
                *(problem.option_value[option] for option in plan),
                *(problem.opening_value[opening] for opening in in_use),
            ]
        ),
    }
    return tuple(reached[stage] for stage in problem.objective)


def best_worth(problem: Problem) -> tuple[float, ...]:
    """The lexicographic optimum by trying every plan."""
    return max(
        (worth(problem, plan) for plan in feasible_plans(problem)), key=lambda stages: [_rounded(s) for s in stages]
    )


def _rounded(number: float) -> float:
    """Make sums that differ in their last digits the same."""
    return float(f"{number:.9g}") if abs(number) > 1e-9 else 0.0


def _is_feasible(problem: Problem, plan: list[int]) -> bool:
    used = np.zeros(len(problem.capacity))
    for option in plan:
        for use in range(problem.use_start[option], problem.use_start[option + 1]):
            used[problem.use_resource[use]] += problem.use_amount[use]
    members = Counter(int(problem.option_opening[option]) for option in plan)
    return bool((used <= problem.capacity * (1 + 1e-9)).all()) and all(
        problem.minimum[opening] <= count <= problem.maximum[opening] for opening, count in members.items()
    )


whole = st.integers(-9, 9).map(float)
fractional = st.floats(-9, 9).map(lambda number: round(number, 3))
large = st.integers(-9, 9).map(lambda number: number * 1e6)
amounts = st.integers(0, 3).map(float) | st.floats(0, 3).map(lambda number: round(number, 2))
objectives = st.sampled_from([("placed", "value"), ("value", "placed"), ("placed",), ("value",)])


@st.composite
def problems(draw: st.DrawFn, people: int = 5, places: int = 3) -> Problem:
    """Problems in which every feature of the format may stand, up to three options an applicant."""
    values = draw(st.sampled_from([whole, fractional, large, whole.map(abs)]))
    applicants, openings, resources = (
        draw(st.integers(0, people)),
        draw(st.integers(1, places)),
        draw(st.integers(1, 3)),
    )
    uses = st.lists(st.tuples(st.integers(0, resources - 1), amounts), max_size=3)
    options = [
        (applicant, draw(st.integers(0, openings - 1)), draw(values), draw(uses))
        for applicant in range(applicants)
        for _ in range(draw(st.integers(0, 3)))
    ]
    minimum = [draw(st.sampled_from([0, 0, 1, 2, 2.5])) for _ in range(openings)]
    return make_problem(
        options,
        objective=draw(objectives),
        capacity=[draw(amounts) * 2 for _ in range(resources)],
        applicant_ids=[f"p{index}" for index in range(applicants)],
        weight=[draw(st.sampled_from([1.0, 1.0, 0.0, 0.5, 1.37])) for _ in range(applicants)],
        opening_ids=[f"o{index}" for index in range(openings)],
        opening_value=[draw(st.just(0.0) | values) for _ in range(openings)],
        minimum=minimum,
        maximum=[draw(st.sampled_from([np.inf, least, least + 1])) for least in minimum],
    )
