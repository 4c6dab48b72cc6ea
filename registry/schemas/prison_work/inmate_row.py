"""One row of a sheet of inmates: its cells become a file, and what the law reserves where it is told."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from registry.schemas.base import InputSchema
from registry.schemas.fields import Text
from registry.schemas.prison_work.inmate import InmateReservedInput, NewInmateInput
from registry.schemas.prison_work.money import Soles
from registry.schemas.sheets import Refusals, load_cells, refuse_unknown

PARTS = re.compile(r"[;,]")
EXPERIENCE = re.compile(r"(?P<trade>.+?)[ :]+(?P<months>\d{1,3})(?: mes(?:es)?)?")
EXPERIENCE_ODD = "Escriba oficio y meses, por ejemplo «Carpintería 24; Pintura 6»."


class SheetInput(NewInmateInput):
    """A new file by the fields of its columns; which pavilion is told by its name."""

    class Meta(NewInmateInput.Meta):
        exclude = ("pavilion_id",)

    reparation_cents = Soles(load_default=0)


class PavilionNameInput(InputSchema):
    """The pavilion by its name."""

    pavilion = Text(80, load_default="")


def load_inmate(cells: Mapping[str, str]) -> tuple[dict[str, Any], Refusals]:
    """Load a row's cells by field: facts by noun, and refusals by field; reserved cells that are all blank are None."""
    given: dict[str, Any] = {}
    refused = refuse_unknown(cells, _INMATE, _RESERVED, _PAVILION)
    for name, cell in cells.items():
        try:
            given[name] = READERS.get(name, str)(cell)
        except ValueError:
            refused[name] = [EXPERIENCE_ODD]
    inmate, told = load_cells(_INMATE, given)
    pavilion, _ = load_cells(_PAVILION, given)
    reserved, more = load_cells(_RESERVED, given) if cells.keys() & _RESERVED.load_fields.keys() else (None, {})
    prison, stage = inmate.pop("prison", ""), inmate.pop("stage", None)
    row = {"prison": prison, "stage": stage, "inmate": inmate, "reserved": reserved, **pavilion}
    return row, told | more | refused


def _several(cell: str) -> list[str]:
    return [part.strip() for part in PARTS.split(cell) if part.strip()]


def _experience(cell: str) -> list[dict[str, str]]:
    found = [EXPERIENCE.fullmatch(part) for part in _several(cell)]
    if None in found:
        raise ValueError(cell)
    return [one.groupdict() for one in found if one]


_INMATE, _RESERVED, _PAVILION = SheetInput(), InmateReservedInput(), PavilionNameInput()
READERS: dict[str, Callable[[str], Any]] = {
    "skills": _several,
    "certificates": _several,
    "unable": _several,
    "offences": _several,
    "experience": _experience,
}
