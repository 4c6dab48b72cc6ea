"""The placement problem as a PuLP model: one function a rule, named as in MODEL.md.

Rows are named `<rule>__<index>` after the index of the applicant, resource or opening they are about.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from pulp import LpAffineExpression, LpMaximize, LpProblem, LpVariable

from matching.problem import Floats, Indexes, Mask, Offsets, Problem
from matching.stages import Stage

PAIR_LIMIT = 60_000
"""Up to this many applicant-opening pairs, openings are linked pair by pair, which makes the relaxation tight."""

EXPRESSION = getattr(LpAffineExpression, "from_list", LpAffineExpression)
"""Makes an expression of (variable, coefficient) terms; PuLP 4 has a door of its own for them."""


@dataclass(frozen=True, eq=False)
class Model:
    """A PuLP model with its variables: x of every option, y of every opening whose use matters.

    The objective is multiplied by `scale`, which keeps its coefficients where solvers are exact; rows of amounts
    that are not whole are divided by their `row_scales`.
    """

    problem: Problem
    program: LpProblem
    x: list[LpVariable]
    scale: float
    y: dict[int, LpVariable] = field(default_factory=dict)
    row_scales: dict[str, float] = field(default_factory=dict)


def build(problem: Problem, stage: Stage, *, floor: tuple[Stage, float] | None = None) -> Model:
    """Model the problem with one stage (or weighted sum) as the objective.

    *floor* keeps another stage at or above a level, as the second of two lexicographic solves needs.
    """
    model = _start(problem, stage, _openings_that_matter(problem, stage, floor))
    add_one_option_per_applicant(model)
    add_capacity(model)
    add_maximum(model)
    add_minimum(model)
    add_opening_use(model, stage)
    if floor:
        add_floor(model, *floor)
    return model


def build_relaxation(problem: Problem, stage: Stage) -> Model:
    """Model the linear programme whose duals are the best prices: minima and opening values are left out."""
    model = _start(problem, stage, np.zeros(len(problem.opening_ids), dtype=bool))
    add_one_option_per_applicant(model)
    add_capacity(model)
    add_maximum(model)
    return model


def add_one_option_per_applicant(model: Model) -> None:
    """Give each applicant at most one option: Σ x ≤ 1."""
    for applicant, options in _groups(model.problem.option_applicant):
        _at_most(model, f"one_option_per_applicant__{applicant}", _total(model, options), 1)


def add_capacity(model: Model) -> None:
    """Keep the use of each resource within its capacity: Σ amount·x ≤ capacity.

    A resource that belongs to one opening only is there only while the opening is in use (capacity·y), which
    excludes nothing and tightens the relaxation. Rows that cannot bind are left out.
    """
    uses = model.problem.uses.tocsc()
    for resource in np.flatnonzero(np.diff(uses.indptr)):
        rows = slice(uses.indptr[resource], uses.indptr[resource + 1])
        options, amounts = uses.indices[rows], uses.data[rows]
        owner = _only_opening(model, options)
        capacity = float(model.problem.capacity[resource])
        if amounts.sum() <= capacity and owner is None:
            continue
        scale = _row_scale(amounts)
        terms = [(model.x[n], a) for n, a in zip(options.tolist(), (amounts / scale).tolist(), strict=True)]
        limit = min(capacity, float(amounts.sum())) / scale
        model.row_scales[f"capacity__{resource}"] = scale
        if owner is None:
            _at_most(model, f"capacity__{resource}", terms, limit)
        else:
            _at_most(model, f"capacity__{resource}", [*terms, (owner, -limit)], 0)


def add_maximum(model: Model) -> None:
    """Keep the applicants of each opening within its maximum: Σ x ≤ maximum, or maximum·y."""
    for opening, options in _groups(model.problem.option_opening):
        maximum = float(np.floor(min(model.problem.maximum[opening], len(options))))
        if maximum >= len(options):
            continue
        _add_scaled_by_use(model, f"maximum__{opening}", opening, _total(model, options), maximum)


def add_minimum(model: Model) -> None:
    """Fill each opening in use at least to its minimum: Σ x ≥ minimum·y."""
    for opening, options in _groups(model.problem.option_opening):
        minimum = float(np.ceil(model.problem.minimum[opening]))
        if opening in model.y and minimum > 1:
            terms = [*_total(model, options), (model.y[opening], -minimum)]
            _at_least(model, f"minimum__{opening}", terms, 0)


def add_opening_use(model: Model, stage: Stage) -> None:
    """Tie y to the options: nobody at an opening out of use, nobody missing at one in use.

    x ≤ y summed by applicant (by opening, in large problems); y ≤ Σ x only where being in use is rewarded.
    """
    problem = model.problem
    linked = np.flatnonzero(np.isin(problem.option_opening, list(model.y)))
    pairs = problem.option_opening[linked] * np.int64(len(problem.weight)) + problem.option_applicant[linked]
    keys = pairs if len(np.unique(pairs)) <= PAIR_LIMIT else problem.option_opening[linked]
    for row, (_, members) in enumerate(_groups(keys)):
        options = linked[members]
        opening = int(problem.option_opening[options[0]])
        most = 1 if keys is pairs else len(np.unique(problem.option_applicant[options]))
        terms = [*_total(model, options), (model.y[opening], -most)]
        _at_most(model, f"opening_use__{row}", terms, 0)
    for opening, options in _groups(problem.option_opening):
        if opening in model.y and stage.opening[opening] > 0:
            terms = [*_total(model, options), (model.y[opening], -1)]
            _at_least(model, f"opening_reward__{opening}", terms, 0)


def add_floor(model: Model, stage: Stage, level: float) -> None:
    """Keep an earlier stage at what it has reached: Σ of its coefficients ≥ level."""
    terms = _terms(model.x, stage.option) + [(y, float(stage.opening[j])) for j, y in model.y.items()]
    _at_least(model, "floor", terms, level)


def add_change_budget(model: Model, stays: Mask, least: int) -> None:
    """Let at least so many people stay where they were: Σ x over their options there ≥ least."""
    if least > 0:
        _at_least(model, "change_budget", _total(model, np.flatnonzero(stays)), least)


def add_share_floor(model: Model, group: Indexes, due: Floats) -> None:
    """Place at least due[g] of each group g for everyone placed at all: Σ x of the group ≥ due·t, where t ≥ Σ x.

    *group* is that of each option, -1 for none. The total t spares every group's row the whole problem's options.
    """
    everyone = model.program.add_variable("t", 0, None)
    terms = _total(model, np.arange(len(model.x)))
    _at_least(model, "share_floor", [(everyone, 1.0), *[(variable, -one) for variable, one in terms]], 0)
    for index, share in enumerate(due.tolist()):
        if share > 0:
            own = _total(model, np.flatnonzero(group == index))
            _at_least(model, f"share_floor__{index}", [*own, (everyone, -share)], 0)


def _start(problem: Problem, stage: Stage, matters: Mask) -> Model:
    """An empty model with its variables and objective."""
    program = LpProblem("placement", LpMaximize)
    x = [program.add_variable(f"x{n}", 0, 1, "Integer") for n in range(len(problem.option_applicant))]
    y = {int(j): program.add_variable(f"y{j}", 0, 1, "Integer") for j in np.flatnonzero(matters)}
    scale = _objective_scale(stage)
    terms = _terms(x, stage.option * scale) + [(v, float(stage.opening[j]) * scale) for j, v in y.items()]
    program.setObjective(EXPRESSION(terms))
    return Model(problem, program, x, scale, y)


def _objective_scale(stage: Stage) -> float:
    """Power of ten that brings an objective of extreme coefficients back to ordinary ones; else 1."""
    largest = max(np.abs(stage.option).max(initial=0.0), np.abs(stage.opening).max(initial=0.0))
    return 1.0 if largest == 0 or 1e-2 <= largest <= 1e8 else float(10.0 ** (4 - np.floor(np.log10(largest))))


def _openings_that_matter(problem: Problem, stage: Stage, floor: tuple[Stage, float] | None) -> Mask:
    """Openings that need a y: being in use changes the objective, the floor, or who must come along."""
    matters = (stage.opening != 0) | (np.ceil(problem.minimum) > 1)
    if floor:
        matters |= floor[0].opening != 0
    reachable = np.zeros(len(matters), dtype=bool)
    reachable[problem.option_opening] = True
    return np.asarray(matters & reachable)


def _only_opening(model: Model, options: Offsets) -> LpVariable | None:
    """The y of the one opening all these options lead to, if it has one."""
    openings = np.unique(model.problem.option_opening[options])
    return model.y.get(int(openings[0])) if len(openings) == 1 else None


def _row_scale(amounts: Floats) -> float:
    """What to divide a row by: whole amounts stay whole, others get their largest to 1."""
    whole = (amounts == np.rint(amounts)).all() and amounts.max() <= 1e6
    return 1.0 if whole else float(amounts.max())


def _groups(keys: NDArray[np.signedinteger]) -> Iterable[tuple[int, Offsets]]:
    """(key, positions) of each different key, in order."""
    if not len(keys):
        return []
    order = np.argsort(keys, kind="stable")
    cuts = np.flatnonzero(np.diff(keys[order])) + 1
    return ((int(keys[part[0]]), part) for part in np.split(order, cuts))


def _terms(variables: list[LpVariable], coefficients: Floats) -> list[tuple[LpVariable, float]]:
    return list(zip(variables, coefficients.tolist(), strict=True))


def _total(model: Model, options: Offsets) -> list[tuple[LpVariable, float]]:
    return [(model.x[n], 1.0) for n in options.tolist()]


def _add_scaled_by_use(
    model: Model, name: str, opening: int, terms: list[tuple[LpVariable, float]], limit: float
) -> None:
    if opening in model.y:
        _at_most(model, name, [*terms, (model.y[opening], -limit)], 0)
    else:
        _at_most(model, name, terms, limit)


def _at_most(model: Model, name: str, terms: list[tuple[LpVariable, float]], limit: float) -> None:
    model.program.addConstraint(EXPRESSION(terms) <= limit, name)


def _at_least(model: Model, name: str, terms: list[tuple[LpVariable, float]], limit: float) -> None:
    model.program.addConstraint(EXPRESSION(terms) >= limit, name)
