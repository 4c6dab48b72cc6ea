"""The form of a vacancy: its fields, its week, how it is read and filled."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from registry.schemas.institutions.vacancy import OfferInput, VacancyInput, VacancyOutput
from registry.services.institutions.details import VacancyDetails
from registry.services.institutions.vacancy_rules import box
from registry.views.conflicts import NOTHING, Field, plain, term
from registry.views.filling import Form, Read, fill, read_input
from registry.views.formats.shifts import shift_name
from registry.vocabulary.institutions import Task, WorkDemand
from registry.vocabulary.people import Programme, Skill
from registry.vocabulary.shifts import Shift

PARTS = {"start": "desde", "end": "hasta", "places": "plazas"}
#: Hours that the form proposes for a half day.
MORNING, AFTERNOON = ("08:00", "13:00"), ("14:00", "19:00")


class Row(NamedTuple):
    """A half day of the form: its number, its name, and what its boxes hold."""

    shift: int
    name: str
    start: str
    end: str
    places: str


FIELDS = (
    Field("task", "Tarea", term(Task)),
    Field("duties", "Labores concretas", plain),
    Field("supervisor", "Quién recibe a la persona", plain),
    Field("skills", "Habilidades que aprovecha", term(Skill)),
    Field("demands", "Qué exige el trabajo", term(WorkDemand)),
    Field("minimum_age", "Edad mínima", plain),
    Field("programme", "Programa", term(Programme)),
    Field("total_places", "Plazas en total", plain),
    *(
        Field(box(shift, part), f"{shift_name(shift).capitalize()}, {words}", plain)
        for shift in Shift
        for part, words in PARTS.items()
    ),
)
LABELS = {field.name: field.label for field in FIELDS}
NAMES = ["task", "duties", "supervisor", "skills", "demands", "minimum_age", "programme", "total_places", "shifts"]


#: What the form offers to choose from.
CHOICES = {
    "tasks": Task.choices(),
    "programmes": Programme.choices(),
    "skills": Skill.choices(),
    "demands": WorkDemand.choices(),
}


class Difference(NamedTuple):
    """A field that a planned change writes: its name, what it holds and what it shall hold."""

    label: str
    before: str
    after: str


def filled(vacancy: Any) -> Form:
    """The form that would send the vacancy as kept, or as details say."""
    form = fill(VacancyOutput(only=NAMES).dump(vacancy), NAMES)
    known = {field.name for field in FIELDS}
    for name in [name for name in form if name not in known]:
        form.poplist(name)
    return form


def read(form: Form) -> Read:
    """Read a posted form of a vacancy."""
    return read_input(without_unused(form), VacancyInput(), VacancyDetails)


def read_offer(form: Form) -> Read:
    """Read a posted form of a vacancy that an institution offers by itself."""
    return read_input(without_unused(form), OfferInput(), VacancyDetails)


def differences(vacancy: Any, details: VacancyDetails) -> list[Difference]:
    """What a vacancy would hold otherwise, field by field."""
    kept, wanted = filled(vacancy), filled(details)
    told = (Difference(field.label, _told(field, kept), _told(field, wanted)) for field in FIELDS)
    return [one for one in told if one.before != one.after]


def without_unused(form: Form) -> Form:
    """The form without half days that have no places and whose hours are only those proposed."""
    given = form.copy()
    for shift in Shift:
        if _is_unused(form, shift):
            for part in PARTS:
                given.poplist(box(shift, part))
    return given


def rows(form: Form, *, is_weekend: bool) -> Iterator[Row]:
    """The half days of the weekend, or of the other days, as the form shows them."""
    for shift in Shift:
        if shift.is_weekend is is_weekend:
            start, end = _proposed(shift)
            yield Row(
                shift=int(shift),
                name=shift_name(shift).capitalize(),
                start=form.get(box(shift, "start"), start),
                end=form.get(box(shift, "end"), end),
                places=form.get(box(shift, "places"), ""),
            )


def _told(field: Field, form: Form) -> str:
    values = [value for value in form.getlist(field.name) if value.strip()]
    return field.tell(values) if values else NOTHING


def _is_unused(form: Form, shift: Shift) -> bool:
    start, end, places = (form.get(box(shift, part), "").strip() for part in PARTS)
    return places == "0" or (not places and (start, end) in {_proposed(shift), ("", "")})


def _proposed(shift: Shift) -> tuple[str, str]:
    return MORNING if shift.is_morning else AFTERNOON
