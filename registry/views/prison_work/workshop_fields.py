"""The forms of a workshop and of a pavilion: their fields, how they are read and how they are filled."""

from typing import Any

from werkzeug.datastructures import MultiDict

from registry.schemas.prison_work.workshop import PavilionForm, PavilionOutput, WorkshopForm, WorkshopOutput
from registry.services.prison_work.workshop_details import PavilionDetails, RoomDetails, WorkshopDetails, box
from registry.views.conflicts import Field, plain, term, yes_no
from registry.views.filling import Form, Read, fill, put, read_input
from registry.views.formats.shifts import shift_name
from registry.vocabulary.prison_work import WorkPlace
from registry.vocabulary.shifts import Shift

FIELDS = (
    Field("name", "Nombre", plain),
    Field("place", "Qué es", term(WorkPlace)),
    Field("floor_m2", "Metros cuadrados", plain),
    Field("pavilions", "Pabellones que pueden entrar", plain),
    *(Field(box(shift), f"Cuántos caben, {shift_name(shift)}", plain) for shift in Shift),
    Field("is_open", "Está en uso", yes_no),
)
LABELS = {field.name: field.label for field in FIELDS}
PAVILION_FIELDS = (Field("name", "Nombre", plain), Field("is_open", "Está en uso", yes_no))
PAVILION_LABELS = {field.name: field.label for field in PAVILION_FIELDS}


def filled(workshop: Any) -> Form:
    """The form that would send the workshop as kept."""
    names = ["name", "place", "floor_m2", "pavilions", "is_open", "rooms"]
    form = fill(WorkshopOutput(only=names).dump(workshop), names)
    for name in [name for name in form if name not in LABELS]:
        form.poplist(name)
    return form


def read(form: Form, prison: str) -> Read:
    """Read a posted form of a workshop of a prison."""
    return read_input(_of_prison(form, prison), WorkshopForm(), _details)


def filled_pavilion(pavilion: Any) -> Form:
    """The form that would send the pavilion as kept."""
    names = list(PAVILION_LABELS)
    return fill(PavilionOutput(only=names).dump(pavilion), names)


def read_pavilion(form: Form, prison: str) -> Read:
    """Read a posted form of a pavilion of a prison."""
    return read_input(_of_prison(form, prison), PavilionForm(), PavilionDetails)


def _of_prison(form: Form, prison: str) -> Form:
    """The form with the prison of its address, whatever was posted of it."""
    values: Form = MultiDict(form)
    put(values, "prison", [prison])
    return values


def _details(rooms: Any, **loaded: Any) -> WorkshopDetails:
    return WorkshopDetails(**loaded, rooms=tuple(RoomDetails(**room) for room in rooms))
