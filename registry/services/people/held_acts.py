"""What was decided, ordered and handed in about a person, with the reasons, as it is told to that person."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.extensions.clock import in_peru
from registry.models import (
    Attachment,
    Decision,
    Instruction,
    Person,
    Placement,
    PlacementEvent,
    Proposal,
    Sentence,
)

Act = tuple[datetime, str, str]


def told_acts(session: Session, person: Person) -> Sequence[Sequence[str]]:
    """Day, act and reason of each decision, order for rounds and change of a placement, the oldest first."""
    acts = [*_decisions(session, person), *_instructions(session, person), *_events(session, person)]
    return [[_day(at), act, reason or "no indicado"] for at, act, reason in sorted(acts)]


def told_papers(session: Session, person: Person) -> Sequence[Sequence[str]]:
    """Day, kind, name and state of each paper of the person's penalties; the papers themselves are asked for apart."""
    statement = (
        select(Attachment)
        .join(Sentence, Attachment.sentence_id == Sentence.id)
        .where(Sentence.person_id == person.id)
        .order_by(Attachment.id)
    )
    return [
        [
            _day(paper.created_at),
            paper.kind.label,
            paper.file_name,
            f"retirado: {paper.withdrawal_reason}" if paper.withdrawn_at else "vigente",
        ]
        for paper in session.scalars(statement)
    ]


def _decisions(session: Session, person: Person) -> Iterator[Act]:
    statement = (
        select(Decision)
        .join(Proposal, Decision.proposal_id == Proposal.id)
        .join(Sentence, Proposal.sentence_id == Sentence.id)
        .where(Sentence.person_id == person.id)
    )
    for decision in session.scalars(statement):
        yield decision.decided_at, f"Decisión de la oficina: {decision.kind.label.lower()}", decision.reason or ""


def _instructions(session: Session, person: Person) -> Iterator[Act]:
    statement = select(Instruction).join(Sentence, Instruction.sentence_id == Sentence.id)
    for order in session.scalars(statement.where(Sentence.person_id == person.id)):
        lifted = f", levantada el {_day(order.lifted_at)}" if order.lifted_at else ""
        yield order.created_at, f"Indicación para las rondas: plaza {order.kind.label.lower()}{lifted}", order.reason


def _events(session: Session, person: Person) -> Iterator[Act]:
    statement = (
        select(PlacementEvent)
        .join(Placement, PlacementEvent.placement_id == Placement.id)
        .join(Sentence, Placement.sentence_id == Sentence.id)
        .where(Sentence.person_id == person.id)
    )
    for event in session.scalars(statement):
        yield event.at, f"Ubicación: {event.state.label.lower()}", event.reason or ""


def _day(instant: datetime) -> str:
    return f"{in_peru(instant):%d/%m/%Y}"
