"""What a round studies beside one plan: how many would move for how much, and what a floor for districts costs.

The study is frozen with the round. Districts and earlier places stand here and not in the instance, so that neither
can weigh; the matcher gets them as conditions on the plan.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Unpack

import numpy as np
from sqlalchemy import select

from matching import (
    BUDGETS,
    CandidateSet,
    Curve,
    Floored,
    Instance,
    Plan,
    find_candidates,
    reoptimise,
    solve_with_floor,
)
from matching.assembly import assemble
from matching.effort import Limits
from matching.explanation.figures import figures_of
from matching.fairness import floor_of
from matching.problem import Mask, Problem
from registry.extensions.database import reading
from registry.models import Person, Proposal, Sentence

FLOOR_SHARE_OF_TIME = 0.4
"""Where a curve is drawn as well, the floor's price gets this part of the time."""

DEFAULT_SECONDS = 120.0

Held = tuple[str, tuple[int, ...]]


@dataclass(frozen=True)
class Study:
    """What is asked beside the plan, and what came of it.

    `districts` is the ubigeo of each sentence's person, for the floor; `held` the vacancy and half days that the
    earlier round proposed. `found` are the figures, `plans` the documents of the plans that can be chosen between.
    """

    floor_share: float | None = None
    change_budget: float | None = None
    districts: Mapping[str, str] | None = None
    held: Mapping[str, Held] | None = None
    found: Mapping[str, Any] | None = None
    plans: Sequence[str] = ()


def freeze_study(
    instance: Instance, *, floor_share: float | None, based_on_id: int | None, change_budget: float | None
) -> bytes | None:
    """Gather what the study of a round needs; None where nothing beyond the plan is asked."""
    if floor_share is None and based_on_id is None:
        return None
    study = Study(
        floor_share,
        change_budget,
        None if floor_share is None else _districts(instance),
        None if based_on_id is None else _held(based_on_id),
    )
    return pack_study(study)


def pack_study(study: Study) -> bytes:
    """Freeze a study for storage."""
    return zlib.compress(json.dumps(asdict(study), ensure_ascii=False).encode())


def unpack_study(frozen: bytes) -> Study:
    """Read a frozen study."""
    content = json.loads(zlib.decompress(frozen))
    held = content.pop("held")
    return Study(**content, held=held and {key: (place, tuple(shifts)) for key, (place, shifts) in held.items()})


def solve_study(instance: Instance, study: Study, **limits: Unpack[Limits]) -> tuple[Plan, Study]:
    """Solve a round with its conditions: the plan within the budget and above the floor, and the finished study."""
    candidates = find_candidates(instance)
    problem = assemble(instance, candidates)
    floored = _with_floor(problem, study, limits)
    found: dict[str, Any] = {}
    if floored is not None:
        found["floor"] = _floor_figures(instance, candidates, floored)
    if study.held is None:
        if floored is None:
            raise ValueError("a study of nothing")
        return floored.kept, replace(study, found=found)
    rows = () if study.floor_share is None else (floor_of(problem, study.districts or {}, study.floor_share),)
    budgets = sorted({*BUDGETS, study.change_budget}, key=lambda budget: 2.0 if budget is None else budget)
    stays = _stays(instance, candidates, study.held)
    curve = reoptimise(problem, stays, budgets=budgets, conditions=rows, **limits)
    found["curve"] = _curve_figures(instance, candidates, curve)
    taken = next(point for point in curve.points if point.budget == study.change_budget)
    plans = [point.plan.to_json().decode() for point in curve.points]
    return taken.plan, replace(study, found=found, plans=plans)


def _with_floor(problem: Problem, study: Study, limits: Limits) -> Floored | None:
    if study.floor_share is None or study.districts is None:
        return None
    part = 1.0 if study.held is None else FLOOR_SHARE_OF_TIME
    own: Limits = {**limits, "time_limit_seconds": part * limits.get("time_limit_seconds", DEFAULT_SECONDS)}
    return solve_with_floor(problem, study.districts, study.floor_share, **own)


def _stays(instance: Instance, candidates: CandidateSet, held: Mapping[str, Held]) -> Mask:
    """Mark the options that leave somebody where they were proposed: same vacancy, same half days where offered."""
    patterns = [tuple(hours.shift for hours in pattern) for pattern in candidates.patterns]
    marks = np.zeros(len(candidates.option_pair), dtype=bool)
    for applicant_id, (opening_id, shifts) in held.items():
        index, place = instance.applicant_index.get(applicant_id), instance.opening_index.get(opening_id)
        if index is None or place is None:
            continue
        pairs = [pair for pair in candidates.pairs_of(index) if candidates.pair_opening[pair] == place]
        options = [option for pair in pairs for option in candidates.options_of(pair)]
        same = [option for option in options if patterns[candidates.option_pattern[option]] == shifts]
        marks[same or options] = True
    return marks


def _floor_figures(instance: Instance, candidates: CandidateSet, floored: Floored) -> dict[str, Any]:
    free, kept = (
        asdict(figures_of(instance, candidates, np.array(plan.chosen, dtype=np.int64)))
        for plan in (floored.free, floored.kept)
    )
    return {"share": floored.share, "holds": floored.holds, "gap": floored.gap, "free": free, "kept": kept}


def _curve_figures(instance: Instance, candidates: CandidateSet, curve: Curve) -> dict[str, Any]:
    points = [
        {
            "budget": point.budget,
            "moved": point.moved,
            "gap": point.gap,
            "objective": dict(point.plan.objective),
            **asdict(figures_of(instance, candidates, np.array(point.plan.chosen, dtype=np.int64))),
        }
        for point in curve.points
    ]
    return {"before": curve.before, "points": points}


def _districts(instance: Instance) -> dict[str, str]:
    keys = [int(applicant.id) for applicant in instance.applicants]
    statement = select(Sentence.id, Person.ubigeo).join(Sentence.person).where(Sentence.id.in_(keys))
    with reading() as session:
        return {str(key): ubigeo for key, ubigeo in session.execute(statement)}


def _held(round_id: int) -> dict[str, Held]:
    """Where a round proposed each sentence."""
    columns = (Proposal.sentence_id, Proposal.vacancy_id, Proposal.attendances)
    statement = select(*columns).where(Proposal.round_id == round_id, Proposal.vacancy_id.is_not(None))
    with reading() as session:
        rows = session.execute(statement).all()
    return {str(key): (str(vacancy), tuple(hours[0] for hours in attendances)) for key, vacancy, attendances in rows}
