"""Where the distances of a public list are measured from: a district by its name, or a point of the map."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.reference.geography import PositionOutsidePeru, check_position
from registry.services.institutions.finding import Point
from registry.services.locations import capital_of
from registry.views.lists import number_of
from registry.views.lookups import Option
from registry.views.places import find_districts, label_of
from registry.vocabulary.spelling import fold

#: Parts of the address: the district in words or by its code, the point of the map, and how far.
DISTRICT, POINT, RADIUS = "desde", "punto", "radio"
RADII = (5, 10, 25, 50, 100, 200)
MOST_OTHERS = 5
#: Two decimals, about a kilometre: enough to compare distances, too little to tell where somebody lives.
POINT_FORM = re.compile(r"(-\d{1,2}(?:\.\d{1,2})?),(-\d{1,2}(?:\.\d{1,2})?)")
OF_MAP = "el punto que eligió en el mapa"


@dataclass(frozen=True)
class Origin:
    """A beginning of distances; *others* are districts that the same words may mean."""

    point: Point | None = None
    label: str = ""
    ubigeo: str = ""
    others: Sequence[Option] = ()
    is_unknown: bool = False


def read_origin(given: Mapping[str, str]) -> Origin:
    """The district that the words or the code of an address mean, or else its point of the map."""
    words = given.get(DISTRICT, "")
    if not words:
        point = _point(given.get(POINT, ""))
        return Origin(point, OF_MAP) if point else Origin()
    placed = [(option, capital) for option in _districts(words) if (capital := capital_of(option[0]))]
    if not placed:
        return Origin(is_unknown=True)
    ((ubigeo, label), capital), *others = placed
    return Origin(Point(*capital), label, ubigeo, [option for option, _ in others[:MOST_OTHERS]])


def read_radius(given: Mapping[str, str]) -> int | None:
    """How far the list goes, where the address says one of the distances offered."""
    radius = number_of(given.get(RADIUS))
    return radius if radius in RADII else None


def _districts(words: str) -> Sequence[Option]:
    """The district with this code, those with exactly this name, or else those that answer the words."""
    if words.isdigit():
        label = label_of(words)
        return [(words, label)] if label else []
    found = find_districts(words)
    return [option for option in found if fold(option[1].partition(",")[0]) == fold(words)] or found


def _point(text: str) -> Point | None:
    found = POINT_FORM.fullmatch(text)
    if found is None:
        return None
    latitude, longitude = float(found[1]), float(found[2])
    try:
        check_position(latitude, longitude)
    except PositionOutsidePeru:
        return None
    return Point(latitude, longitude)
