"""The list of people and one person's page."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.extensions.clock import today
from registry.services.people.directory import PeopleFilter, list_people
from registry.services.people.files import open_file
from registry.services.placements.placements import list_of_person
from registry.views import searches
from registry.views.lists import ListAddress, number_of, page_of, term_of
from registry.views.people.file import read_file
from registry.views.places import Area, area_suggestions, read_area
from registry.vocabulary.accounts import Act
from registry.vocabulary.people import SentenceStatus
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("people", __name__, url_prefix="/personas")

FILTERS = ("busqueda", "estado", "lugar", "prescribe")
PERIODS = ((30, "En 30 días"), (60, "En 60 días"), (90, "En 90 días"), (180, "En 6 meses"))
LONGEST_PERIOD = 3_650
COLUMNS = [
    {"label": "Persona"},
    {"label": "Documento"},
    {"label": "Distrito"},
    {"label": "Jornadas", "is_number": True},
    {"label": "Prescribe"},
    {"label": "Estado"},
]


@blueprint.get("/")
@permits(Act.READ_PEOPLE)
def index() -> str:
    """List the office's people."""
    address = ListAddress.of("people.index", request.args, *FILTERS)
    area = read_area(address.given.get("lugar", ""))
    narrowed = _narrowed(address.given, area)
    officer = current_officer()
    return render_template(
        "people/index.html",
        page=list_people(narrowed, officer=officer, page=page_of(request.args)),
        address=address,
        narrowed=narrowed,
        columns=COLUMNS,
        chips=address.chips(_words(narrowed, area)),
        statuses=SentenceStatus.choices(),
        periods=PERIODS,
        suggestions=area_suggestions(officer.home_ubigeo),
        area=area,
        today=today(),
    )


@blueprint.post("/buscar")
@permits(Act.READ_PEOPLE)
def search() -> Response:
    """Look for a name or a document; the address that follows carries only a key."""
    text = request.form.get("search", "").strip()
    if not text:
        return redirect(url_for("people.index"), 303)
    return redirect(url_for("people.index", busqueda=searches.keep(text)), 303)


@blueprint.get("/<int:person_id>")
@permits(Act.READ_PEOPLE)
def show(person_id: int) -> str:
    """Show a person's file; the audit notes who looked."""
    officer = current_officer()
    person = open_file(person_id, officer=officer)
    placements = list_of_person(person_id, officer=officer)
    return render_template(
        "people/person.html", person=person, file=read_file(person, placements, officer), today=today()
    )


def _narrowed(given: Mapping[str, str], area: Area) -> PeopleFilter:
    days = number_of(given.get("prescribe"))
    return PeopleFilter(
        search=searches.asked(given),
        ubigeo=area.code,
        status=term_of(SentenceStatus, given.get("estado")),
        prescribes_within_days=days if days is not None and days <= LONGEST_PERIOD else None,
    )


def _words(narrowed: PeopleFilter, area: Area) -> dict[str, str]:
    return {
        "busqueda": f"Búsqueda: {narrowed.search}" if narrowed.search else "",
        "estado": narrowed.status.label if narrowed.status else "",
        "lugar": area.label,
        "prescribe": _period(narrowed.prescribes_within_days),
    }


def _period(days: int | None) -> str:
    if days is None:
        return ""
    return "Prescribe hoy o antes" if days == 0 else f"Prescribe en {days} días" if days > 1 else "Prescribe mañana"
