"""Proposals that are likely to end later than the penalty prescribes: a warning, never a refusal."""

from sqlalchemy import func, select

from registry.extensions.database import reading
from registry.models import Account, Proposal, Round, Sentence
from registry.models.rounds.proposal import UNDECIDED
from registry.services.accounts.policy import Act, within


def count_tight(round_id: int, *, officer: Account) -> int:
    """Count the undecided proposals of a round that may not be served in time, absences and holidays expected."""
    statement = (
        select(func.count())
        .select_from(Proposal)
        .join(Proposal.round)
        .join(Proposal.sentence)
        .where(
            Proposal.round_id == round_id,
            within(officer, Act.READ_ROUNDS, office=Round.office_id),
            Proposal.state.in_(UNDECIDED),
            Proposal.expected_end >= Sentence.prescribes_on,
        )
    )
    with reading() as session:
        return session.scalar(statement) or 0
