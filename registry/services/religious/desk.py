"""What religious assistance asks of somebody today: visits to decide and to note, and credentials to sign."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from registry.extensions.database import reading
from registry.models import Account, PrisonVisit
from registry.services.accounts.policy import Act, within
from registry.services.religious.credentials import list_to_sign
from registry.services.rounds.desk import Tally
from registry.vocabulary.religious import PrisonVisitState


@dataclass(frozen=True)
class VisitDesk:
    """A direction's visits, each with the first of their days."""

    #: Asked for, for today or later.
    to_decide: Tally
    #: Given, and over without anybody having noted what came of them.
    to_note: Tally


def read_visits(*, officer: Account, on: date) -> VisitDesk:
    """What the visits to the account's prisons ask of their direction.

    Raises:
        NotAllowed: The role decides no visits.
    """
    own = within(officer, Act.DECIDE_VISITS, prison=PrisonVisit.prison)
    with reading() as session:
        return VisitDesk(
            to_decide=_tally(session, own, PrisonVisit.state == PrisonVisitState.REQUESTED, PrisonVisit.day >= on),
            to_note=_tally(session, own, PrisonVisit.state == PrisonVisitState.APPROVED, PrisonVisit.day < on),
        )


def count_to_sign(*, officer: Account, on: date) -> int:
    """How many credentials wait for a signature.

    Raises:
        NotAllowed: The role issues no credentials.
    """
    return list_to_sign(officer=officer, on=on, per_page=1).total


def _tally(session: Session, *conditions: ColumnElement[bool]) -> Tally:
    counted = select(func.count(), func.min(PrisonVisit.day)).where(*conditions)
    return Tally(*session.execute(counted).one())
