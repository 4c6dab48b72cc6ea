"""What may happen to a case file, as data; one function brings it about, with its event and its terms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.errors import WrongState
from registry.extensions.clock import in_peru
from registry.models import Account, CaseEvent, CaseFile
from registry.services.accounts.policy import Act
from registry.services.procedures.deadlines import terms
from registry.vocabulary.procedures import CaseEventKind, CaseState, OpinionKind


class Who(Enum):
    """Whose turn a transition is that no officer's act brings about."""

    APPLICANT = "applicant"
    #: The work of the day.
    PROCESS = "process"


@dataclass(frozen=True)
class Transition:
    """One way from state to state."""

    source: CaseState
    target: CaseState
    kind: CaseEventKind
    who: Act | Who
    #: What its button says.
    label: str
    #: Whether it is the usual next thing to do; at most one a state.
    is_suggested: bool = False
    #: Whether the file may go this way only once in its life.
    is_once: bool = False


class Author(NamedTuple):
    """Who did something to a file, as its history tells; no account where a code opened it, or the process did it."""

    account_id: int | None
    name: str
    post: str = ""


@dataclass(frozen=True)
class Told:
    """What an event tells beside its kind and day."""

    words: str = ""
    #: Last day of the term that it opens, for the appeal; that of a cure is counted here.
    due_on: date | None = None
    is_public: bool = True
    opinion: OpinionKind | None = None
    is_favourable: bool | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


NOTHING_MORE = Told()
PROCESS = Author(None, "Registro", "revisión diaria")
DRAFT, SUBMITTED, UNDER_REVIEW = CaseState.DRAFT, CaseState.SUBMITTED, CaseState.UNDER_REVIEW
OBSERVED, APPROVED, DENIED = CaseState.OBSERVED, CaseState.APPROVED, CaseState.DENIED
WITHDRAWN, LAPSED = CaseState.WITHDRAWN, CaseState.LAPSED
Kind = CaseEventKind
#: States in which the operator decides, or the applicant cures.
FILED_AND_OPEN = (SUBMITTED, UNDER_REVIEW, OBSERVED)
OVER = (APPROVED, DENIED, WITHDRAWN, LAPSED)
#: Events that open a term are told with their last day.
CURES = Kind.OBSERVED

TRANSITIONS = (
    Transition(DRAFT, SUBMITTED, Kind.FILED, Who.APPLICANT, "Presentar la solicitud", is_suggested=True),
    Transition(SUBMITTED, UNDER_REVIEW, Kind.ASSIGNED, Act.REVIEW_CASES, "Tomar el expediente", is_suggested=True),
    Transition(UNDER_REVIEW, UNDER_REVIEW, Kind.ASSIGNED, Act.ASSIGN_CASES, "Asignar a otra persona"),
    Transition(OBSERVED, OBSERVED, Kind.ASSIGNED, Act.ASSIGN_CASES, "Asignar a otra persona"),
    Transition(UNDER_REVIEW, OBSERVED, Kind.OBSERVED, Act.REVIEW_CASES, "Observar", is_once=True),
    Transition(OBSERVED, UNDER_REVIEW, Kind.CURED, Who.APPLICANT, "Presentar la subsanación", is_suggested=True),
    Transition(UNDER_REVIEW, UNDER_REVIEW, Kind.VISITED, Act.REVIEW_CASES, "Registrar la visita"),
    Transition(OBSERVED, OBSERVED, Kind.VISITED, Act.REVIEW_CASES, "Registrar la visita"),
    Transition(UNDER_REVIEW, UNDER_REVIEW, Kind.OPINION, Act.GIVE_OPINIONS, "Emitir un informe"),
    Transition(OBSERVED, OBSERVED, Kind.OPINION, Act.GIVE_OPINIONS, "Emitir un informe"),
    Transition(UNDER_REVIEW, APPROVED, Kind.APPROVED, Act.DECIDE_CASES, "Aprobar", is_suggested=True),
    Transition(UNDER_REVIEW, DENIED, Kind.DENIED, Act.DECIDE_CASES, "Denegar"),
    #: A reconsideration that was granted revokes the decision; who reopens the file has it.
    Transition(DENIED, UNDER_REVIEW, Kind.ASSIGNED, Act.DECIDE_CASES, "Volver a evaluar"),
    *(Transition(state, WITHDRAWN, Kind.WITHDRAWN, Who.APPLICANT, "Desistirse") for state in FILED_AND_OPEN),
    Transition(OBSERVED, LAPSED, Kind.LAPSED, Who.PROCESS, "Archivar por falta de subsanación"),
    Transition(SUBMITTED, SUBMITTED, Kind.OVERDUE, Who.PROCESS, "Anotar el vencimiento del plazo", is_once=True),
    Transition(UNDER_REVIEW, UNDER_REVIEW, Kind.OVERDUE, Who.PROCESS, "Anotar el vencimiento del plazo", is_once=True),
    *(
        Transition(state, state, Kind.NOTED, Act.REVIEW_CASES, "Anotar para la oficina")
        for state in (*FILED_AND_OPEN, *OVER)
    ),
)


