"""A prison's round through the engine: frozen, solved, verified, read and explained."""

import json
import math
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from matching import Progress
from matching import Refusal as Refusal
from matching.effort import Limits
from matching.plan import Plan
from matching.productive_work import (
    PrisonRound,
    Standing,
    WorkExplainer,
    WorkProposal,
    admit,
    assemble_work,
    prison_round_from_json,
    prison_round_to_json,
    propose_work,
    refusals_of,
    work_proposal_of,
)
from matching.productive_work import WorkExplanation as WorkExplanation
from matching.reoptimise import reoptimise
from matching.verification import verify
from registry.errors import WrongState
from registry.services.planning.prison_work_freezing import WorkTerms, freeze_work
from registry.services.planning.running import Report, reading_back, unpack_plan
from registry.vocabulary.work_reasons import RESERVED_CHANGES, RESERVED_RULES, shown_rule

#: The mark that a stored plan's gap is held to.
GAP = 0.005


@dataclass(frozen=True)
class KeptPosts:
    """Posts that an earlier round proposed, by worker, and the share of them that may change."""

    before: Mapping[str, str]
    budget: float | None


@dataclass(frozen=True)
class WorkProposed:
    """What is proposed for one inmate: a vacancy with its score, or none and the cause as it is shown."""

    inmate_id: int
    vacancy_id: int | None
    score: float | None = None
    cause: str = ""


@dataclass(frozen=True)
class WorkOutcome:
    """A round's result: a proposal an inmate, and the figures of the plan and its proof."""

    proposals: tuple[WorkProposed, ...]
    summary: Mapping[str, Any]


def pack_work(round_: PrisonRound, kept: KeptPosts | None = None) -> bytes:
    """Freeze a round for storage, with what it is to keep of an earlier one."""
    document = {"round": prison_round_to_json(round_).decode(), "kept": asdict(kept) if kept else None}
    return zlib.compress(json.dumps(document).encode())


def solve_work(
    frozen: bytes, *, time_limit_seconds: float, report: Report, should_stop: Callable[[], bool] = lambda: False
) -> bytes:
    """Solve a frozen round; touches no database but through the callbacks."""
    round_, kept = _unpack(frozen)

    def progress(glance: Progress) -> None:
        report({name: _finite(value) for name, value in asdict(glance).items()})

    limits: Limits = {"time_limit_seconds": time_limit_seconds, "progress": progress, "should_stop": should_stop}
    plan = _kept_plan(round_, kept, limits) if kept else propose_work(round_, **limits).plan
    return zlib.compress(plan.to_json())


def read_work(frozen: bytes, frozen_plan: bytes) -> WorkOutcome:
    """Tell the proposals and figures of a solved round, once its plan and proof passed the recheck.

    Raises:
        WrongState: The plan fails the recheck (`plan_not_verified`), or an earlier version of the matcher made it.
    """
    with reading_back():
        round_, kept = _unpack(frozen)
        plan = unpack_plan(frozen_plan)
        found = work_proposal_of(round_, plan)
    if verify(assemble_work(round_, admit(round_)).problem, plan):
        raise WrongState("plan_not_verified")
    given = tuple(
        WorkProposed(int(one.worker_id), int(one.choice.vacancy_id), one.choice.total) for one in found.assignments
    )
    without = tuple(WorkProposed(int(one.worker_id), None, cause=shown_rule(one.cause)) for one in found.unassigned)
    return WorkOutcome(given + without, _summary(round_, found, kept))


def explain_work(frozen: bytes, frozen_plan: bytes, inmate_id: int, *, top: int = 5) -> WorkExplanation:
    """Explain one inmate's outcome; misses that a reserved condition is part of are left out.

    Raises:
        WrongState: An earlier version of the matcher computed the round.
    """
    with reading_back():
        round_, _kept = _unpack(frozen)
        told = WorkExplainer(round_, unpack_plan(frozen_plan)).explain(str(inmate_id), top=top)
    refused: Counter[str] = Counter()
    for rule, count in told.refused.items():
        refused[shown_rule(rule)] += count
    misses = [miss for miss in told.misses if not any(one.rule in RESERVED_RULES for one in miss.refusals)]
    cause = shown_rule(told.cause) if told.cause else None
    return WorkExplanation(told.worker_id, told.chosen, cause, told.alternatives, dict(refused), tuple(misses))


