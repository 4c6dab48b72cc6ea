"""What proves a round's plan, and the files with which anybody recomputes it without us."""

import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from matching import PlanError
from matching.assembly import assemble
from matching.candidates import find_candidates
from matching.plan import Plan
from registry.services.planning.running import reading_back, unpack, unpack_plan


@dataclass(frozen=True)
class Proof:
    """The claims of a plan: by stage what it reaches and the most it could, and the bound that its prices give."""

    problem_sha256: str
    status: str
    proof: str
    gap: float
    objective: Mapping[str, float]
    bound: Mapping[str, float]
    prices_bound: float
    stage_weights: tuple[float, ...]
    priced_places: int
    solver: str
    solver_version: str
    seconds: float
    seed: int
    weights: Mapping[str, float]
    weekly_hours: float
    travel_limit_km: float | None
    on: date
    applicants: int
    openings: int


def read_proof(frozen_instance: bytes, frozen_plan: bytes) -> Proof:
    """Tell what a solved round claims, and under which terms.

    Raises:
        WrongState: An earlier version of the matcher computed the round (`round_by_earlier_version`).
    """
    with reading_back():
        instance, plan = unpack(frozen_instance), unpack_plan(frozen_plan)
    return Proof(
        **_claims(plan),
        seed=instance.seed,
        weights=asdict(instance.weights),
        weekly_hours=instance.norms.weekly_hours,
        travel_limit_km=instance.norms.travel_limit_km,
        on=instance.date,
        applicants=len(instance.applicants),
        openings=len(instance.openings),
    )


def problem_file(frozen_instance: bytes, frozen_plan: bytes) -> bytes:
    """The `placement-problem/1` document that was solved; keys and numbers only.

    Raises:
        WrongState: As in `read_proof`: these rules would give another problem than the plan solves.
    """
    with reading_back():
        instance, plan = unpack(frozen_instance), unpack_plan(frozen_plan)
        problem = assemble(instance, find_candidates(instance))
        if problem.sha256 != plan.problem_sha256:
            raise PlanError("problem_sha256", "belongs to another problem")
    return problem.to_json()


def plan_file(frozen_plan: bytes) -> bytes:
    """The `placement-plan/1` document as the engine wrote it."""
    return zlib.decompress(frozen_plan)


def _claims(plan: Plan) -> dict[str, Any]:
    return {
        "problem_sha256": plan.problem_sha256,
        "status": plan.status,
        "proof": plan.proof,
        "gap": plan.gap,
        "objective": dict(plan.objective),
        "bound": dict(plan.bound),
        "prices_bound": plan.prices.bound,
        "stage_weights": plan.prices.stage_weights,
        "priced_places": sum(price > 0 for price in plan.prices.resources),
        "solver": plan.solver.name,
        "solver_version": plan.solver.version,
        "seconds": plan.solver.seconds,
    }
