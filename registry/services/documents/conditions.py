"""When each letter may be issued, and what it then tells of: one function a kind."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from registry.errors import WrongState
from registry.ledger.breach import breaches
from registry.models import BreachAlert
from registry.models.placements.placement import HOLDS_PLACES
from registry.reference.months import last_of, month_of, parse_month
from registry.services.attendance.findings import still_stands
from registry.services.documents.dossiers import Dossier
from registry.services.documents.executions import Scope
from registry.vocabulary.attendance import BreachState
from registry.vocabulary.placements import EndReason, LetterKind, PlacementState

#: States in which somebody serves, or did so far.
SERVED = (PlacementState.ACTIVE, PlacementState.SUSPENDED, PlacementState.COMPLETED, PlacementState.ENDED)


def period_of(kind: LetterKind, dossier: Dossier, period: str, on: date) -> str:
    """What tells several letters of one kind apart: the change, the day of the warning; else as given."""
    if kind in (LetterKind.CHANGE_TO_UNIT, LetterKind.CHANGE_TO_PERSON):
        return str(dossier.last_change.id) if dossier.last_change else ""
    return on.isoformat() if kind is LetterKind.WRITTEN_WARNING else period


def scope_of(kind: LetterKind, dossier: Dossier, period: str, on: date) -> Scope:
    """What a letter tells of if it is issued on a day.

    Raises:
        WrongState: The placement is not where this letter belongs, or has nothing for it to tell.
    """
    if kind not in CONDITIONS:
        raise WrongState("letter_of_no_placement", letter=kind.label)
    return CONDITIONS[kind](dossier, period, on)


def require_told(kind: LetterKind, execution: Mapping[str, Any] | None) -> None:
    """Refuse a letter whose part from the ledger is empty.

    Raises:
        WrongState: Nothing was served, something is still owed, nothing is to be warned of, or the breach is gone.
    """
    part, refusal = NEEDED_PARTS.get(kind, ("", ""))
    if part and execution is not None and not execution[part]:
        raise WrongState(refusal)


def _announcement(dossier: Dossier, _period: str, on: date) -> Scope:
    if not dossier.placement.holds_places:
        raise WrongState("letters_out_of_order", state=dossier.placement.state.label)
    return _until(dossier, on)


def _change_to_unit(dossier: Dossier, period: str, on: date) -> Scope:
    if dossier.placement.end_reason is EndReason.REOPENED:
        raise WrongState("letter_not_due", state=EndReason.REOPENED.label)
    return _change(dossier, period, on)


def _change_to_person(dossier: Dossier, period: str, on: date) -> Scope:
    if dossier.placement.end_reason is EndReason.DEATH:
        raise WrongState("letter_not_due", state=EndReason.DEATH.label)
    return _change(dossier, period, on)


def _change(dossier: Dossier, _period: str, on: date) -> Scope:
    if dossier.last_change is None:
        raise WrongState("letter_no_change")
    return _until(dossier, on)


def _warning(dossier: Dossier, _period: str, on: date) -> Scope:
    """Warn of what was noted since the last warning."""
    if dossier.placement.state not in HOLDS_PLACES:
        raise WrongState("letter_not_due", state=dossier.placement.state.label)
    earlier = [warned_on for warned_on in dossier.facts.warnings if warned_on < on]
    return _until(dossier, on, since=max(earlier, default=None))


def _request(dossier: Dossier, period: str, on: date) -> Scope:
    alert = _alert(dossier, period)
    if alert.state is not BreachState.EXPLAINING or alert.explanation_due_on is None:
        raise WrongState("letter_not_due", state=alert.state.label)
    return _of_breach(dossier, alert, on)


def _breach_report(dossier: Dossier, period: str, on: date) -> Scope:
    alert = _alert(dossier, period)
    if alert.state is not BreachState.REPORTED:
        raise WrongState("letter_not_due", state=alert.state.label)
    return _of_breach(dossier, alert, on)


def _month(dossier: Dossier, period: str, on: date) -> Scope:
    """Report a month that is over and in which the placement ran (RCEP 262)."""
    month = parse_month(period)
    if month is None or month >= month_of(on):
        raise WrongState("letter_month_not_over")
    is_before = month < month_of(dossier.began_on) or dossier.placement.state is PlacementState.CONFIRMED
    is_after = dossier.ended_on is not None and month > month_of(dossier.ended_on)
    if is_before or is_after:
        raise WrongState("letter_month_not_served")
    return _until(dossier, last_of(month))


def _completion(dossier: Dossier, _period: str, on: date) -> Scope:
    if dossier.placement.state is not PlacementState.COMPLETED:
        raise WrongState("letter_not_due", state=dossier.placement.state.label)
    return _until(dossier, on)


def _served(dossier: Dossier, _period: str, on: date) -> Scope:
    if dossier.placement.state not in SERVED:
        raise WrongState("letter_not_due", state=dossier.placement.state.label)
    return _until(dossier, on)


def _until(dossier: Dossier, on: date, *, since: date | None = None) -> Scope:
    return Scope(dossier.placement.id, on, dossier.placement.sentence.origin, since)


def _of_breach(dossier: Dossier, alert: BreachAlert, on: date) -> Scope:
    found = still_stands(alert, breaches(dossier.facts, on))
    if found is None:
        raise WrongState("letter_breach_gone")
    origin = dossier.placement.sentence.origin
    return Scope(dossier.placement.id, on, origin, ground=found.ground, breach_began_on=found.first_day)


def _alert(dossier: Dossier, period: str) -> BreachAlert:
    alert = dossier.alerts.get(period)
    if alert is None:
        raise WrongState("letter_no_alert")
    return alert


CONDITIONS: Mapping[LetterKind, Callable[[Dossier, str, date], Scope]] = {
    LetterKind.PRESENTATION_TO_UNIT: _announcement,
    LetterKind.NOTIFICATION_TO_PERSON: _announcement,
    LetterKind.CHANGE_TO_UNIT: _change_to_unit,
    LetterKind.CHANGE_TO_PERSON: _change_to_person,
    LetterKind.WRITTEN_WARNING: _warning,
    LetterKind.EXPLANATION_REQUEST: _request,
    LetterKind.MONTHLY_REPORT: _month,
    LetterKind.BREACH_REPORT: _breach_report,
    LetterKind.COMPLETION_REPORT: _completion,
    LetterKind.UNIT_CONSTANCY: _served,
    LetterKind.JORNADAS_CERTIFICATE: _served,
}
#: What a letter would be empty without, and how that is refused.
NEEDED_PARTS = {
    LetterKind.WRITTEN_WARNING: ("sessions", "letter_nothing_to_warn"),
    LetterKind.EXPLANATION_REQUEST: ("breach", "letter_breach_gone"),
    LetterKind.BREACH_REPORT: ("breach", "letter_breach_gone"),
    LetterKind.COMPLETION_REPORT: ("completed_on", "letter_still_owed"),
    LetterKind.UNIT_CONSTANCY: ("services", "letter_nothing_served"),
    LetterKind.JORNADAS_CERTIFICATE: ("services", "letter_nothing_served"),
}