def why_not_work(frozen: bytes, frozen_plan: bytes, inmate_id: int, vacancy_id: int) -> tuple[Refusal, ...]:
    """The rules of a round against one inmate at one vacancy, reserved ones alike; none where they fit.

    Raises:
        WrongState: An earlier version of the matcher computed the round.
    """
    with reading_back():
        round_, _kept = _unpack(frozen)
        answers = WorkExplainer(round_, unpack_plan(frozen_plan)).why_not(str(inmate_id), str(vacancy_id)).refusals
    return told_alike(answers)


def work_refusals_today(inmate_id: int, vacancy_id: int, terms: WorkTerms) -> tuple[Refusal, ...] | None:
    """The rules that keep an inmate from a vacancy now, reserved ones alike; None where the inmate is no candidate."""
    round_ = freeze_work(terms, only=[inmate_id])
    if str(inmate_id) not in round_.worker_index or str(vacancy_id) not in round_.post_index:
        return None
    return told_alike(refusals_of(round_, str(inmate_id)).get(str(vacancy_id), ()))


def work_options_today(inmate_id: int, terms: WorkTerms) -> list[int]:
    """The vacancies that an inmate could be assigned to now, in the person's own order."""
    round_ = freeze_work(terms, only=[inmate_id])
    if str(inmate_id) not in round_.worker_index:
        return []
    worker = round_.workers[round_.worker_index[str(inmate_id)]]
    refused = refusals_of(round_, worker.id)
    return [int(vacancy_id) for vacancy_id in worker.rank_of if not refused.get(vacancy_id)]


def work_problem_file(frozen: bytes) -> bytes:
    """The `placement-problem/1` document that was solved; keys and numbers only.

    Raises:
        WrongState: An earlier version of the matcher computed the round.
    """
    with reading_back():
        round_, _kept = _unpack(frozen)
        return assemble_work(round_, admit(round_)).problem.to_json()


def told_alike(refusals: tuple[Refusal, ...]) -> tuple[Refusal, ...]:
    """Refusals as they may be told: those that rest on reserved facts are one, without figures or change."""
    reserved = Refusal(RESERVED_RULES[0])
    told = (
        reserved if one.rule in RESERVED_RULES or (one.change and one.change.code in RESERVED_CHANGES) else one
        for one in refusals
    )
    return tuple(dict.fromkeys(told))


def _kept_plan(round_: PrisonRound, kept: KeptPosts, limits: Limits) -> Plan:
    admission = admit(round_)
    assembly = assemble_work(round_, admission)
    third: Limits = {**limits, "time_limit_seconds": limits["time_limit_seconds"] / 3}
    empty = propose_work(round_, **third).plan
    stays = Standing.reading(round_, admission, assembly, empty).stays(kept.before)
    if not stays.any():
        return empty
    rest: Limits = {**limits, "time_limit_seconds": limits["time_limit_seconds"] * 2 / 3, "seed": round_.seed}
    return reoptimise(assembly.problem, stays, budgets=(kept.budget,), **rest).points[0].plan


def _unpack(frozen: bytes) -> tuple[PrisonRound, KeptPosts | None]:
    document = json.loads(zlib.decompress(frozen))
    kept = KeptPosts(**document["kept"]) if document["kept"] else None
    return prison_round_from_json(document["round"]), kept


def _summary(round_: PrisonRound, found: WorkProposal, kept: KeptPosts | None) -> dict[str, Any]:
    plan, given = found.plan, {one.worker_id: one.choice.vacancy_id for one in found.assignments}
    before = kept.before if kept else {}
    return {
        "persons": len(round_.workers),
        "placed": len(given),
        "vacancies": len(round_.vacancies),
        "causes": dict(Counter(shown_rule(one.cause) for one in found.unassigned)),
        "crews": [asdict(crew) for crew in found.crews],
        "moved": sum(given.get(worker) != vacancy for worker, vacancy in before.items()) if kept else None,
        "status": plan.status,
        "gap": _finite(plan.gap),
        "proof": plan.proof,
        "objective": dict(plan.objective),
        "bound": {stage: _finite(bound) for stage, bound in plan.bound.items()},
        "solver": asdict(plan.solver),
        "problem_sha256": plan.problem_sha256,
        "weights": asdict(round_.weights),
    }


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
