"""The alternatives that a round studied: how many move for how much, and taking another one than was asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import compress

from sqlalchemy import select
from sqlalchemy.orm import undefer

from registry.errors import NotFound, WrongState
from registry.extensions.database import reading, transaction
from registry.models import Account, Decision, Proposal, Round
from registry.services import planning
from registry.services.accounts.policy import Act, require
from registry.services.rounds.computing import publish
from registry.services.rounds.rounds import RoundDetails, get_round, open_round
from registry.vocabulary.rounds import RoundState

WHOLE = undefer(Round.frozen_instance), undefer(Round.frozen_study)


@dataclass(frozen=True)
class Alternative:
    """One point of a round's curve: so many of *before* earlier proposals change; `is_taken` is the one proposed."""

    budget: float | None
    moved: int
    before: int
    persons: int
    placed: int
    median_km: float | None
    mean_score: float | None
    gap: float
    is_taken: bool


def alternatives_of(round_: Round) -> Sequence[Alternative]:
    """The points of a round's curve, from nobody who moves to as many as pays; none where it went on from nothing."""
    curve = (round_.summary or {}).get("curve", {"before": 0, "points": ()})
    return [
        Alternative(
            **{
                name: point[name] for name in ("budget", "moved", "persons", "placed", "median_km", "mean_score", "gap")
            },
            before=curve["before"],
            is_taken=point["budget"] == round_.change_budget,
        )
        for point in curve["points"]
    ]


def take(public_id: str, rank: int, *, officer: Account) -> Round:
    """Propose another alternative of a round, as a round of its own over the same frozen people and vacancies.

    What was computed stays as it was: each round keeps one plan for ever.

    Raises:
        NotAllowed: The role does not include rounds.
        NotFound: The office has no such round, or it studied no such alternative.
        WrongState: Somebody decided on its proposals already, or the office has a round under way.
    """
    require(officer, Act.RUN_ROUNDS)
    with transaction() as session:
        source = _read(public_id, officer)
        study = planning.unpack_study(source.frozen_study) if source.frozen_study else None
        if study is None or not 0 <= rank < len(study.plans):
            raise NotFound("point_unknown", round=public_id)
        if session.scalars(select(Decision.id).join(Proposal).where(Proposal.round_id == source.id).limit(1)).first():
            raise WrongState("round_decided")
        taken = open_round(_terms(source), officer=officer)
        taken.based_on_id = source.based_on_id
        taken.change_budget = alternatives_of(source)[rank].budget
        taken.started_at, taken.state = source.started_at, RoundState.RUNNING
        taken.frozen_instance, taken.frozen_study = source.frozen_instance, source.frozen_study
        taken.frozen_plan = compress(study.plans[rank].encode())
        session.flush()
        publish(taken.public_id)
        return taken


def _read(public_id: str, officer: Account) -> Round:
    key = get_round(public_id, officer=officer).id
    with reading() as session:
        return session.get_one(Round, key, options=WHOLE, populate_existing=True)


def _terms(source: Round) -> RoundDetails:
    return RoundDetails(
        reference_date=source.reference_date,
        preset=source.preset,
        travel_limit_km=source.travel_limit_km,
        time_limit_seconds=source.time_limit_seconds,
        seed=source.seed,
        floor_share=source.floor_share,
    )
