"""What else asks for somebody today: files of institutions, religious assistance, and pleas on personal data."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from flask import url_for

from registry.extensions.clock import today
from registry.services.accounts import incidents, privileges
from registry.services.accounts.policy import is_allowed
from registry.services.institutions import planned_changes
from registry.services.people import rights
from registry.services.procedures.desk import inbox
from registry.services.procedures.telling import notices
from registry.services.religious import desk
from registry.services.rounds.desk import Tally
from registry.views.formats.dates import date_text
from registry.views.formats.numbers import plural
from registry.vocabulary.accounts import Act
from registry.vocabulary.religious import PrisonVisitState

#: Business days before its deadline from which a request presses.
NEAR_DAYS = 3
ONE_DAY = timedelta(days=1)


#: How files of institutions are told: tone, one, many, verb, and what the desk is narrowed to; as `inbox.desk_filters`.
CASE_FILES: Mapping[str, tuple[str, str, str, str, dict[str, Any]]] = {
    "over": (
        "risk",
        "expediente pasó su plazo para resolver",
        "expedientes pasaron su plazo para resolver",
        "Resolver",
        {"estado": "in_hand", "plazo": "over"},
    ),
    "near": (
        "yours",
        "expediente vence en 3 días hábiles o menos",
        "expedientes vencen en 3 días hábiles o menos",
        "Revisar",
        {"estado": "in_hand", "plazo": "near"},
    ),
    "nobody": (
        "yours",
        "expediente no está a cargo de nadie",
        "expedientes no están a cargo de nadie",
        "Asignar",
        {"estado": "in_hand", "oficial": "nobody"},
    ),
    "own": ("yours", "expediente está a su cargo", "expedientes están a su cargo", "Revisar", {"estado": "in_hand"}),
}


class Duty(NamedTuple):
    """A line of the first page: how grave, what, and where to go."""

    tone: str
    text: str
    verb: str
    url: str


def duties_of(officer: Any) -> list[Duty]:
    """The lines of those duties that are the officer's and not settled."""
    tellers = {
        Act.KEEP_INCIDENTS: _untold_incidents,
        Act.REVIEW_CASES: lambda reviewer: [*_case_files(reviewer), *_paper_notices(reviewer)],
        Act.DECIDE_VISITS: _visits,
        Act.ISSUE_CREDENTIALS: _credentials,
        Act.ANSWER_RIGHTS: _pressing_requests,
        Act.REVIEW_PRIVILEGES: _due_review,
        Act.KEEP_UNITS: _held_up_changes,
    }
    return [duty for act, tell in tellers.items() if is_allowed(officer, act) for duty in tell(officer)]


def _case_files(officer: Any) -> Iterator[Duty]:
    """Files of institutions: over their term, near its end, and for whoever assigns those of nobody; else one's own."""
    desk = inbox.read_desk(officer=officer, on=today())
    wanted = ("over", "near", "nobody" if is_allowed(officer, Act.ASSIGN_CASES) else "own")
    for name in wanted:
        tone, one, many, verb, narrowed = CASE_FILES[name]
        if count := desk[name].count:
            held = {"oficial": officer.id} if name == "own" else {}
            yield Duty(tone, plural(count, one, many), verb, url_for("case_inbox.index", **narrowed, **held))


def _paper_notices(officer: Any) -> list[Duty]:
    """Terms run from the day on which a notice on paper was received: whoever delivers it notes it."""
    count = len(notices.list_to_deliver(officer=officer))
    text = plural(count, "notificación en papel espera", "notificaciones en papel esperan") + " su entrega o su cargo"
    return [Duty("yours", text, "Notificar", url_for("case_notices.index"))] if count else []


def _visits(officer: Any) -> Iterator[Duty]:
    """A direction's visits: those that groups wait for, and those of which nothing was noted."""
    found = desk.read_visits(officer=officer, on=today())
    if found.to_decide.count:
        text = plural(found.to_decide.count, "visita por aprobar o denegar", "visitas por aprobar o denegar")
        url = url_for("visits.index", estado=PrisonVisitState.REQUESTED, desde=today().isoformat())
        yield Duty("yours", _dated(text, found.to_decide), "Decidir", url)
    if found.to_note.count:
        text = plural(found.to_note.count, "visita pasó sin anotar qué hubo", "visitas pasaron sin anotar qué hubo")
        url = url_for("visits.index", estado=PrisonVisitState.APPROVED, hasta=(today() - ONE_DAY).isoformat())
        yield Duty("yours", _dated(text, found.to_note), "Anotar", url)


def _dated(text: str, tally: Tally) -> str:
    """The text with the day of the one, or of the first."""
    if tally.first is None:
        return text
    return f"{text}, {'del' if tally.count == 1 else 'la primera del'} {date_text(tally.first)}"


def _credentials(officer: Any) -> list[Duty]:
    count = desk.count_to_sign(officer=officer, on=today())
    text = plural(count, "credencial pastoral por firmar", "credenciales pastorales por firmar")
    return [Duty("yours", text, "Firmar", url_for("credentials.index"))] if count else []


def _untold_incidents(officer: Any) -> list[Duty]:
    count = incidents.count_untold(officer=officer)
    text = plural(count, "incidente por avisar", "incidentes por avisar") + " en 48 horas (art. 34 RPDP)"
    return [Duty("risk", text, "Avisar", url_for("incidents.index"))] if count else []


def _pressing_requests(officer: Any) -> list[Duty]:
    count = rights.count_pressing(officer=officer, within_days=NEAR_DAYS)
    text = plural(count, "pedido sobre datos personales vence", "pedidos sobre datos personales vencen")
    return [Duty("yours", f"{text} en 3 días hábiles o menos", "Responder", url_for("rights.index"))] if count else []


def _due_review(officer: Any) -> list[Duty]:
    standing = privileges.standing(officer=officer)
    text = f"Toca revisar quién puede hacer qué, cada 6 meses ({standing.article})"
    return [Duty("yours", text, "Revisar", url_for("privileges.index"))] if standing.is_due else []


def _held_up_changes(officer: Any) -> list[Duty]:
    """Changes that units planned, whose day has come while people still serve as before."""
    count = planned_changes.tally_held_up(officer=officer, on=today()).count
    text = plural(count, "vacante espera", "vacantes esperan") + " que se reubique a personas para cambiar"
    return [Duty("yours", text, "Ver cuáles", url_for("own_closing.planned"))] if count else []
