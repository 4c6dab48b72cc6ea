"""What may be done about an alert of breach, step by step, and why not where it may not."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.errors import WrongState
from registry.ledger.breach import Breach
from registry.models import BreachAlert
from registry.vocabulary.attendance import BreachState, BreachStep, Ground

ABSENCES = frozenset({Ground.CONSECUTIVE_ABSENCES, Ground.ALTERNATE_ABSENCES, Ground.ABANDONMENT})
CLOSED = frozenset({BreachState.REPORTED, BreachState.WITHDRAWN})


@dataclass(frozen=True)
class Refusal:
    """Why a step may not be taken: a code and its facts."""

    code: str
    facts: dict[str, Any]


#: Steps that rest on the breach: they need it to stand still.
NEED_BREACH = frozenset({BreachStep.ASK, BreachStep.ACCEPT, BreachStep.REPORT})


def open_steps(alert: BreachAlert, standing: Breach | None, on: date) -> tuple[BreachStep, ...]:
    """The steps that may be taken on a day."""
    return tuple(step for step in BreachStep if refusal_of(step, alert, standing, on) is None)


def require_step(step: BreachStep, alert: BreachAlert, standing: Breach | None, on: date) -> None:
    """Refuse a step that the alert's state, its term or the ledger does not admit.

    Raises:
        WrongState: It may not be taken.
    """
    refusal = refusal_of(step, alert, standing, on)
    if refusal is not None:
        raise WrongState(refusal.code, **refusal.facts)


def refusal_of(step: BreachStep, alert: BreachAlert, standing: Breach | None, on: date) -> Refusal | None:
    """Why a step may not be taken; None where it may."""
    if alert.state in CLOSED:
        return Refusal("breach_decided", {"state": alert.state.label.lower()})
    if step in NEED_BREACH and standing is None:
        return Refusal("breach_gone", {})
    own = {
        BreachStep.ASK: _asking,
        BreachStep.EXPLAIN: _explaining,
        BreachStep.ACCEPT: _accepting,
        BreachStep.REPORT: _reporting,
    }
    return own[step](alert, on) if step in own else None


def _asking(alert: BreachAlert, _on: date) -> Refusal | None:
    return None if alert.state is BreachState.TO_REVIEW else Refusal("breach_asked", {})


def _explaining(alert: BreachAlert, _on: date) -> Refusal | None:
    if alert.state is not BreachState.EXPLAINING:
        return Refusal("breach_not_asked", {})
    return Refusal("breach_explained", {}) if alert.explained_on else None


def _accepting(alert: BreachAlert, _on: date) -> Refusal | None:
    return None if alert.ground in ABSENCES else Refusal("breach_not_of_absences", {})


def _reporting(alert: BreachAlert, on: date) -> Refusal | None:
    """Heard first: the person's explanation, or a term that passed without one (art. 269 RCEP)."""
    due_on = alert.explanation_due_on
    if due_on is None:
        return Refusal("breach_not_asked", {})
    is_heard = alert.explained_on is not None or due_on < on
    return None if is_heard else Refusal("breach_term_running", {"due_on": f"{due_on:%d/%m/%Y}"})
