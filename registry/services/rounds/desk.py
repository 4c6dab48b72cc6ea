"""What needs an office today, in the order of its consequences: liberty, terms, people waiting, units."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from registry.extensions.database import reading
from registry.models import Account, BeneficiaryUnit, Placement, Proposal, Registration, Round, Sentence
from registry.models.institutions.registration import NOTICE
from registry.models.placements.placement import HOLDS_PLACES
from registry.models.rounds.proposal import UNDECIDED
from registry.norms import value_at
from registry.reference.holidays import add_business_days
from registry.services.accounts.policy import Act, require
from registry.services.people.standing import has_status
from registry.services.rounds.rounds import SOLVED
from registry.vocabulary.institutions import InstitutionRole, RegistrationState
from registry.vocabulary.people import SentenceStatus
from registry.vocabulary.placements import PlacementState
from registry.vocabulary.rounds import ProposalState

#: A penalty without placement that prescribes within so many days comes first.
PRESCRIBING_DAYS = 60
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Tally:
    """How many things need somebody, and the first of their days."""

    count: int = 0
    first: date | None = None


@dataclass(frozen=True)
class Desk:
    """An office's day; the proposals are those of its last round with a result, but for people placed otherwise."""

    prescribing: Tally
    overdue: Tally
    waiting: int
    to_notify: Tally
    expiring: Tally
    latest_round: Round | None
    reviewed_round: Round | None
    proposals: Mapping[ProposalState, int]

    @property
    def to_review(self) -> int:
        """Proposals that nobody has looked at."""
        return self.proposals.get(ProposalState.TO_REVIEW, 0)

    @property
    def staged(self) -> int:
        """Proposals that wait for a signature."""
        return self.proposals.get(ProposalState.STAGED, 0)

    @property
    def unplaced(self) -> int:
        """People whom the last result leaves without a place, and about whom nobody has decided."""
        return self.proposals.get(ProposalState.UNPLACED, 0)


def read_desk(*, officer: Account, on: date) -> Desk:
    """Tell the office's day; the number of queries does not grow with what there is to do.

    Raises:
        NotAllowed: The role does not decide on the office's people.
    """
    require(officer, Act.DECIDE_PLACEMENTS)
    waiting = Sentence.office_id == officer.office_id, has_status(SentenceStatus.WAITING, on)
    pressing = Sentence.prescribes_on <= on + timedelta(days=PRESCRIBING_DAYS)
    late = Sentence.received_on <= last_day_overdue(on)
    with reading() as session:
        latest, reviewed = _rounds(session, officer)
        return Desk(
            prescribing=_tally(session, Sentence.prescribes_on, *waiting, pressing),
            overdue=_tally(session, Sentence.received_on, *waiting, late),
            waiting=_tally(session, Sentence.received_on, *waiting, Sentence.received_on <= on).count,
            to_notify=_to_notify(session, officer),
            expiring=_expiring(session, officer, on),
            latest_round=latest,
            reviewed_round=reviewed,
            proposals=_proposals(session, reviewed),
        )


def last_day_overdue(on: date) -> date:
    """The last day of receipt whose term to call the person (art. 255 RCEP) has passed."""
    term, day = value_at("interview_term", on), on
    while add_business_days(day, term) >= on:
        day -= ONE_DAY
    return day


def _tally(session: Session, day: InstrumentedAttribute[Any], *wanted: ColumnElement[bool]) -> Tally:
    count, first = session.execute(select(func.count(), func.min(day)).select_from(Sentence).where(*wanted)).one()
    return Tally(count, first)


def _to_notify(session: Session, officer: Account) -> Tally:
    statement = (
        select(func.count(), func.min(Placement.starts_on))
        .join(Placement.sentence)
        .where(Sentence.office_id == officer.office_id, Placement.state == PlacementState.CONFIRMED)
    )
    return Tally(*session.execute(statement).one())


def _expiring(session: Session, officer: Account, on: date) -> Tally:
    """Registrations of institutions with open units here that end soon, or ended without being renewed."""
    receives_here = select(BeneficiaryUnit.id).where(
        BeneficiaryUnit.institution_id == Registration.institution_id,
        BeneficiaryUnit.office_id == officer.office_id,
        BeneficiaryUnit.is_open,
    )
    statement = select(func.count(), func.min(Registration.valid_to)).where(
        Registration.role == InstitutionRole.BENEFICIARY_UNIT,
        Registration.state == RegistrationState.CURRENT,
        Registration.valid_to < on + NOTICE,
        receives_here.exists(),
    )
    return Tally(*session.execute(statement).one())


def _rounds(session: Session, officer: Account) -> tuple[Round | None, Round | None]:
    """The office's newest round, and its newest with a result."""
    own = select(Round).where(Round.office_id == officer.office_id).order_by(Round.id.desc()).limit(1)
    return session.scalars(own).first(), session.scalars(own.where(SOLVED)).first()


def _proposals(session: Session, round_: Round | None) -> Mapping[ProposalState, int]:
    """How many stand in each state; who got a place in another round asks for nothing any more."""
    if round_ is None:
        return {}
    placement = select(Placement.id).where(
        Placement.sentence_id == Proposal.sentence_id, Placement.state.in_(HOLDS_PLACES)
    )
    settled = Proposal.state.not_in(UNDECIDED) | ~placement.exists()
    counted = select(Proposal.state, func.count()).where(Proposal.round_id == round_.id, settled)
    return dict(session.execute(counted.group_by(Proposal.state)).all())
