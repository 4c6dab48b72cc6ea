"""The list of the office's units and one unit's page."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.extensions.clock import today
from registry.schemas.forms import read_version
from registry.services.accounts.policy import is_allowed
from registry.services.institutions.offering import list_served
from registry.services.institutions.units import UnitFilter, close_unit, get_unit, list_units, reopen_unit
from registry.services.placements.serving import list_at_unit
from registry.views.institutions.acting import act
from registry.views.institutions.standing import of_unit
from registry.views.lists import ListAddress, page_of, term_of
from registry.views.places import Area, area_suggestions, read_area
from registry.vocabulary.accounts import Act
from registry.vocabulary.institutions import UnitKind
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("units", __name__, url_prefix="/unidades")

FILTERS = ("buscar", "tipo", "lugar", "estado", "plazas")
STATES = {"abierta": ("Abiertas", True), "cerrada": ("Cerradas", False)}
PLACES = {"si": ("Con plazas libres", True), "no": ("Sin plazas libres", False)}
COLUMNS = [
    {"label": "Unidad"},
    {"label": "Tipo"},
    {"label": "Distrito"},
    {"label": "Vacantes", "is_number": True},
    {"label": "Plazas libres", "is_number": True},
    {"label": "Estado"},
]
CLOSED = "La unidad quedó cerrada. Las próximas rondas no le envían a nadie; quienes sirven allí continúan."
REOPENED = "La unidad quedó abierta para las próximas rondas."


@blueprint.get("/")
@permits(Act.READ_UNITS)
def index() -> str:
    """List the office's units."""
    officer = current_officer()
    address = ListAddress.of("units.index", request.args, *FILTERS)
    area = read_area(address.given.get("lugar", ""))
    wanted = UnitFilter(
        search=address.given.get("buscar", ""),
        kind=term_of(UnitKind, address.given.get("tipo")),
        ubigeo=area.code,
        is_open=_chosen(STATES, address, "estado")[1],
        has_places=_chosen(PLACES, address, "plazas")[1],
    )
    return render_template(
        "institutions/units.html",
        page=list_units(wanted, officer=officer, page=page_of(request.args)),
        address=address,
        wanted=wanted,
        columns=COLUMNS,
        chips=address.chips(_words(address, wanted, area)),
        kinds=UnitKind.choices(),
        states=[(key, words) for key, (words, _) in STATES.items()],
        places=[(key, words) for key, (words, _) in PLACES.items()],
        suggestions=area_suggestions(officer.home_ubigeo),
        area=area,
        standing_of=of_unit,
    )


@blueprint.get("/<int:unit_id>")
@permits(Act.READ_UNITS)
def show(unit_id: int) -> str:
    """Show a unit: what it offers and who serves there."""
    officer = current_officer()
    unit = get_unit(unit_id, officer=officer)
    receives = unit.receives_people(today())
    return render_template(
        "institutions/unit.html",
        unit=unit,
        standing=of_unit(unit),
        serving=list_at_unit(unit_id, officer=officer),
        receives=receives,
        served=list_served(unit_id, account=officer)
        if not receives and is_allowed(officer, Act.OFFER_VACANCIES)
        else None,
    )


@blueprint.post("/<int:unit_id>/cerrar")
@permits(Act.KEEP_UNITS)
def close(unit_id: int) -> Response:
    """Take a unit out of the rounds to come."""
    version = read_version(request.form)
    if act(lambda: close_unit(unit_id, version=version, officer=current_officer())):
        flash(CLOSED, "success")
    return redirect(url_for("units.show", unit_id=unit_id), 303)


@blueprint.post("/<int:unit_id>/reabrir")
@permits(Act.KEEP_UNITS)
def reopen(unit_id: int) -> Response:
    """Let rounds send people to a unit again."""
    version = read_version(request.form)
    if act(lambda: reopen_unit(unit_id, version=version, officer=current_officer())):
        flash(REOPENED, "success")
    return redirect(url_for("units.show", unit_id=unit_id), 303)


def _chosen(choices: dict[str, tuple[str, bool]], address: ListAddress, name: str) -> tuple[str, bool | None]:
    return choices.get(address.given.get(name, ""), ("", None))


def _words(address: ListAddress, wanted: UnitFilter, area: Area) -> dict[str, str]:
    return {
        "buscar": f"Búsqueda: {wanted.search}" if wanted.search else "",
        "tipo": wanted.kind.label if wanted.kind else "",
        "lugar": area.label,
        "estado": _chosen(STATES, address, "estado")[0],
        "plazas": _chosen(PLACES, address, "plazas")[0],
    }
