"""Finding districts, provinces and departments by their names."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from registry.reference.places import (
    UnknownUbigeo,
    departments,
    district_label,
    districts_of,
    provinces,
    search_districts,
)
from registry.views.lookups import Lookup, Option
from registry.vocabulary.spelling import fold

MOST_OTHERS = 5


@dataclass(frozen=True)
class Area:
    """What a list is narrowed to by place; *others* answer the same words less closely."""

    code: str = ""
    label: str = ""
    others: Sequence[Option] = ()
    is_unknown: bool = False


def label_of(ubigeo: str) -> str:
    """«Juliaca, San Román, Puno»; empty for what is no district's code."""
    try:
        return district_label(ubigeo)
    except UnknownUbigeo:
        return ""


def find_districts(text: str) -> Sequence[Option]:
    """Districts that answer the words, the closest first."""
    return [(place.ubigeo, place.label) for place in search_districts(text)]


DISTRICT = Lookup(
    name="ubigeo",
    find=find_districts,
    label=label_of,
    nothing="No hay un distrito que se llame «{typed}». Revise cómo se escribe.",
    several="Hay varios distritos que responden a «{typed}». Elija uno.",
)


def suggestions(ubigeo: str) -> list[str]:
    """Names of the districts of the same department, for the box to complete."""
    return [place.label for place in districts_of(ubigeo[:2])]


def find_areas(text: str) -> Sequence[Option]:
    """Departments, provinces and districts that answer the words or the code, the closest first."""
    if text.isdigit():
        return [area for area in _areas() if area[0] == text] or _districts_with(text)
    words = fold(text).split()
    if not words:
        return []
    wider = [area for area in _areas() if _begins(area[1], words)]
    exact = [area for area in wider if fold(area[1]) == fold(text)]
    return [*exact, *find_districts(text), *(area for area in wider if area not in exact)]


def read_area(text: str) -> Area:
    """The area that the words or the code of an address mean, by the closest name."""
    found = find_areas(text)
    if not found:
        return Area(is_unknown=bool(text))
    (code, label), *others = found
    return Area(code, label, others[:MOST_OTHERS])


def area_suggestions(ubigeo: str) -> list[str]:
    """Names of the provinces and districts of the same department, for a filter to complete."""
    near = [label for code, label in _areas() if code.startswith(ubigeo[:2])]
    return [*near, *suggestions(ubigeo)]


def _districts_with(code: str) -> list[Option]:
    label = label_of(code)
    return [(code, label)] if label else []


@cache
def _areas() -> tuple[Option, ...]:
    """Departments and provinces by code; Callao, which is both, stands once."""
    return (
        *((place.code, f"Departamento de {place.name}") for place in departments()),
        *((place.code, f"Provincia de {place.name}, {place.department}") for place in provinces()),
    )


def _begins(label: str, words: list[str]) -> bool:
    folded = f" {fold(label)}"
    return all(f" {word}" in folded for word in words)
