"""What the first page offers to each role that keeps no cases: where to go, and what is theirs."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import current_app, url_for

from registry.services.accounts.policy import Act, is_allowed
from registry.services.attendance.sheets import UnitMonth, overdue
from registry.services.institutions.units import UnitFilter, list_units
from registry.views.duties import Duty
from registry.views.formats.dates import date_text, month_text
from registry.vocabulary.accounts import OUTSIDERS, Role

MOST_UNITS = 20
LATER = "Sus registros se abrirán aquí. Por ahora su cuenta no da acceso a personas ni a expedientes."
WORDS: dict[Role, str] = {
    Role.REGISTRY_OFFICER: "Usted registra instituciones, sus inscripciones y sus unidades.",
    Role.AUDITOR: "Usted revisa quién vio y quién cambió cada registro. No puede cambiar ninguno.",
    Role.ADMINISTRATOR: "Usted administra cuentas y oficinas. No tiene acceso a los expedientes de las personas.",
    Role.PRISON_DIRECTOR: "Usted decide las visitas religiosas a sus establecimientos y anota qué hubo en ellas.",
    Role.UNIT_SUPERVISOR: "Aquí está su unidad y quiénes vienen hoy.",
}


class Door(NamedTuple):
    """Somewhere to go from the first page."""

    label: str
    url: str
    explanation: str


class Offer(NamedTuple):
    """A door for whoever may do an act; its page may be missing from the application."""

    act: Act
    endpoint: str
    label: str
    explanation: str


#: Tasks beside the office's day.
BESIDE = (
    Offer(Act.REVIEW_CASES, "case_inbox.index", "Expedientes", "solicitudes de instituciones, con su plazo"),
    Offer(Act.JUDGE_BREACHES, "breaches.index", "Incumplimientos", "alertas, descargos e informes al juez"),
    Offer(Act.ANSWER_RIGHTS, "rights.index", "Pedidos sobre datos personales", "con su plazo de respuesta"),
    Offer(Act.READ_AUDIT, "audit.index", "Registro de auditoría", "quién vio o cambió qué, y cuándo"),
    Offer(Act.MANAGE_ACCOUNTS, "accounts.index", "Cuentas", "invitar, cambiar y cerrar"),
    Offer(Act.READ_INCIDENTS, "incidents.index", "Incidentes", "plazo de 48 horas"),
    Offer(Act.KEEP_PROCEDURES, "procedure_settings.index", "Procedimientos", "plazos, vigencias y días no laborables"),
    Offer(Act.REVIEW_PRIVILEGES, "privileges.index", "Privilegios", "revisión cada seis meses"),
)
OFFERS = (
    *BESIDE,
    Offer(Act.READ_PEOPLE, "people.index", "Personas", "de las oficinas a su cargo"),
    Offer(Act.READ_INSTITUTIONS, "institutions.index", "Instituciones", "datos e inscripciones"),
    Offer(Act.READ_UNITS, "units.index", "Unidades", "locales, vacantes y plazas"),
    Offer(Act.READ_ROUNDS, "rounds.index", "Rondas", "propuestas, decisiones y pruebas"),
    Offer(Act.READ_PLACEMENTS, "placements.index", "Ubicaciones", "y sus cartas"),
    Offer(Act.ISSUE_CREDENTIALS, "credentials.index", "Credenciales", "de agentes pastorales, por firmar"),
    Offer(Act.DECIDE_VISITS, "visits.index", "Visitas religiosas", "aprobar, denegar y anotar"),
    Offer(Act.READ_INMATES, "work_prisons.index", "Trabajo en los penales", "internos, postulaciones y puestos"),
    Offer(Act.DECIDE_VISITS, "rooms.index", "Salas", "dónde se reúnen los grupos y cuántas personas caben"),
)


def words_of(account: Any) -> str:
    """What the role is for, in a sentence."""
    return WORDS.get(account.role, LATER)


def owed_sheets(account: Any, on: date) -> list[Duty]:
    """The months of their units that whoever supervises has not signed for in time."""
    if account.role not in OUTSIDERS or not is_allowed(account, Act.CLOSE_SHEETS):
        return []
    return [_owed(sheet) for sheet in overdue(account, on)]


def _owed(sheet: UnitMonth) -> Duty:
    text = f"La planilla de {month_text(sheet.month)} de {sheet.unit} venció el {date_text(sheet.due_on)}"
    return Duty("risk", text, "Cerrar", url_for("closing.show", unit_id=sheet.unit_id, month=f"{sheet.month:%Y-%m}"))


def doors_of(account: Any) -> list[Door]:
    """Where the account may go; a supervisor first to the day at each unit."""
    return _days(account) + _open(OFFERS, account)


def doors_beside(account: Any) -> list[Door]:
    """Where an officer of cases may go that the menu does not name."""
    return _open(BESIDE, account)


def _open(offers: Sequence[Offer], account: Any) -> list[Door]:
    known = current_app.view_functions
    open_to = [offer for offer in offers if offer.endpoint in known and is_allowed(account, offer.act)]
    return [Door(offer.label, url_for(offer.endpoint), offer.explanation) for offer in open_to]


def _days(account: Any) -> list[Door]:
    if not is_allowed(account, Act.KEEP_ATTENDANCE):
        return []
    rows = list_units(UnitFilter(is_open=True), officer=account, per_page=MOST_UNITS).items
    today = "attendance.show"
    return [Door(row.unit.name, url_for(today, unit_id=row.unit.id), "quiénes vienen hoy") for row in rows]
