"""The list of institutions and one institution's page."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template, request

from registry.extensions.clock import today
from registry.services.accounts.policy import Act, is_allowed
from registry.services.institutions.institutions import InstitutionFilter, get_institution, list_institutions
from registry.services.institutions.registrations import find_active
from registry.services.institutions.units import UnitFilter, list_units
from registry.services.placements.affected import list_affected
from registry.views.institutions.standing import of_institution, of_unit
from registry.views.lists import ListAddress, page_of, term_of
from registry.views.places import Area, area_suggestions, read_area
from registry.vocabulary.institutions import InstitutionNature, InstitutionRole, RegistrationState
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("institutions", __name__, url_prefix="/instituciones")

FILTERS = ("buscar", "naturaleza", "lugar", "inscripcion")
#: The one standing that the list can be narrowed to: what the day's page asks to renew.
EXPIRING = ("por-vencer", "Por renovar en su oficina")
COLUMNS = [{"label": "Institución"}, {"label": "RUC"}, {"label": "Distrito"}, {"label": "Inscripción como unidad"}]
REGISTRATION_COLUMNS = [
    {"label": "Inscrita como"},
    {"label": "Vigencia"},
    {"label": "Resolución"},
    {"label": "Estado"},
    {"label": "Acciones"},
]
UNIT_COLUMNS = [
    {"label": "Unidad"},
    {"label": "Distrito"},
    {"label": "Plazas libres", "is_number": True},
    {"label": "Estado"},
]


@blueprint.get("/")
@permits(Act.READ_INSTITUTIONS)
def index() -> str:
    """List the institutions, whichever the office."""
    officer = current_officer()
    address = ListAddress.of("institutions.index", request.args, *FILTERS)
    area = read_area(address.given.get("lugar", ""))
    is_expiring = address.given.get("inscripcion") == EXPIRING[0]
    wanted = InstitutionFilter(
        search=address.given.get("buscar", ""),
        nature=term_of(InstitutionNature, address.given.get("naturaleza")),
        ubigeo=area.code,
        expiring_on=today() if is_expiring else None,
        office_id=officer.office_id if is_expiring else None,
    )
    return render_template(
        "institutions/index.html",
        page=list_institutions(wanted, officer=officer, page=page_of(request.args)),
        address=address,
        wanted=wanted,
        columns=COLUMNS,
        chips=address.chips(_words(wanted, area)),
        standings=[EXPIRING],
        natures=InstitutionNature.choices(),
        suggestions=area_suggestions(officer.home_ubigeo),
        area=area,
        standing_of=of_institution,
    )


@blueprint.get("/<int:institution_id>")
@permits(Act.READ_INSTITUTIONS)
def show(institution_id: int) -> str:
    """Show an institution with its registrations and its units in the office."""
    officer = current_officer()
    institution = get_institution(institution_id, officer=current_officer())
    return render_template(
        "institutions/institution.html",
        institution=institution,
        units=_units_of(institution_id),
        affected=_affected(institution),
        registration_columns=REGISTRATION_COLUMNS,
        unit_columns=UNIT_COLUMNS,
        standing_of=of_unit,
        may_suspend=is_allowed(officer, Act.SUSPEND_REGISTRATIONS),
        states=RegistrationState,
        today=today(),
    )


def _affected(institution: Any) -> Sequence[Any]:
    """Units where somebody serves while the institution receives nobody; nothing where its registration is in force."""
    officer = current_officer()
    held = find_active(institution, InstitutionRole.BENEFICIARY_UNIT)
    if held is None or held.is_in_force(today()) or not is_allowed(officer, Act.READ_UNITS):
        return []
    return list_affected(held.id, officer=officer)


def _units_of(institution_id: int) -> Any:
    """Its units; none for whoever has nothing to do with units: a company, a religious group."""
    officer = current_officer()
    if not is_allowed(officer, Act.READ_UNITS):
        return None
    return list_units(UnitFilter(institution_id=institution_id), officer=officer)


def _words(wanted: InstitutionFilter, area: Area) -> dict[str, str]:
    return {
        "buscar": f"Búsqueda: {wanted.search}" if wanted.search else "",
        "naturaleza": wanted.nature.label if wanted.nature else "",
        "lugar": area.label,
        "inscripcion": EXPIRING[1] if wanted.expiring_on else "",
    }
