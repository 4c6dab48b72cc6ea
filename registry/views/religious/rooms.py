"""The rooms of a prison, kept by its direction."""

from typing import Any

from flask import Blueprint, render_template, url_for
from werkzeug.datastructures import MultiDict

from registry.schemas.religious.agent import prison_name
from registry.schemas.religious.visit import RoomInput, RoomOutput
from registry.services.religious import calendar, rooms
from registry.services.religious.details import RoomDetails
from registry.views import editing
from registry.views.conflicts import Edited, Field, plain, yes_no
from registry.views.editing import Answer, Edit, Entry
from registry.views.filling import Errors, Form, Read, fill, name_missing, put, read_input
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("rooms", __name__, url_prefix="/salas")

OPENED = "La sala quedó registrada. Los grupos ya pueden pedirla."
FIELDS = (
    Field("name", "Nombre", plain),
    Field("capacity", "Para cuántas personas", plain),
    Field("is_open", "Recibe visitas", yes_no),
)
LABELS = {"prison": "Establecimiento", **{field.name: field.label for field in FIELDS}}
NAMES = [field.name for field in FIELDS]


@blueprint.get("/")
@permits(Act.DECIDE_VISITS)
def index() -> str:
    """List the rooms of the account's prisons."""
    found = rooms.list_rooms(officer=current_officer())
    return render_template("religious/rooms.html", rooms=found, prison_name=prison_name)


@blueprint.get("/nueva")
@permits(Act.DECIDE_VISITS)
def new() -> str:
    """Show the form of a new room."""
    return _page(None, MultiDict({"is_open": "true"}), {})


@blueprint.post("/nueva")
@permits(Act.DECIDE_VISITS)
def add() -> Answer:
    """Enter a room."""
    return editing.enter(
        Entry(
            read=_read,
            enter=lambda details: rooms.open_room(details, officer=current_officer()),
            page=lambda form, errors, _found: _page(None, form, errors),
            told=OPENED,
            onward=lambda _room: url_for("rooms.index"),
        )
    )


@blueprint.get("/<int:room_id>/editar")
@permits(Act.DECIDE_VISITS)
def edit(room_id: int) -> str:
    """Show the form of a room as kept."""
    room = rooms.get_room(room_id, officer=current_officer())
    return _page(room, editing.opened(_filled(room), FIELDS, room.version), {})


@blueprint.post("/<int:room_id>/editar")
@permits(Act.DECIDE_VISITS)
def change(room_id: int) -> Answer:
    """Save a room; where somebody saved it meanwhile, ask which values stay."""
    officer = current_officer()
    room = rooms.get_room(room_id, officer=officer)
    return editing.answer(
        Edit(
            edited=_edited(room),
            fields=FIELDS,
            kept=_filled(room),
            read=lambda form: _read(form, room.prison),
            save=lambda details, version: rooms.change_room(room_id, details, version=version, officer=officer),
            page=lambda form, errors, _found: _page(room, form, errors),
        )
    )


def _read(form: Form, prison: str | None = None) -> Read:
    """Read the form; a box that is not ticked is a no, and a room stays in its prison."""
    values: Form = MultiDict(form)
    put(values, "is_open", [form.get("is_open") or "false"])
    if prison is not None:
        put(values, "prison", [prison])
    return read_input(values, RoomInput(), RoomDetails)


def _filled(room: Any) -> Form:
    return fill(RoomOutput(only=NAMES).dump(room), NAMES)


def _edited(room: Any) -> Edited:
    return Edited(
        subject="prison_room",
        subject_id=room.id,
        title=room.name,
        action=url_for("rooms.change", room_id=room.id),
        back=url_for("rooms.index"),
        version=room.version,
    )


def _page(room: Any, form: Form, errors: Errors) -> str:
    codes = calendar.prisons_of(current_officer())
    return render_template(
        "religious/room_form.html",
        room=room,
        form=form,
        errors=name_missing(errors, LABELS),
        prisons=[(code, prison_name(code)) for code in codes],
    )
