"""Why here, why not there, why nowhere; and what one person could have today."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import undefer

from matching import Alternative, Explainer, Explanation, Refusal, Remedy, propose
from registry.errors import NotFound
from registry.extensions.database import reading
from registry.models import Round
from registry.services.planning.freezing import Terms, freeze
from registry.services.planning.places import Place, place_of
from registry.services.planning.running import reading_back, unpack, unpack_plan

TODAY_SECONDS = 10
EVERY_PLACE = 100_000


@dataclass(frozen=True)
class OtherPlace:
    """An admissible place that was not given: how it compares, and who or what stands in the way.

    `status` is a code of `matching.explanation.answers`; `lost_persons` and `lost_points` are what others would lose.
    """

    place: Place
    difference: float | None
    status: str
    lost_persons: float
    lost_points: float
    people_ahead: int


@dataclass(frozen=True)
class NearMiss:
    """A vacancy that the rules refuse, with every refusal (rule, value, requirement, smallest change)."""

    vacancy_id: int
    distance_km: float
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True)
class Explained:
    """A sentence's outcome: its place or the cause of having none, what comes next, and what would change it."""

    place: Place | None
    cause: str | None
    others: tuple[OtherPlace, ...]
    refused: Mapping[str, int]
    near_misses: tuple[NearMiss, ...]
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True)
class WhyNotHere:
    """One vacancy that was asked for: the rules against it, or how it stands among the admissible."""

    vacancy_id: int
    refusals: tuple[Refusal, ...]
    other: OtherPlace | None


def explain(public_id: str, sentence_id: int, *, top: int = 5) -> Explained:
    """Explain one sentence of a solved round from its frozen input and plan alone.

    Raises:
        NotFound: The round has no plan.
        WrongState: An earlier version of the matcher computed the round (`round_by_earlier_version`).
    """
    explainer = _explainer(public_id)
    return _told(explainer, explainer.explain(str(sentence_id), top=top))


def why_not(public_id: str, sentence_id: int, vacancy_id: int) -> WhyNotHere:
    """Explain one pair of a solved round.

    Raises:
        NotFound: The vacancy was not part of the round, or the round has no plan.
        WrongState: As in `explain`.
    """
    explainer = _explainer(public_id)
    if str(vacancy_id) not in explainer.instance.opening_index:
        raise NotFound("vacancy_not_in_round", vacancy_id=vacancy_id)
    answer = explainer.why_not(str(sentence_id), str(vacancy_id))
    other = _other(explainer, answer.alternative) if answer.alternative else None
    return WhyNotHere(vacancy_id, answer.refusals, other)


def options_today(sentence_id: int, terms: Terms) -> list[Place]:
    """The places that a waiting sentence could have now, best first: free ones only, all rules kept."""
    instance = freeze(terms, only_sentence_id=sentence_id)
    if not instance.applicants:
        return []
    plan = propose(instance, time_limit_seconds=TODAY_SECONDS).plan
    answer = Explainer(instance, plan).explain(str(sentence_id), top=EVERY_PLACE)
    choices = [answer.chosen] if answer.chosen else []
    choices += [alternative.choice for alternative in answer.alternatives]
    return [place_of(instance, choice) for choice in choices]


def refusals_today(sentence_id: int, vacancy_id: int, terms: Terms) -> tuple[Refusal, ...]:
    """The rules that keep a waiting sentence from one vacancy now; none when the vacancy is not open at all."""
    instance = freeze(terms, only_sentence_id=sentence_id)
    if not instance.applicants or str(vacancy_id) not in instance.opening_index:
        return ()
    plan = propose(instance, time_limit_seconds=TODAY_SECONDS).plan
    return Explainer(instance, plan).why_not(str(sentence_id), str(vacancy_id)).refusals


@lru_cache(maxsize=4)
def _explainer(public_id: str) -> Explainer:
    """Kept for the next question; a public id names one round for ever, whatever the database."""
    with reading() as session:
        frozen = undefer(Round.frozen_instance), undefer(Round.frozen_plan)
        found = session.scalars(select(Round).where(Round.public_id == public_id).options(*frozen)).first()
    if found is None or found.frozen_instance is None or found.frozen_plan is None:
        raise NotFound("round_without_plan", round=public_id)
    with reading_back():
        return Explainer(unpack(found.frozen_instance), unpack_plan(found.frozen_plan))


def _told(explainer: Explainer, answer: Explanation) -> Explained:
    return Explained(
        place=place_of(explainer.instance, answer.chosen) if answer.chosen else None,
        cause=answer.cause,
        others=tuple(_other(explainer, alternative) for alternative in answer.alternatives),
        refused=answer.refused,
        near_misses=tuple(NearMiss(int(miss.opening_id), miss.km, miss.refusals) for miss in answer.nearest_misses),
        remedies=answer.remedies,
    )


def _other(explainer: Explainer, alternative: Alternative) -> OtherPlace:
    return OtherPlace(
        place=place_of(explainer.instance, alternative.choice),
        difference=alternative.difference,
        status=alternative.status,
        lost_persons=alternative.price.persons,
        lost_points=alternative.price.points,
        people_ahead=alternative.people_ahead,
    )
