"""One row of a sheet of people: its cells become a person, a sentence and a placement."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import Schema, fields

from registry.schemas.base import InputSchema
from registry.schemas.basics import Spanish, words
from registry.schemas.fields import Choice, Day, Text
from registry.schemas.people.half_days import read_half_days, read_stretches
from registry.schemas.people.person import PersonInput
from registry.schemas.people.sentence import SentenceInput
from registry.schemas.sheets import Refusals, load_cells, refuse_unknown
from registry.vocabulary.institutions import Task

SEPARATORS = re.compile(r"[;,]")
#: What a spreadsheet computes, or could not compute: never what somebody typed of a person.
COMPUTED = re.compile(r"=.*|#¿?[A-Z/0¡]+[!?]?", re.DOTALL)


class Stretches(Spanish, fields.Field[tuple[Any, ...]]):
    """Parts of a week, «sábado mañana; dom 8:00-13:00», as tuples (weekday, is morning, start, end)."""

    default_error_messages = words(invalid="No entendemos «{part}». Escriba «sábado mañana» o «sáb 8:00-13:00».")

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        try:
            return read_stretches(str(value))
        except ValueError as refusal:
            raise self.make_error("invalid", part=refusal.args[0]) from None


class WrittenPlacementInput(InputSchema):
    """Where the person serves already."""

    unit = Text(200, required=True)
    task = Choice(Task, load_default=None)
    attendances = Stretches(required=True)
    starts_on = Day(required=True)


def load_row(cells: Mapping[str, str]) -> tuple[dict[str, Any], Refusals]:
    """Load a row's cells by field: details by noun, and refusals by field.

    A sentence, or a placement, whose cells are all blank is None. A placement needs a sentence.
    """
    person, refused = _load(_PERSON, cells)
    sentence, more = _load_if_any(_SENTENCE, cells)
    placement, most = _load_if_any(_PLACEMENT, cells)
    refused = {**refused, **more, **most, **refuse_unknown(cells, _PERSON, _SENTENCE, _PLACEMENT), **_computed(cells)}
    if placement and sentence is None and not more:
        refused["case_number"] = ["Falta la sentencia que se cumple en la unidad. Complétela."]
    return {"person": person, "sentence": sentence, "placement": placement}, refused


def _load_if_any(schema: Schema, cells: Mapping[str, str]) -> tuple[dict[str, Any] | None, Refusals]:
    return _load(schema, cells) if cells.keys() & schema.load_fields.keys() else (None, {})


def _load(schema: Schema, cells: Mapping[str, str]) -> tuple[dict[str, Any], Refusals]:
    given: dict[str, Any] = {}
    refused: Refusals = {}
    for name in cells.keys() & schema.load_fields.keys():
        try:
            given[name] = _READERS.get(name, str)(cells[name])
        except ValueError:
            refused[name] = ["No entendemos estos turnos. Escriba, por ejemplo, «sábado mañana; domingo tarde»."]
    loaded, told = load_cells(schema, given)
    return loaded, told | refused


def _computed(cells: Mapping[str, str]) -> Refusals:
    words = "La celda tiene una fórmula o un error de la hoja. Escriba el dato."
    return {name: [words] for name, cell in cells.items() if COMPUTED.fullmatch(cell)}


def _several(cell: str) -> list[str]:
    return [part.strip() for part in SEPARATORS.split(cell) if part.strip()]


_PERSON, _SENTENCE, _PLACEMENT = PersonInput(), SentenceInput(), WrittenPlacementInput()
_READERS: dict[str, Callable[[str], Any]] = {
    "skills": _several,
    "unable": _several,
    "free_shifts": read_half_days,
}
