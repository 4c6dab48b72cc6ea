"""Where help is given, as people write it: districts, provinces and departments by name, one a line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from registry.reference.places import departments, provinces
from registry.views.places import find_areas, label_of
from registry.vocabulary.spelling import fold

MOST_NAMED = 4


@dataclass(frozen=True)
class Coverage:
    """Codes of the places that were written, and words for each line that is none or several."""

    codes: Sequence[str]
    refusals: Sequence[str]


def read_coverage(text: str) -> Coverage:
    """Find each line's place by its name."""
    codes: list[str] = []
    refusals: list[str] = []
    for line in filter(None, (" ".join(line.split()) for line in text.splitlines())):
        found = list(find_areas(line))
        exact = [area for area in found if fold(area[1]) == fold(line)] or found
        if len(exact) == 1:
            codes.append(exact[0][0])
        else:
            refusals.append(_refusal(line, [label for _, label in exact]))
    return Coverage(list(dict.fromkeys(codes)), refusals)


def coverage_lines(codes: Iterable[str]) -> str:
    """The places as the form shows them again."""
    return "\n".join(area_label(code) for code in codes)


def area_label(code: str) -> str:
    """«Departamento de Puno», «Provincia de San Román, Puno», or the district in full; the code where it is unknown."""
    wider = {place.code: f"Departamento de {place.name}" for place in departments()}
    wider |= {place.code: f"Provincia de {place.name}, {place.department}" for place in provinces()}
    return wider.get(code) or label_of(code) or code


def _refusal(line: str, labels: Sequence[str]) -> str:
    if not labels:
        return f"No hay un lugar que se llame «{line}». Revise cómo se escribe."
    named = "; ".join(labels[:MOST_NAMED])
    return f"«{line}» puede ser más de un lugar: {named}. Escriba uno completo."
