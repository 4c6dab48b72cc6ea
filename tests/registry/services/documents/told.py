"""Letters issued on the sixth of April 2026, read back; and placements and alerts brought where they belong."""

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from registry.errors import WrongState
from registry.extensions.database import reading, transaction
from registry.models import BreachAlert, Document, Placement, Sentence
from registry.services.accounts.accounts import Account
from registry.services.attendance.breaches import find_breaches
from registry.services.documents.documents import issue
from registry.services.placements import history
from registry.services.placements.history import Change
from registry.vocabulary.attendance import BreachState, Outcome
from registry.vocabulary.people import CourtOrderKind
from registry.vocabulary.placements import LetterKind, PlacementState
from tests.factories.attendance import THIRD, make_entry
from tests.factories.people import make_order

ON = date(2026, 4, 6)
MARCH = "2026-03"
Content = dict[str, Any]


def told(placement: Placement, kind: LetterKind, officer: Account, **given: Any) -> Content:
    """The content of a letter issued on the sixth of April."""
    document = issue(placement.id, kind, officer=officer, on=given.pop("on", ON), **given)
    with reading() as session:
        content: Content = json.loads(session.scalars(select(Document.content).filter_by(id=document.id)).one())
    return content


def refusal_of(placement: Placement, kind: LetterKind, officer: Account, **given: Any) -> str:
    with pytest.raises(WrongState) as refusal:
        issue(placement.id, kind, officer=officer, on=ON, **given)
    return refusal.value.code


def bring(placement: Placement, state: PlacementState, change: Change, officer: Account, **columns: Any) -> None:
    """Bring a placement into a state, as its transitions would."""
    with transaction() as session:
        held = session.get_one(Placement, placement.id)
        held.state = state
        for name, value in columns.items():
            setattr(held, name, value)
        history.note(held, change, officer=officer)


def alert_of(placement: Placement, officer: Account, state: BreachState) -> str:
    """The alert of two absences on end, brought where an officer would."""
    make_entry(placement, THIRD, officer=officer, outcome=Outcome.UNEXCUSED)
    find_breaches(on=ON)
    with transaction() as session:
        alert = session.scalars(select(BreachAlert).filter_by(placement_id=placement.id)).one()
        alert.state, alert.explanation_due_on = state, date(2026, 4, 20)
        return str(alert.id)


def lower(placement: Placement, officer: Account) -> None:
    """Let the court leave one jornada of the sentence."""
    with reading() as session:
        sentence = session.get_one(Sentence, placement.sentence_id)
    make_order(sentence, CourtOrderKind.JORNADAS_CHANGED, officer=officer, jornadas=1)
