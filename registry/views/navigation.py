"""What every page's frame shows of who is signed in, and where they can go."""

from typing import Any, NamedTuple

from flask import Flask, current_app, g, request, url_for

from registry.services.accounts.policy import Act, is_allowed
from registry.views.addresses import sign_in_url
from registry.vocabulary.accounts import OUTSIDERS
from registry.web.identity import find_officer


class Item(NamedTuple):
    """An entry of the main navigation."""

    label: str
    endpoint: str
    #: Beginnings of the addresses that belong to it.
    paths: tuple[str, ...]
    #: Act of the roles that are shown it; none: everybody.
    act: Act | None = None
    #: Whether only people who do not belong to the operator are shown it.
    is_for_outsiders: bool = False
    #: Act of the roles that find it elsewhere: among the tabs of another item.
    unless: Act | None = None


#: A unit's months on paper are attendance, though their addresses begin with the unit.
ATTENDANCE, SHEETS = "Asistencia", "paper"
ATTENDANCE_PATHS = ("/planillas/", "/asistencia/", "/incumplimientos/", "/avisos/")
#: A group's agents and requests are its visits', to officers its credentials', though addresses begin with the group.
VISITS, CREDENTIALS, RELIGIOUS = "Visitas", "Credenciales", {"agents", "visit_requests"}
PROCEDURE_PATHS = ("/procedimientos/", "/dias-no-laborables/")
ITEMS = (
    Item("Hoy", "dashboard.show", ()),
    Item("Personas", "people.index", ("/personas/",), Act.READ_PEOPLE),
    Item(
        "Unidades",
        "units.index",
        ("/unidades/", "/vacantes/", "/instituciones/", "/inscripciones/", "/convenios/"),
        Act.READ_UNITS,
    ),
    Item(
        "Mis expedientes",
        "case_catalogue.own",
        ("/tramites/", "/seguir/"),
        Act.FILE_PROCEDURES,
        is_for_outsiders=True,
    ),
    Item("Expedientes", "case_inbox.index", ("/expedientes/",), Act.REVIEW_CASES),
    Item("Convenios", "agreements.index", ("/convenios/",), Act.READ_AGREEMENTS, unless=Act.READ_PEOPLE),
    Item("Rondas", "rounds.index", ("/rondas/", "/propuestas/"), Act.READ_ROUNDS),
    Item("Ubicaciones", "placements.index", ("/ubicaciones/", "/documentos/"), Act.READ_PLACEMENTS),
    Item(ATTENDANCE, "sheet_months.index", ATTENDANCE_PATHS, Act.READ_PLACEMENTS),
    Item(ATTENDANCE, "attendance.index", ("/asistencia/",), Act.KEEP_ATTENDANCE, is_for_outsiders=True),
    Item("Procedimientos", "procedure_settings.index", PROCEDURE_PATHS, Act.KEEP_PROCEDURES),
    Item(CREDENTIALS, "credentials.index", ("/credenciales/",), Act.ISSUE_CREDENTIALS),
    Item(VISITS, "visits.index", ("/visitas/", "/salas/", "/agentes/"), Act.READ_VISITS),
    Item("Penales", "work_prisons.index", ("/penales/",), Act.READ_INMATES),
    Item("Auditoría", "audit.index", ("/auditoria/",), Act.READ_AUDIT),
    Item("Cuentas", "accounts.index", ("/cuentas/",), Act.MANAGE_ACCOUNTS),
)


def register(app: Flask) -> None:
    """Give every template `navigation`, `account`, `home_url` and `sign_in_url`."""
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    """Ask for nobody while a failure is told: what failed may be the database itself."""
    officer = None if g.get("has_failed") else find_officer()
    if officer is None:
        door = None if request.blueprint == "sign_in" else sign_in_url()
        return {"account": None, "navigation": [], "home_url": "/", "sign_in_url": door}
    account = {
        "name": officer.full_name,
        "office": officer.office_name,
        "sign_out_url": url_for("sign_in.sign_out"),
        "url": url_for("own_account.show"),
        "session_minutes": current_app.config["SETTINGS"].session_minutes,
    }
    return {"account": account, "navigation": _navigation(officer), "home_url": "/", "sign_in_url": None}


def _navigation(officer: Any) -> list[tuple[str, str, bool]]:
    shown = [item for item in ITEMS if item.endpoint in current_app.view_functions and _is_for(item, officer)]
    current = next((item for item in reversed(shown) if _leads_here(item)), None)
    return [(item.label, url_for(item.endpoint), item is current) for item in shown]


def _is_for(item: Item, officer: Any) -> bool:
    if item.is_for_outsiders and officer.role not in OUTSIDERS:
        return False
    if item.unless is not None and is_allowed(officer, item.unless):
        return False
    return item.act is None or is_allowed(officer, item.act)


def _leads_here(item: Item) -> bool:
    """Whether the present page belongs to the item; of several, the last and narrowest is the current one."""
    if request.blueprint == SHEETS:
        return item.label == ATTENDANCE
    if request.blueprint in RELIGIOUS:
        return item.label in (VISITS, CREDENTIALS)
    return request.endpoint == item.endpoint or request.path.startswith(item.paths)
