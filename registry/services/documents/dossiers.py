"""All that the letters of a placement may tell, loaded at once; held, where something is to be issued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from registry.errors import NotFound
from registry.ledger.facts import Facts
from registry.models import (
    Account,
    BeneficiaryUnit,
    BreachAlert,
    Document,
    Placement,
    PlacementEvent,
    Proposal,
    Sentence,
    Vacancy,
)
from registry.services.accounts.policy import Act, within
from registry.services.attendance.facts import Heads, facts_of, heads_of
from registry.vocabulary.placements import DocumentState, EndReason, LetterKind, PlacementChange, PlacementState

#: Changes of which the unit and the person are told.
TOLD_CHANGES = (
    PlacementChange.SUSPENDED,
    PlacementChange.RESUMED,
    PlacementChange.RESCHEDULED,
    PlacementChange.MOVED,
    PlacementChange.RESTORED,
    PlacementChange.EXCLUDED,
    PlacementChange.COMPLETED,
    PlacementChange.REOPENED,
    PlacementChange.ENDED,
)
OVER = (PlacementState.COMPLETED, PlacementState.ENDED)


@dataclass(frozen=True)
class Dossier:
    """A placement with its sentence, its history and what the ledger holds of the sentence."""

    placement: Placement
    #: Every placement of the sentence that ever was told to anybody, this one last.
    places: Sequence[Placement]
    proposal: Proposal | None
    alerts: Mapping[str, BreachAlert]
    #: Documents of the placement that hold, by kind and period.
    in_force: Mapping[tuple[LetterKind, str], Document]
    facts: Facts
    heads: Heads

    @property
    def last_change(self) -> PlacementEvent | None:
        """The last change of which the unit and the person are told."""
        told = [event for event in self.placement.events if event.change in TOLD_CHANGES]
        return told[-1] if told else None

    @property
    def began_on(self) -> date:
        """First day on which somebody expected the person here."""
        own = (serving.starts_on for serving in self.facts.placements if serving.placement_id == self.placement.id)
        return min(own, default=self.placement.starts_on)

    @property
    def ended_on(self) -> date | None:
        """From which day the placement is over; None while it runs."""
        over = list(takewhile(lambda event: event.state in OVER, reversed(self.placement.events)))
        return over[-1].effective_on if over else None

    def asked_on(self, period: str) -> date | None:
        """When an explanation was asked for."""
        request = self.in_force.get((LetterKind.EXPLANATION_REQUEST, period))
        return request.issued_on if request else None


def hold(session: Session, placement_id: int, officer: Account) -> None:
    """Keep anybody from changing the sentence, then the placement, until the caller's transaction ends.

    Raises:
        NotFound: The office has no such placement.
    """
    own = Placement.id == placement_id, within(officer, Act.ISSUE_LETTERS, office=Sentence.office_id)
    sentence_id = session.scalar(select(Sentence.id).join(Placement, Placement.sentence_id == Sentence.id).where(*own))
    if sentence_id is None:
        raise NotFound(placement=placement_id)
    session.scalars(select(Sentence.id).where(Sentence.id == sentence_id).with_for_update()).one()
    session.scalars(select(Placement.id).where(Placement.id == placement_id).with_for_update()).one()


def open_dossier(session: Session, placement_id: int, officer: Account) -> Dossier:
    """All that the letters of a placement may tell.

    Raises:
        NotAllowed: The role does not include letters.
        NotFound: The office has no such placement.
    """
    own = Placement.id == placement_id, within(officer, Act.ISSUE_LETTERS, office=Sentence.office_id)
    statement = select(Placement).join(Placement.sentence).where(*own).options(*_whole())
    placement = session.scalars(statement.execution_options(populate_existing=True)).first()
    if placement is None:
        raise NotFound(placement=placement_id)
    return Dossier(
        placement,
        _places(session, placement),
        _proposal(session, placement),
        {str(alert.id): alert for alert in _alerts(session, placement)},
        {(document.kind, document.period): document for document in _in_force(session, placement)},
        facts_of(session, placement.sentence_id),
        heads_of(session, placement.sentence_id),
    )


def _whole() -> tuple[ORMOption, ...]:
    unit = joinedload(Placement.vacancy).joinedload(Vacancy.unit).joinedload(BeneficiaryUnit.institution)
    sentence = joinedload(Placement.sentence).options(joinedload(Sentence.person), selectinload(Sentence.orders))
    return unit, sentence, selectinload(Placement.events)


def _places(session: Session, placement: Placement) -> Sequence[Placement]:
    undone = Placement.end_reason.is_distinct_from(EndReason.UNDONE)
    others = Placement.sentence_id == placement.sentence_id, Placement.id != placement.id, undone
    unit = joinedload(Placement.vacancy).joinedload(Vacancy.unit)
    earlier = session.scalars(select(Placement).where(*others).options(unit).order_by(Placement.id)).all()
    return [*earlier, placement]


def _proposal(session: Session, placement: Placement) -> Proposal | None:
    statement = select(Proposal).where(Proposal.id == placement.proposal_id).options(selectinload(Proposal.decisions))
    return session.scalars(statement).first() if placement.proposal_id else None


def _alerts(session: Session, placement: Placement) -> Sequence[BreachAlert]:
    statement = select(BreachAlert).where(BreachAlert.placement_id == placement.id)
    return session.scalars(statement.order_by(BreachAlert.id)).all()


def _in_force(session: Session, placement: Placement) -> Sequence[Document]:
    own = Document.placement_id == placement.id, Document.state == DocumentState.ISSUED
    return session.scalars(select(Document).where(*own).order_by(Document.id)).all()
