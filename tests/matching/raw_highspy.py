"""The optimum of small problems by HiGHS without PuLP: rows written from the columns alone, by no code of ours."""

from collections import defaultdict
from collections.abc import Mapping
from math import ceil, inf, isfinite
from typing import Any, cast

import highspy

from matching.compact.problem import CompactProblem
from matching.compact.writing import every_option
from matching.problem import Problem

Terms = list[tuple[int, float]]
Worth = Mapping[str, list[float]]
"""What each column is worth in each stage."""


class Rows:
    """Columns of 0 or 1 under rows; the best they can be worth, if anything is possible."""

    def __init__(self, worth: Worth) -> None:
        self.worth = worth
        self.rows: list[tuple[float, float, Terms]] = []

    def add(self, low: float, high: float, terms: Terms) -> None:
        self.rows.append((low, high, terms))

    def best(self, weights: Mapping[str, float], floor: Mapping[str, float] | None = None) -> float | None:
        """The most of the weighted stages over all plans that reach the floors."""
        solver = cast(Any, highspy.Highs)()
        for option in ("mip_rel_gap", "mip_abs_gap"):
            solver.setOptionValue(option, 0.0)
        solver.setOptionValue("output_flag", False)
        for costs in zip(*(self.worth[stage] for stage in weights), strict=True):
            solver.addCol(sum(w * cost for w, cost in zip(weights.values(), costs, strict=True)), 0, 1, 0, [], [])
            solver.changeColIntegrality(solver.getNumCol() - 1, highspy.HighsVarType.kInteger)
        floors = [(least, inf, list(enumerate(self.worth[stage]))) for stage, least in (floor or {}).items()]
        for low, high, terms in [*self.rows, *floors]:
            solver.addRow(low, high, len(terms), [column for column, _ in terms], [amount for _, amount in terms])
        solver.setMaximize()
        solver.run()
        proven = solver.getModelStatus() in {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty}
        return float(solver.getInfo().objective_function_value) if proven else None


def rows_of(problem: Problem) -> Rows:
    """A listed problem: a column for each option, then one for each opening, which is 1 where anybody is."""
    options = list(zip(problem.option_applicant.tolist(), problem.option_opening.tolist(), strict=True))
    use = [0.0] * len(problem.opening_ids)
    rows = Rows(
        {
            "placed": [float(problem.weight[applicant]) for applicant, _ in options] + use,
            "value": problem.option_value.tolist() + problem.opening_value.tolist(),
        }
    )
    for applicant in range(len(problem.applicant_ids)):
        rows.add(-inf, 1, [(n, 1.0) for n, (one, _) in enumerate(options) if one == applicant])
    taken: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for n in range(len(options)):
        for k in range(problem.use_start[n], problem.use_start[n + 1]):
            taken[int(problem.use_resource[k])][n] += float(problem.use_amount[k])
    for resource, amounts in taken.items():
        rows.add(-inf, float(problem.capacity[resource]), list(amounts.items()))
    for opening in range(len(use)):
        _add_opening(rows, problem, opening, [n for n, (_, one) in enumerate(options) if one == opening])
    return rows


def _add_opening(rows: Rows, problem: Problem, opening: int, members: list[int]) -> None:
    """In use exactly where somebody is; then with enough people and not too many."""
    in_use, everybody = len(problem.option_value) + opening, [(n, 1.0) for n in members]
    least, most = float(problem.minimum[opening]), float(problem.maximum[opening])
    rows.add(0, inf, [*everybody, (in_use, -float(max(1, ceil(least))))])
    for n in members:
        rows.add(-inf, 0, [(n, 1.0), (in_use, -1.0)])
    if isfinite(most):
        rows.add(-inf, most, everybody)


def rows_of_compact(problem: CompactProblem) -> Rows:
    """A compact problem with the places that its vacancies state, every half day of every pattern counted."""
    written, people = every_option(problem), problem.applicants
    rows = Rows({"placed": people.weight[written.applicant].tolist(), "value": written.value.tolist()})
    takers: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for n, (i, j, p) in enumerate(zip(written.applicant, written.opening, written.pattern, strict=True)):
        takers["applicant", i, 0].append(n)
        takers["places", j, 0].append(n)
        for half_day in range(14):
            if problem.offers.attended[p] >> half_day & 1 and half_day_runs_out(problem, j, half_day):
                takers["places", j, 1 + half_day].append(n)
            if people.person[i] >= 0 and problem.offers.occupied[p] >> half_day & 1:
                takers["person", people.person[i], half_day].append(n)
    for (what, owner, row), taking in takers.items():
        most = float(problem.openings.places[owner, row]) if what == "places" else 1.0
        rows.add(-inf, most, [(n, 1.0) for n in taking])
    return rows


def half_day_runs_out(problem: CompactProblem, opening: int, half_day: int) -> bool:
    """Whether a half day has fewer places than the whole vacancy."""
    places = problem.openings.places[opening]
    return bool(places[1 + half_day] < places[0])
