"""Proposals of a round: listed, opened and explained."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from registry.errors import NotFound, WrongState
from registry.extensions.database import reading
from registry.models import Account, BeneficiaryUnit, Instruction, Person, Proposal, Round, Sentence, Vacancy
from registry.services import audit, planning
from registry.services.accounts.policy import Act, within
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.people.directory import answers_to
from registry.services.placements import leaving
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.rounds import ProposalState

ORDERS = {
    "person": (Person.search_text, Proposal.id),
    "score": (Proposal.score.desc().nulls_last(), Proposal.id),
    "distance": (Proposal.distance_km.nulls_last(), Proposal.id),
    "urgency": (Sentence.prescribes_on.nulls_last(), Sentence.received_on, Proposal.id),
}


@dataclass(frozen=True)
class ProposalFilter:
    """Which proposals of a round to list, and in which order."""

    states: tuple[ProposalState, ...] = ()
    #: Code of the cause of having no place, as it is shown.
    cause: str = ""
    search: str = ""
    order: str = "person"


@dataclass(frozen=True)
class ExplainedProposal:
    """A proposal with its explanation, and the vacancies that the explanation names, by id."""

    proposal: Proposal
    #: None where an earlier version of the matcher computed the round: then only figures and decisions remain.
    explained: planning.Explained | None
    vacancies: Mapping[int, Vacancy]
    instructions: Sequence[Instruction]


def list_proposals(
    round_id: int, wanted: ProposalFilter, *, officer: Account, page: int = 1, per_page: int = PER_PAGE
) -> Page[Proposal]:
    """A round's proposals with person and place."""
    with reading() as session:
        statement = _with_place(officer).where(Proposal.round_id == round_id, *_conditions(wanted))
        return cut(session, statement.order_by(*ORDERS.get(wanted.order, ORDERS["person"])), page, per_page)


def list_ids(round_id: int, wanted: ProposalFilter, *, officer: Account) -> Sequence[int]:
    """The keys of all of a round's proposals that a filter leaves, whatever their page."""
    with reading() as session:
        own = select(Proposal.id).join(Proposal.round).join(Proposal.sentence).join(Sentence.person)
        own = own.where(within(officer, Act.READ_ROUNDS, office=Round.office_id), Proposal.round_id == round_id)
        return session.scalars(own.where(*_conditions(wanted)).order_by(Proposal.id)).all()


def count_by_state(round_id: int, *, officer: Account) -> dict[ProposalState, int]:
    """How many proposals of a round stand in each state."""
    with reading() as session:
        statement = (
            select(Proposal.state, func.count())
            .join(Proposal.round)
            .where(Proposal.round_id == round_id, within(officer, Act.READ_ROUNDS, office=Round.office_id))
            .group_by(Proposal.state)
        )
        return dict(session.execute(statement).all())


def get_proposal(proposal_id: int, *, officer: Account) -> Proposal:
    """The proposal with its round, person, place and decisions.

    Raises:
        NotFound: The office has no such proposal.
    """
    with reading() as session:
        found = session.scalars(_with_place(officer).where(Proposal.id == proposal_id)).first()
        if found is None:
            raise NotFound(proposal=proposal_id)
        return found


def explain(proposal_id: int, *, officer: Account, top: int = 5) -> ExplainedProposal:
    """Explain a proposal as of its round; the look at the person's file is noted.

    Raises:
        NotFound: The office has no such proposal.
    """
    proposal = get_proposal(proposal_id, officer=officer)
    explained = _explained(proposal, top)
    with reading() as session:
        vacancies = load_vacancies(_named(explained)) if explained else {}
        standing = Instruction.sentence_id == proposal.sentence_id, Instruction.lifted_at.is_(None)
        instructions = session.scalars(select(Instruction).where(*standing)).all()
    audit.record(AuditAction.VIEWED, "proposal", proposal.id)
    return ExplainedProposal(proposal, explained, vacancies, instructions)


def why_not(proposal_id: int, vacancy_id: int, *, officer: Account) -> planning.WhyNotHere:
    """Say why a proposal's person is not at one vacancy of its round.

    Raises:
        NotFound: The office has no such proposal, or the vacancy was not part of the round.
        WrongState: An earlier version of the matcher computed the round.
    """
    proposal = get_proposal(proposal_id, officer=officer)
    return planning.why_not(proposal.round.public_id, proposal.sentence_id, vacancy_id)


def places_today(proposal_id: int, *, officer: Account, on: date) -> list[planning.Place]:
    """The places that a proposal's person could have now, best first.

    Raises:
        NotFound: The office has no such proposal.
    """
    proposal = get_proposal(proposal_id, officer=officer)
    return planning.options_today(proposal.sentence_id, terms_of(proposal.round, on), moving=moving_of(proposal))


def moving_of(proposal: Proposal) -> tuple[int, ...]:
    """The proposal's sentence where it holds a place that the round was to find another one for."""
    with reading() as session:
        earlier = leaving.held_before(session, proposal.sentence_id, proposal.round.created_at)
    return (proposal.sentence_id,) if earlier else ()


def terms_of(round_: Round, on: date) -> planning.Terms:
    """The round's own terms, judged at another day."""
    return planning.Terms(round_.office_id, on, round_.preset, round_.travel_limit_km, round_.seed)


def load_vacancies(ids: Iterable[int]) -> dict[int, Vacancy]:
    """Vacancies with their units, by id."""
    with reading() as session:
        statement = select(Vacancy).where(Vacancy.id.in_(set(ids))).options(joinedload(Vacancy.unit))
        return {vacancy.id: vacancy for vacancy in session.scalars(statement)}


def _explained(proposal: Proposal, top: int) -> planning.Explained | None:
    with suppress(WrongState):
        return planning.explain(proposal.round.public_id, proposal.sentence_id, top=top)
    return None


def _named(explained: planning.Explained) -> list[int]:
    places = [other.place.vacancy_id for other in explained.others]
    nearest = [remedy.vacancy_id for remedy in explained.remedies]
    return [*places, *nearest, *(miss.vacancy_id for miss in explained.near_misses)]


def _with_place(officer: Account) -> Select[Proposal]:
    place = joinedload(Proposal.vacancy).joinedload(Vacancy.unit).joinedload(BeneficiaryUnit.institution)
    return (
        select(Proposal)
        .join(Proposal.round)
        .join(Proposal.sentence)
        .join(Sentence.person)
        .where(within(officer, Act.READ_ROUNDS, office=Round.office_id))
        .options(
            joinedload(Proposal.round),
            joinedload(Proposal.sentence).options(joinedload(Sentence.person), selectinload(Sentence.orders)),
            place,
            selectinload(Proposal.decisions),
        )
    )


def _conditions(wanted: ProposalFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.states:
        conditions.append(Proposal.state.in_(wanted.states))
    if wanted.cause:
        conditions.append(Proposal.cause == wanted.cause)
    conditions += [answers_to(word) for word in wanted.search.split()]
    return conditions
