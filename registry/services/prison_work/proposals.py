"""Proposals of a prison's round: listed, opened and explained."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from registry.errors import NotFound, WrongState
from registry.extensions.database import reading
from registry.models import Account, Inmate, WorkDecision, WorkInstruction, WorkProposal, WorkRound, WorkVacancy
from registry.services import audit
from registry.services.accounts.policy import Act, within
from registry.services.paging import PER_PAGE, Page, cut
from registry.services.planning.prison_work import Refusal, WorkExplanation, explain_work, why_not_work
from registry.services.prison_work.rounds import read_frozen
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.rounds import ProposalState


@dataclass(frozen=True)
class ExplainedWork:
    """A proposal with its explanation, the vacancies that this names, what was decided and what stands ordered."""

    proposal: WorkProposal
    #: None where an earlier version of the matcher computed the round.
    explained: WorkExplanation | None
    vacancies: Mapping[int, WorkVacancy]
    decisions: Sequence[WorkDecision]
    instructions: Sequence[WorkInstruction]


def list_proposals(
    public_id: str, states: Collection[ProposalState] = (), *, officer: Account, page: int = 1, per_page: int = PER_PAGE
) -> Page[WorkProposal]:
    """A round's proposals with person and post, by name."""
    own = _whole(officer).where(WorkRound.public_id == public_id)
    wanted = own.where(WorkProposal.state.in_(states)) if states else own
    with reading() as session:
        return cut(session, wanted.order_by(Inmate.search_text, WorkProposal.id), page, per_page)


def count_by_state(round_id: int, *, officer: Account) -> dict[ProposalState, int]:
    """How many proposals of a round stand in each state."""
    own = within(officer, Act.READ_ASSIGNMENTS, prison=WorkRound.prison), WorkProposal.round_id == round_id
    counted = select(WorkProposal.state, func.count()).join(WorkProposal.round).where(*own)
    with reading() as session:
        return dict(session.execute(counted.group_by(WorkProposal.state)).all())


def get_proposal(proposal_id: int, *, officer: Account) -> WorkProposal:
    """The proposal with its round, person and post.

    Raises:
        NotFound: There is none with this key within reach.
    """
    with reading() as session:
        found = session.scalars(_whole(officer).where(WorkProposal.id == proposal_id)).first()
    if found is None:
        raise NotFound(proposal=proposal_id)
    return found


def explain(proposal_id: int, *, officer: Account, top: int = 5) -> ExplainedWork:
    """Explain a proposal as of its round; the look is noted.

    Raises:
        NotFound: There is none with this key within reach.
    """
    proposal = get_proposal(proposal_id, officer=officer)
    explained = None
    with suppress(WrongState):
        frozen = read_frozen(proposal.round.public_id, officer=officer)
        explained = explain_work(*frozen, proposal.inmate_id, top=top)
    standing = WorkInstruction.inmate_id == proposal.inmate_id, WorkInstruction.lifted_at.is_(None)
    with reading() as session:
        instructions = session.scalars(select(WorkInstruction).where(*standing).order_by(WorkInstruction.id)).all()
    named = [*_named(explained), *(one.vacancy_id for one in instructions)]
    audit.record(AuditAction.VIEWED, "work_proposal", proposal.id)
    decisions = list_decisions(proposal_id, officer=officer)
    return ExplainedWork(proposal, explained, load_vacancies(named), decisions, instructions)


def why_not(proposal_id: int, vacancy_id: int, *, officer: Account) -> tuple[Refusal, ...]:
    """The rules that kept a proposal's person from one vacancy of its round; none where they fitted.

    Raises:
        NotFound: There is no such proposal within reach, or the vacancy was not part of the round.
        WrongState: An earlier version of the matcher computed the round.
    """
    proposal = get_proposal(proposal_id, officer=officer)
    frozen = read_frozen(proposal.round.public_id, officer=officer)
    try:
        return why_not_work(*frozen, proposal.inmate_id, vacancy_id)
    except KeyError as error:
        raise NotFound("vacancy_not_in_round", vacancy_id=vacancy_id) from error


def list_decisions(proposal_id: int, *, officer: Account) -> Sequence[WorkDecision]:
    """What was decided on a proposal, in its order."""
    get_proposal(proposal_id, officer=officer)
    with reading() as session:
        wanted = select(WorkDecision).where(WorkDecision.proposal_id == proposal_id)
        return session.scalars(wanted.order_by(WorkDecision.id)).all()


def load_vacancies(ids: Iterable[int]) -> dict[int, WorkVacancy]:
    """Vacancies with their activities, by key."""
    wanted = select(WorkVacancy).where(WorkVacancy.id.in_(set(ids))).options(joinedload(WorkVacancy.activity))
    with reading() as session:
        return {vacancy.id: vacancy for vacancy in session.scalars(wanted)}


def _named(explained: WorkExplanation | None) -> list[int]:
    if explained is None:
        return []
    others = [one.choice.vacancy_id for one in explained.alternatives]
    return [int(key) for key in (*others, *(miss.vacancy_id for miss in explained.misses))]


def _whole(officer: Account) -> Select[WorkProposal]:
    return (
        select(WorkProposal)
        .join(WorkProposal.round)
        .join(WorkProposal.inmate)
        .where(within(officer, Act.READ_ASSIGNMENTS, prison=WorkRound.prison))
        .options(
            joinedload(WorkProposal.round),
            joinedload(WorkProposal.inmate),
            joinedload(WorkProposal.vacancy).joinedload(WorkVacancy.activity),
        )
    )
