"""Where somebody may serve, and where the operator is: a list for everybody, and the same on a map."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, render_template, request

from registry.extensions.clock import today
from registry.extensions.spreadsheets import CSV, MEDIA_TYPES, Cell, write_sheet
from registry.reference.places import departments, district_label
from registry.services.institutions.finding import PlaceFilter, PublicUnit, all_units, find_units, marked_units
from registry.services.institutions.landmarks import Landmark, find_offices, find_prisons
from registry.views.institutions import map_facts
from registry.views.institutions.origins import DISTRICT, POINT, RADII, RADIUS, Origin, read_origin, read_radius
from registry.views.lists import ListAddress, page_of, term_of
from registry.vocabulary.institutions import Task, UnitKind
from registry.web.permissions import public

blueprint = Blueprint("public_map", __name__, url_prefix="/mapa")

FILTERS = ("departamento", DISTRICT, POINT, RADIUS, "tipo", "tarea", "plazas")
LANDMARK_FILTERS = ("departamento", DISTRICT, POINT, RADIUS)
PLACES = {"si": ("Con plazas libres", True), "no": ("Sin plazas libres", False)}
HEADINGS = (
    "Unidad", "Tipo", "Distrito", "Ubigeo", "Latitud", "Longitud", "Plazas libres", "Tareas", "Distancia en km",
)  # fmt: skip
GEOJSON = "application/geo+json"
#: Fewer than elsewhere: the map comes over the same line.
PER_PAGE = 25
#: What a browser on a dear line says; the map then waits until it is asked for.
SPARING = "on"
ASKED = "mapa"


@dataclass(frozen=True)
class Asked:
    """What an address asks for: the narrowing, in the registry's terms and in words."""

    address: ListAddress
    wanted: PlaceFilter
    origin: Origin

    @property
    def chips(self) -> list[tuple[str, str]]:
        """The filters in force, in words, each with the address without it."""
        wanted, given = self.wanted, self.address.given
        words = {
            "departamento": _departments().get(wanted.ubigeo, ""),
            DISTRICT if given.get(DISTRICT) else POINT: f"Desde {self.origin.label}" if self.origin.point else "",
            RADIUS: f"Hasta {wanted.radius_km} km" if wanted.radius_km and self.origin.point else "",
            "tipo": wanted.kind.label if wanted.kind else "",
            "tarea": wanted.task.label if wanted.task else "",
            "plazas": PLACES.get(given.get("plazas", ""), ("",))[0],
        }
        return self.address.chips(words)


@blueprint.get("/")
@public
def units() -> str:
    """List the units that receive people."""
    asked = _asked("public_map.units", FILTERS)
    found = find_units(asked.wanted, on=today(), page=page_of(request.args), per_page=PER_PAGE)
    return _page(
        "institutions/map_units.html",
        asked,
        map_facts.of_units(asked.address, found.provinces, asked.wanted),
        page=found.page,
        kinds=UnitKind.choices(),
        tasks=Task.choices(),
        places=[(key, words) for key, (words, _) in PLACES.items()],
        csv_url=ListAddress("public_map.units_csv", asked.address.given).with_(),
    )


@blueprint.get("/oficinas")
@public
def offices() -> str:
    """List the operator's offices."""
    asked = _asked("public_map.offices", LANDMARK_FILTERS)
    return _landmarks("institutions/map_offices.html", asked, find_offices(asked.wanted))


@blueprint.get("/penales")
@public
def prisons() -> str:
    """List the prisons."""
    asked = _asked("public_map.prisons", LANDMARK_FILTERS)
    return _landmarks("institutions/map_prisons.html", asked, find_prisons(asked.wanted))


@blueprint.get("/unidades.csv")
@public
def units_csv() -> Response:
    """The whole list, for a spreadsheet."""
    asked = _asked("public_map.units_csv", FILTERS)
    rows = (_cells(unit) for unit in all_units(asked.wanted, on=today()))
    named = {"Content-Disposition": 'attachment; filename="unidades.csv"'}
    return Response(write_sheet(CSV, HEADINGS, rows), mimetype=MEDIA_TYPES[CSV], headers=named)


@blueprint.get("/unidades.geojson")
@public
def marks() -> Response:
    """The whole list as marks, for the map."""
    asked = _asked("public_map.marks", FILTERS)
    told = map_facts.marks_of(marked_units(asked.wanted, on=today()))
    return Response(json.dumps(told, ensure_ascii=False, separators=(",", ":")), mimetype=GEOJSON)


def _asked(endpoint: str, filters: Sequence[str]) -> Asked:
    address = ListAddress.of(endpoint, request.args, *filters)
    given, origin = address.given, read_origin(address.given)
    department = given.get("departamento", "")
    wanted = PlaceFilter(
        kind=term_of(UnitKind, given.get("tipo")),
        ubigeo=department if department in _departments() else "",
        task=term_of(Task, given.get("tarea")),
        has_places=PLACES.get(given.get("plazas", ""), ("", None))[1],
        origin=origin.point,
        radius_km=read_radius(given),
    )
    return Asked(address, wanted, origin)


def _landmarks(template: str, asked: Asked, found: Sequence[Landmark]) -> str:
    return _page(template, asked, map_facts.of_landmarks(asked.address, found, asked.wanted), found=found)


def _page(template: str, asked: Asked, facts: Mapping[str, Any], **shown: Any) -> str:
    is_sparing = request.headers.get("Save-Data", "").lower() == SPARING and ASKED not in request.args
    return render_template(
        template,
        address=asked.address,
        given=asked.address.given,
        origin=asked.origin,
        wanted=asked.wanted,
        chips=asked.chips,
        departments=list(_departments().items()),
        radii=[(radius, f"{radius} km") for radius in RADII],
        facts=None if is_sparing else facts,
        map_url=asked.address.with_(**{ASKED: "si"}),
        **shown,
    )


def _departments() -> dict[str, str]:
    return {place.code: place.name for place in departments()}


def _cells(unit: PublicUnit) -> Sequence[Cell]:
    return (
        unit.name,
        unit.kind.label,
        district_label(unit.ubigeo),
        unit.ubigeo,
        unit.latitude,
        unit.longitude,
        "sí" if unit.has_places else "no",
        ", ".join(task.label for task in unit.tasks),
        None if unit.distance_km is None else round(unit.distance_km, 1),
    )
