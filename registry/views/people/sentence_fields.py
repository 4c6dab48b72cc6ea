"""The form of a sentence: its fields, how it is read and filled, and what the law says of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from marshmallow import ValidationError

from registry.extensions.clock import today
from registry.reference.offences import find_offence, offences, search_offences
from registry.schemas.fields import Day
from registry.schemas.people.sentence import SentenceInput, SentenceOutput
from registry.services.accounts.accounts import Account
from registry.services.people.details import SentenceDetails
from registry.services.people.penalties import (
    Bounds,
    has_own_penalty,
    jornadas_admitted,
    jornadas_by_law,
    offence_key,
    suggested_prescription,
)
from registry.views.conflicts import Field, Values, day, plain, term, yes_no
from registry.views.filling import Form, Read, fill, read_input
from registry.views.lists import term_of
from registry.views.lookups import Lookup, Option
from registry.views.unit_lookup import unit_lookup
from registry.vocabulary.people import PenaltyOrigin, Programme, SentenceKind

MOST_ZONES = 3
ZONE_PARTS = (("latitude", "latitud"), ("longitude", "longitud"), ("radius_km", "radio"))
#: Boxes of the page that no schema knows.
BESIDE = ("consult", "suggestion_seen")


class Law(NamedTuple):
    """What the law says of the form as filled so far."""

    bounds: Bounds | None
    prescribes_on: date | None


def offence_label(key: str) -> str:
    """«274.1 Conducción en estado de ebriedad o drogadicción»; empty for what names no article."""
    if known := find_offence(key):
        return f"{known.key} {known.label}"
    return f"Art. {key}" if key and offence_key(key) == key else ""


def find_offences(text: str) -> Sequence[Option]:
    """Offences of the catalogue that answer the words, and any other article that they name."""
    exact = [offence for offence in offences() if text == offence_label(offence.key)]
    known = [(offence.key, offence_label(offence.key)) for offence in exact or search_offences(text)]
    free = None if exact else offence_key(text)
    outside = [(free, offence_label(free))] if free and free not in dict(known) else []
    return [*known, *outside]


OFFENCE = Lookup(
    name="offence",
    find=find_offences,
    label=offence_label,
    nothing="No hay un delito que responda a «{typed}». Escriba su nombre o su artículo, por ejemplo 274.",
    several="Varios delitos responden a «{typed}». Elija uno.",
)


def _court_unit(values: Values) -> str:
    return "otra unidad" if values else ""


FIELDS = (
    Field("kind", "Pena", term(SentenceKind)),
    Field("origin", "Origen de la pena", term(PenaltyOrigin)),
    Field("judgment_date", "Fecha de la sentencia", day),
    Field("offence", "Delito o falta", lambda values: ", ".join(offence_label(value) for value in values)),
    Field("jornadas", "Jornadas", plain),
    Field("case_number", "Expediente judicial", plain),
    Field("court", "Juzgado", plain),
    Field("received_on", "Recibida en la oficina", day),
    Field("prescribes_on", "Fecha de prescripción", day),
    Field("education_bar", "Impide contacto con estudiantes", yes_no),
    Field("court_unit_id", "Unidad que fijó el juez", _court_unit),
    Field("court_programme", "Programa que fijó el juez", term(Programme)),
    Field("court_weekly_hours", "Horas semanales que fijó el juez", plain),
    Field("court_remark", "Otros términos", plain),
    Field("range_exception", "Motivo de la excepción", plain),
    *(
        Field(f"exclusion_zones-{row}-{part}", f"Zona {row}, {words}", plain)
        for row in range(1, MOST_ZONES + 1)
        for part, words in ZONE_PARTS
    ),
)
LABELS = {field.name: field.label for field in FIELDS}
NAMES = [field.name for field in FIELDS if "-" not in field.name] + ["exclusion_zones"]


def filled(sentence: Any) -> Form:
    """The form that would send the sentence as kept."""
    return fill(SentenceOutput().dump(sentence), NAMES)


def read(form: Form, officer: Account) -> Read:
    """Read a posted form into a sentence's details."""
    given = form.copy()
    for name in BESIDE:
        given.poplist(name)
    return read_input(given, SentenceInput(), SentenceDetails, OFFENCE, unit_lookup("court_unit_id", officer))


def law_of(values: Form) -> Law:
    """The range of jornadas and the prescription that follow from what is filled in."""
    kind, origin = term_of(SentenceKind, values.get("kind")), term_of(PenaltyOrigin, values.get("origin"))
    offence, judgment_date = values.get("offence", ""), _day(values.get("judgment_date", ""))
    suggested = suggested_prescription(offence, judgment_date) if judgment_date else None
    if kind is None or origin is None or not offence:
        return Law(None, suggested)
    day_of_law = judgment_date or today()
    if origin is PenaltyOrigin.AUTONOMOUS and has_own_penalty(offence):
        return Law(jornadas_admitted(kind, offence, day_of_law), suggested)
    return Law(jornadas_by_law(kind, origin, day_of_law), suggested)


def _day(text: str) -> date | None:
    try:
        found: date = Day().deserialize(text)
    except ValidationError:
        return None
    return found
