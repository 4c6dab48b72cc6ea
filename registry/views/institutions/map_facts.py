"""What the map's script is given: counts by province, marks, and where the rest is; no more than the list says."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from registry.reference.places import departments
from registry.services.institutions.finding import PlaceFilter, ProvinceCount, PublicUnit
from registry.services.institutions.landmarks import Landmark
from registry.views.formats.assets import asset_url
from registry.views.formats.places import district_text
from registry.views.institutions.origins import DISTRICT, POINT
from registry.views.lists import ListAddress

#: Decimals of a position: about a hundred metres, finer than the outlines.
FINENESS = 3
#: In the place of the point, in the address that the script completes.
HERE = "aqui"


def of_units(address: ListAddress, counts: Sequence[ProvinceCount], wanted: PlaceFilter) -> dict[str, Any]:
    """Counts by province, and where the marks of a department come from."""
    narrowing: dict[str, Any] = {name: value for name, value in address.given.items() if name != "departamento"}
    return _shared(address, wanted) | {
        "marks": url_for("public_map.marks", **narrowing),
        "districts": {place.code: asset_url(f"maps/districts-{place.code}.json") for place in departments()},
        "provinces": [
            [count.code, round(count.latitude, 2), round(count.longitude, 2), count.units] for count in counts
        ],
    }


def of_landmarks(address: ListAddress, found: Sequence[Landmark], wanted: PlaceFilter) -> dict[str, Any]:
    """Each office or prison."""
    places = [[*_rounded(place), place.name, district_text(place.ubigeo)] for place in found]
    return _shared(address, wanted) | {"places": places}


def marks_of(units: Sequence[PublicUnit]) -> dict[str, Any]:
    """Units as GeoJSON, longitude first."""
    return {"type": "FeatureCollection", "features": [_feature(unit) for unit in units]}


def _shared(address: ListAddress, wanted: PlaceFilter) -> dict[str, Any]:
    origin = wanted.origin
    measured = ListAddress(address.endpoint, {key: text for key, text in address.given.items() if key != DISTRICT})
    return {
        "outlines": asset_url("maps/departments.json"),
        "here": measured.with_(**{POINT: HERE}),
        "origin": [*_rounded(origin), wanted.radius_km] if origin else None,
    }


def _rounded(place: Any) -> tuple[float, float]:
    return round(place.latitude, FINENESS), round(place.longitude, FINENESS)


def _feature(unit: PublicUnit) -> Mapping[str, Any]:
    latitude, longitude = _rounded(unit)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {
            "name": unit.name,
            "kind": unit.kind.label,
            "ubigeo": unit.ubigeo,
            "district": district_text(unit.ubigeo).partition(",")[0],
            "places": unit.has_places,
        },
    }
