"""Which files the officers' desk shows, as conditions and an order of the database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, literal

from registry.models import Account, CaseFile
from registry.reference.holidays import add_business_days
from registry.services.accounts.policy import Act, is_allowed, within
from registry.services.institutions.searching import holding
from registry.services.procedures.deadlines import settings
from registry.services.procedures.deadlines.clock import IN_HAND
from registry.services.procedures.deadlines.terms import WAITING
from registry.vocabulary.procedures import CaseState, ProcedureCode
from registry.vocabulary.term import Term

#: A term is pressing within so many business days.
NEAR_DAYS = 3


class Due(Term):
    """How near the last day of whoever must act is."""

    OVER = "over", "Plazo vencido"
    NEAR = "near", f"Vence en {NEAR_DAYS} días hábiles o menos"
    LATER = "later", "Vence después"
    UNKNOWN = "unknown", "Sin plazo"


class Holder(Term):
    """In whose hands files are, beside a named officer's."""

    NOBODY = "nobody", "Sin asignar"


class Standing(Term):
    """States taken together."""

    WAITING = "waiting", "En trámite"
    IN_HAND = "in_hand", "En manos de la oficina"
    ALL = "all", "Todos"


#: The states of each standing; a draft is nobody's but its applicant's.
STATES_OF: Mapping[Standing, Collection[CaseState]] = {
    Standing.WAITING: WAITING,
    Standing.IN_HAND: IN_HAND,
    Standing.ALL: [state for state in CaseState if state is not CaseState.DRAFT],
}


@dataclass(frozen=True)
class CaseFilter:
    """What the desk is narrowed to; without any state, to what waits for somebody."""

    search: str = ""
    procedure: ProcedureCode | None = None
    state: CaseState | Standing = Standing.WAITING
    officer: int | Holder | None = None
    office_id: int | None = None
    due: Due | None = None


#: Of each part that is told with its counts, what narrows nothing.
ANY: Mapping[str, Any] = {"procedure": None, "state": Standing.ALL, "officer": None, "office_id": None, "due": None}
FACETS = tuple(ANY)


def due_on(on: date) -> ColumnElement[str]:
    """How near the last day of a file is, as the database tells it."""
    near = add_business_days(on, NEAR_DAYS, settings.closed_days())
    return case(
        (CaseFile.due_on.is_(None), literal(Due.UNKNOWN.value)),
        (CaseFile.due_on < on, literal(Due.OVER.value)),
        (CaseFile.due_on <= near, literal(Due.NEAR.value)),
        else_=literal(Due.LATER.value),
    )


def reached(officer: Account, act: Act) -> ColumnElement[bool]:
    """Files handed in that the officer reaches by an act."""
    columns = {"office": CaseFile.office_id, "institution": CaseFile.institution_id, "ubigeo": CaseFile.ubigeo}
    return within(officer, act, **columns) & (CaseFile.state != CaseState.DRAFT)


def conditions(wanted: CaseFilter, officer: Account, due: ColumnElement[str]) -> Sequence[ColumnElement[bool]]:
    """What a file must meet to stand in the list that is wanted; *due* is the expression that tells its urgency."""
    found = [reached(officer, Act.READ_CASES), *holding(CaseFile.search_text, wanted.search)]
    if wanted.procedure is not None:
        found.append(CaseFile.procedure == wanted.procedure)
    if isinstance(wanted.state, CaseState):
        found.append(CaseFile.state == wanted.state)
    elif wanted.state is not Standing.ALL:
        found.append(CaseFile.state.in_(STATES_OF[wanted.state]))
    if wanted.officer is Holder.NOBODY:
        found.append(CaseFile.officer_id.is_(None))
    elif wanted.officer is not None:
        found.append(CaseFile.officer_id == wanted.officer)
    if wanted.office_id is not None:
        found.append(CaseFile.office_id == wanted.office_id)
    if wanted.due is not None:
        found.append(due == wanted.due.value)
    return found


def ordered(officer: Account, due: ColumnElement[str]) -> Sequence[Any]:
    """The operator's turn before the applicant's, what is overdue first, then by the last day."""
    is_theirs = case((CaseFile.state.in_(IN_HAND), 0), (CaseFile.state.in_(WAITING), 1), else_=2)
    is_over = case((due == Due.OVER.value, 0), else_=1)
    of_somebody = case((CaseFile.officer_id.is_(None), 0), else_=1)
    handed_out = [of_somebody] if is_allowed(officer, Act.ASSIGN_CASES) else []
    has_no_day = case((CaseFile.due_on.is_(None), 1), else_=0)
    return [is_theirs, is_over, *handed_out, has_no_day, CaseFile.due_on, CaseFile.id]
