"""From a step's schema to the questions of its page, and from what was typed there to answers and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from marshmallow import Schema
from werkzeug.datastructures import MultiDict

from registry.reference.hours import full_clock
from registry.reference.prisons import prisons
from registry.schemas.fields import Choice, Codes, Day, Decimal, Email, Phone, Rows, Text, Ubigeo, Whole, YesNo
from registry.schemas.forms import BESIDE
from registry.schemas.institutions.social_service import Areas
from registry.schemas.procedures.answers import plain
from registry.schemas.procedures.asking import PrisonCode, PrisonCodes
from registry.views.filling import Form, Read, fill, put, read_input
from registry.views.institutions.coverage import coverage_lines, read_coverage
from registry.views.institutions.vacancy_fields import without_unused
from registry.views.lookups import Found, Option
from registry.views.places import DISTRICT

#: How a field is asked for: the first class that fits counts.
KINDS: tuple[tuple[type[Any], str], ...] = (
    (Rows, "week"),
    (Areas, "places"),
    (PrisonCodes, "prisons"),
    (PrisonCode, "list"),
    (Ubigeo, "district"),
    (Codes, "boxes"),
    (Choice, "choice"),
    (YesNo, "box"),
    (Day, "date"),
    (Whole, "number"),
    (Decimal, "number"),
    (Email, "email"),
    (Phone, "tel"),
    (Text, "text"),
)
#: More options than these are a list that folds.
MOST_RADIOS = 6
PLACES, WEEK = "districts", "shifts"
#: Hidden box of the page of one of several: which one it is.
PLACE = "place"
Options = Mapping[str, Sequence[Option]]


@dataclass(frozen=True)
class Question:
    """A field of a page: how it is asked for, with what words and among which options."""

    name: str
    kind: str
    label: str
    help: str = ""
    is_required: bool = False
    options: Sequence[Option] = ()
    #: What a phone needs to know, and how wide the box is.
    how: Mapping[str, Any] = field(default_factory=dict)


def questions_of(schema: type[Schema], options: Options) -> Sequence[Question]:
    """The questions of a page in their order; one with a single option left is not asked."""
    asked = schema().load_fields
    open_now = [name for name in asked if _is_asked(asked[name], name, options)]
    return [_question(name, asked[name], options.get(name), open_now) for name in open_now]


def labels_of(questions: Sequence[Question]) -> dict[str, str]:
    """What each field is called, for the summary of what is wrong."""
    return {question.name: question.label for question in questions}


def read_answers(form: Form, schema: type[Schema], options: Options) -> Read:
    """Read a posted form into plain answers, or tell field by field what is wrong."""
    values = form.copy()
    values.poplist(PLACE)
    asked = schema().load_fields
    for name, left in options.items():
        if name in asked and len(left) == 1:
            put(values, name, [left[0][0]])
    refusals = _read_places(values) if PLACES in asked else []
    if WEEK in asked:
        values = without_unused(values)
    read = read_input(values, schema(), dict, *([DISTRICT] if DISTRICT.name in asked else []))
    if refusals:
        return Read(None, {**read.errors, PLACES: refusals}, read.found, read.values)
    return Read(None if read.details is None else plain(read.details), read.errors, read.found, read.values)


def filled(schema: type[Schema], answers: Mapping[str, Any]) -> Form:
    """The form that would send these answers."""
    shown = dict(answers or _usual(schema))
    if WEEK in shown:
        shown[WEEK] = [_shift_row(row) for row in shown[WEEK]]
    form = fill(shown, list(schema().load_fields))
    if PLACES in shown:
        put(form, PLACES, [coverage_lines(shown[PLACES])])
    return form


def typed_values(form: Form) -> dict[str, str | list[str]]:
    """What was typed, as a draft keeps it before it is right."""
    lists = {name: form.getlist(name) for name in form if name not in BESIDE}
    return {name: values[0] if len(values) == 1 else values for name, values in lists.items()}


def form_of(typed: Mapping[str, Any]) -> Form:
    """The form that sent these values."""
    form: Form = MultiDict()
    for name, value in typed.items():
        form.setlist(name, value if isinstance(value, list) else [value])
    return form


def district_of(form: Form) -> Found:
    """The district that a page shows: found by what was typed, without a word against what is not finished."""
    return DISTRICT.read(form)


def _usual(schema: type[Schema]) -> dict[str, int]:
    """Numbers that a form proposes."""
    defaults = {name: asked.load_default for name, asked in schema().load_fields.items()}
    return {name: default for name, default in defaults.items() if isinstance(default, int) and default > 1}


def _is_asked(asked: Any, name: str, options: Options) -> bool:
    return asked.metadata.get("is_asked", True) and len(options.get(name, (0, 0))) != 1


def _question(name: str, asked: Any, given: Sequence[Option] | None, beside: Sequence[str]) -> Question:
    kind = next(kind for known, kind in KINDS if isinstance(asked, known))
    options = given if given is not None else _options(asked)
    if kind == "text" and asked.lines:
        kind = "lines"
    if kind == "number" and options:
        kind = "choice"
    if kind == "choice" and len(options) > MOST_RADIOS:
        kind = "list"
    told = asked.metadata
    how = {name: value for name, value in told.items() if name in ("autocomplete", "inputmode", "width", "unit")}
    is_required = asked.required or told.get("is_needed", False)
    unsettled, while_open = told.get("unsettled", ("", ""))
    help_text = while_open if unsettled in beside else told.get("help", "")
    return Question(name, kind, told.get("label", name), help_text, is_required, options, how)


def _options(asked: Any) -> Sequence[Option]:
    if isinstance(asked, Choice):
        return asked.vocabulary.choices()
    if isinstance(asked, Codes):
        inner: Any = asked.inner
        choices: Sequence[Option] = inner.vocabulary.choices()
        return choices
    if isinstance(asked, PrisonCode | PrisonCodes):
        return prison_options()
    return ()


def prison_options(codes: Sequence[str] | None = None) -> Sequence[Option]:
    """Prisons by name, all or those of these codes."""
    wanted = [prison for prison in prisons() if codes is None or prison.code in codes]
    return sorted(((prison.code, prison.name) for prison in wanted), key=lambda option: option[1])


def _read_places(values: Form) -> list[str]:
    """Put the codes of the places in the place of their names; words for each that is none."""
    coverage = read_coverage(values.get(PLACES, ""))
    put(values, PLACES, coverage.codes)
    return list(coverage.refusals)


def _shift_row(row: Mapping[str, Any]) -> dict[str, Any]:
    hours = {"start": full_clock(row["start_minute"]), "end": full_clock(row["end_minute"])}
    return {"shift": row["shift"], **hours, "places": row["places"]}
