"""Why here, why not there, why nowhere; and what one person could have today."""

from collections.abc import Collection
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from matching import Attendance, Explainer, Held, Instance, Market, Refusal, Tariff
from registry.errors import NotFound
from registry.extensions.database import reading
from registry.models import Proposal, Round
from registry.services.planning.answers import Explained, WhyNotHere, explained_of, other_of, told_refusals
from registry.services.planning.freezing import Terms, freeze
from registry.services.planning.places import Place, place_of
from registry.services.planning.running import reading_back, unpack, unpack_plan

EVERY_PLACE = 100_000


def explain(public_id: str, sentence_id: int, *, top: int = 5) -> Explained:
    """Explain one sentence of a published round from its frozen input, its prices and who holds what.

    Raises:
        NotFound: The round has no plan.
        WrongState: An earlier version of the matcher computed the round (`round_by_earlier_version`).
    """
    explainer = _explainer(public_id)
    with reading_back():
        return explained_of(explainer.instance, explainer.explain(str(sentence_id), top=top))


def why_not(public_id: str, sentence_id: int, vacancy_id: int) -> WhyNotHere:
    """Explain one pair of a published round.

    Raises:
        NotFound: The vacancy was not part of the round, or the round has no plan.
        WrongState: As in `explain`.
    """
    explainer = _explainer(public_id)
    if str(vacancy_id) not in explainer.instance.opening_index:
        raise NotFound("vacancy_not_in_round", vacancy_id=vacancy_id)
    answer = explainer.why_not(str(sentence_id), str(vacancy_id))
    other = other_of(explainer.instance, answer.alternative) if answer.alternative else None
    return WhyNotHere(vacancy_id, told_refusals(answer.refusals), other)


def options_today(sentence_id: int, terms: Terms, *, moving: Collection[int] = ()) -> list[Place]:
    """The places that a waiting sentence, or one *moving*, could have now, best first: free ones only, by all rules."""
    instance = freeze(terms, only_sentence_id=sentence_id, moving=moving)
    if not instance.applicants:
        return []
    answer = Explainer(Market.untouched(instance)).explain(str(sentence_id), top=EVERY_PLACE)
    return [place_of(instance, alternative.choice) for alternative in answer.alternatives]


def refusals_today(
    sentence_id: int, vacancy_id: int, terms: Terms, *, moving: Collection[int] = ()
) -> tuple[Refusal, ...]:
    """The rules that keep a sentence from one vacancy now; none when the vacancy is not open at all."""
    instance = freeze(terms, only_sentence_id=sentence_id, moving=moving)
    if not instance.applicants or str(vacancy_id) not in instance.opening_index:
        return ()
    return Explainer(Market.untouched(instance)).why_not(str(sentence_id), str(vacancy_id)).refusals


def market_of(public_id: str) -> Market:
    """The places of a published round: who holds them, and at which price.

    Raises:
        NotFound: The round has no plan, or none published.
        WrongState: As in `explain`.
    """
    return _explainer(public_id).market


@lru_cache(maxsize=4)
def _explainer(public_id: str) -> Explainer:
    """Kept for the next question; a public id names one round for ever, whatever the database."""
    with reading() as session:
        frozen = undefer(Round.frozen_instance), undefer(Round.frozen_plan)
        found = session.scalars(select(Round).where(Round.public_id == public_id).options(*frozen)).first()
        held = _held(session, found.id) if found else []
    if found is None or found.summary is None or found.frozen_instance is None or found.frozen_plan is None:
        raise NotFound("round_without_plan", round=public_id)
    with reading_back():
        instance, plan = unpack(found.frozen_instance), unpack_plan(found.frozen_plan)
        return Explainer(Market(instance, Tariff.of_plan(instance, plan.prices), _holdings(instance, held)))


HeldRow = tuple[int, int, list[list[int]], float]


def _held(session: Session, round_id: int) -> list[HeldRow]:
    """What the round proposes; a proposal keeps its place whatever is decided on it."""
    columns = (Proposal.sentence_id, Proposal.vacancy_id, Proposal.attendances, Proposal.score)
    rows = session.execute(select(*columns).where(Proposal.round_id == round_id, Proposal.vacancy_id.is_not(None)))
    return [(sentence, vacancy or 0, attendances, score or 0.0) for sentence, vacancy, attendances, score in rows]


def _holdings(instance: Instance, rows: list[HeldRow]) -> dict[int, Held]:
    applicants, openings = instance.applicant_index, instance.opening_index
    return {
        applicants[str(sentence)]: Held(openings[str(vacancy)], tuple(Attendance(*part) for part in attendances), score)
        for sentence, vacancy, attendances, score in rows
    }
