"""A person and their penalties go to another office, with a justification (RCEP art. 261).

One signature of the office that sends: no norm lets the other one refuse, and nobody may be left between
two offices. Who receives finds the person waiting for a place, with the balance served so far, and
may send them back by the same act.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import InvalidFields
from registry.extensions.clock import now
from registry.extensions.database import transaction
from registry.models import Account, Instruction, Office, Person, Placement, Sentence
from registry.services.accounts.policy import Act, require
from registry.services.placements import holding, leaving, placements
from registry.services.placements.change_rules import ChangeDetails
from registry.services.saving import require_version
from registry.vocabulary.placements import EndReason, PlacementChange


@dataclass(frozen=True)
class TransferDetails:
    """Which office receives the person, why, and from which day."""

    office_id: int
    effective_on: date
    reason: str = ""
    #: The officer knows that entries from that day on stay without credit.
    accepts_entries: bool = False


def transfer(placement_id: int, details: TransferDetails, *, version: int, officer: Account, on: date) -> Placement:
    """Give a person and all their penalties to another office; what they served goes along.

    Every placement of theirs ends, and what rounds of this office were told to respect is lifted.

    Raises:
        NotAllowed: The role does not include placements.
        NotFound: The office has no such placement.
        StaleVersion: Somebody changed it after *version*.
        WrongState: It has ended.
        InvalidFields: There is no such other office, no reason, or the day breaks a rule.
    """
    require(officer, Act.DECIDE_PLACEMENTS)
    with transaction() as session:
        sentences = holding.hold_sentences(session, _person_of(session, placement_id))
        placement = placements.lock(placement_id, Act.DECIDE_PLACEMENTS, officer=officer)
        require_version(placement.version, version)
        _require_office(session, details.office_id, sentences)
        others = [one for one in holding.hold_running(session, sentences) if one is not placement]
        person = holding.hold_person(session, placement.sentence_id)
        holding.hold_vacancies(session, *(one.vacancy_id for one in (placement, *others)))
        wanted = ChangeDetails(
            PlacementChange.MOVED,
            details.effective_on,
            details.reason,
            end_reason=EndReason.OTHER_OFFICE,
            accepts_entries=details.accepts_entries,
        )
        for one in (placement, *others):
            leaving.leave(session, one, wanted, officer=officer, on=on)
        _hand_over(session, person, sentences, details.office_id)
        return placement


def _person_of(session: Session, placement_id: int) -> int | None:
    of_placement = select(Sentence.person_id).join(Placement, Placement.sentence_id == Sentence.id)
    return session.scalar(of_placement.where(Placement.id == placement_id))


def _require_office(session: Session, office_id: int, sentences: Sequence[Sentence]) -> None:
    if any(sentence.office_id == office_id for sentence in sentences):
        raise InvalidFields({"office_id": ("transfer_to_own_office", {})})
    if session.scalar(select(Office.id).where(Office.id == office_id)) is None:
        raise InvalidFields({"office_id": ("office_unknown", {})})


def _hand_over(session: Session, person: Person, sentences: Sequence[Sentence], office_id: int) -> None:
    person.office_id = office_id
    for sentence in sentences:
        sentence.office_id = office_id
    ids = [sentence.id for sentence in sentences]
    for told in session.scalars(
        select(Instruction).where(Instruction.sentence_id.in_(ids), Instruction.lifted_at.is_(None))
    ):
        told.lifted_at = now()
    session.flush()