def transitions_from(state: CaseState) -> Sequence[Transition]:
    """What may happen next to a file in a state, the usual thing first."""
    found = [transition for transition in TRANSITIONS if transition.source is state]
    return sorted(found, key=lambda transition: not transition.is_suggested)


def require_possible(session: Session, case: CaseFile, kind: CaseEventKind) -> Transition:
    """The way that a file goes by an event.

    Raises:
        WrongState: The file's state does not admit it, or it happened already and may not again.
    """
    found = next((each for each in TRANSITIONS if each.source is case.state and each.kind is kind), None)
    if found is None:
        raise WrongState("case_not_possible", what=kind.label.lower(), state=case.state.label.lower())
    if found.is_once and session.scalars(_earlier(case, kind)).first() is not None:
        raise WrongState("case_observed_once" if kind is Kind.OBSERVED else "case_done_already")
    return found


def apply(
    session: Session,
    case: CaseFile,
    kind: CaseEventKind,
    *,
    on: date,
    actor: Account | Author,
    told: Told = NOTHING_MORE,
) -> CaseEvent:
    """Bring an event about: state, history and terms; the caller holds the file within its transaction.

    Raises:
        WrongState: The file's state does not admit it, or it happened already and may not again.
    """
    transition = require_possible(session, case, kind)
    _move(case, transition, on)
    event = _event(case, kind, on, author_of(actor), told)
    if kind is CURES:
        event.due_on = terms.cure_due_on(case, on)
    session.add(event)
    session.flush()
    case.due_on = terms.due_of(session, case, on)
    session.flush()
    return event


def note_opening(session: Session, case: CaseFile, *, on: date, actor: Account | Author) -> None:
    """Tell at the filing since when the draft was there; a draft that nobody files leaves no history behind."""
    event = _event(case, Kind.OPENED, min(on, in_peru(case.created_at).date()), author_of(actor), NOTHING_MORE)
    event.at = case.created_at
    session.add(event)
    session.flush()


def author_of(actor: Account | Author) -> Author:
    """How the history names whoever acts."""
    return Author(actor.id, actor.full_name, actor.post) if isinstance(actor, Account) else actor


def _earlier(case: CaseFile, kind: CaseEventKind) -> Any:
    return select(CaseEvent.id).where(CaseEvent.case_file_id == case.id, CaseEvent.kind == kind).limit(1)


def _move(case: CaseFile, transition: Transition, on: date) -> None:
    """The state and the days that follow from it; they change together, as the database asks."""
    if transition.kind is Kind.FILED:
        case.filed_on = on
    if transition.target is not transition.source:
        case.decided_on = on if transition.target in OVER else None
    case.state = transition.target


def _event(case: CaseFile, kind: CaseEventKind, on: date, author: Author, told: Told) -> CaseEvent:
    return CaseEvent(
        case_file_id=case.id,
        kind=kind,
        state=case.state,
        on_day=on,
        due_on=told.due_on,
        words=told.words.strip(),
        is_public=told.is_public and kind is not Kind.NOTED,
        opinion=told.opinion,
        is_favourable=told.is_favourable,
        facts=dict(told.facts),
        account_id=author.account_id,
        actor_name=author.name,
        actor_post=author.post,
    )
