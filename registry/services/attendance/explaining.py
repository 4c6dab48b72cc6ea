"""The person's own answer to a request for an explanation, given with the code of a letter and without an account."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, select

from registry.errors import NotFound
from registry.extensions.database import reading, transaction
from registry.models import BreachAlert, Placement, Sentence
from registry.services.attendance.breaches import turn_condition
from registry.vocabulary.attendance import BreachTurn


def list_awaiting(sentence_id: int, *, on: date) -> Sequence[BreachAlert]:
    """The alerts of a sentence to which the person may still answer, the nearest term first."""
    statement = select(BreachAlert).where(*_awaiting(sentence_id, on)).order_by(BreachAlert.explanation_due_on)
    with reading() as session:
        return session.scalars(statement).all()


def explain_own(alert_id: int, *, sentence_id: int, text: str, on: date) -> BreachAlert:
    """Keep what the person answers within the term.

    Raises:
        NotFound: The sentence has no alert of this number that waits for an answer.
    """
    with transaction() as session:
        session.scalars(select(Sentence.id).where(Sentence.id == sentence_id).with_for_update()).first()
        statement = select(BreachAlert).where(BreachAlert.id == alert_id, *_awaiting(sentence_id, on))
        alert = session.scalars(statement.with_for_update()).first()
        if alert is None:
            raise NotFound(alert_id=alert_id)
        alert.explanation, alert.explained_on = text, on
        session.flush()
        return alert


def _awaiting(sentence_id: int, on: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    own = select(Placement.id).where(Placement.sentence_id == sentence_id)
    return BreachAlert.placement_id.in_(own), turn_condition(BreachTurn.PERSON, on)
