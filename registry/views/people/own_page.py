"""A person's own page, on any phone, with the code of a letter and without an account."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import InvalidFields
from registry.extensions.clock import now, today
from registry.schemas.forms import load_form
from registry.schemas.people.own_page import DoorInput, ExcuseInput, ExplanationInput
from registry.services.documents import uploads
from registry.services.people import own_page, personal_codes
from registry.services.people.personal_codes import OpenedFile
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, saved
from registry.views.formats.attendance import noted_text
from registry.web import own_pages
from registry.web.files import CALENDAR, download
from registry.web.permissions import public
from registry.web.refusals import field_messages
from registry.web.sending import find_sent, take, take_if_sent

blueprint = Blueprint("own_page", __name__, url_prefix="/mis-jornadas")

DOOR = {"code": "Código de su carta", "document_end": "Últimos cuatro caracteres de su documento"}
LABELS = {"day": "Día de la falta", "text": "Su descargo", "file": "Archivo"}
NO_FILE = "Falta el archivo. Tome una foto o elija uno."
EXCUSED = "Recibimos su sustento. Su oficina lo revisará y le dirá si la falta queda justificada."
EXPLAINED = "Recibimos su descargo. Su oficina lo leerá antes de decidir."
CLOSED = "Su página se cierra a la media hora, por seguridad. Entre otra vez con el código de su última carta."
KEPT = "Aquí está lo que había escrito. Revíselo y envíelo; si adjuntó un archivo, elíjalo otra vez."
#: What somebody types here; the door carries it while the page is closed.
TYPED = ("text", "day")
LEFT = "Salió de su página. Para volver a verla, use otra vez el código de su carta."
View = TypeVar("View", bound=Callable[..., Any])


def opened(view: View) -> View:
    """Give a view the file that this browser opened; whoever has none is led to the door, with what they typed."""

    @wraps(view)
    def ask_first(*args: Any, **kwargs: Any) -> Any:
        file = own_pages.find_open()
        if file is None:
            flash(CLOSED, "warning")
            return (_door(Form(), {}, request.form), 422) if _typed(request.form) else _back()
        return view(file, *args, **kwargs)

    return ask_first  # type: ignore[return-value]  # it takes what the view does but its file, or gives a redirection


@blueprint.get("/")
@public
def show() -> str:
    """Show the page that is open in this browser, or ask for code and document."""
    file = own_pages.find_open()
    return _door(Form(), {}) if file is None else _page(file, Form(), {})


@blueprint.post("/")
@public
def enter() -> Answer:
    """Open the page for whoever has the letter and knows the document; with what they typed before it closed."""
    kept, given = Form(_typed(request.form, "kept-")), Form(request.form)
    for name in TYPED:
        given.poplist(f"kept-{name}")
    loaded, errors = load_form(DoorInput(), given)
    if errors:
        return _door(given, errors, kept), 422
    try:
        file = personal_codes.open_file(**loaded, at=now(), address=request.remote_addr or "")
    except InvalidFields as refusal:
        return _door(given, field_messages(refusal), kept), 422
    is_theirs = own_pages.was_closed(file)
    own_pages.keep_open(file)
    if kept and is_theirs:
        flash(KEPT, "warning")
        return _page(file, kept, {})
    return redirect(url_for("own_page.show"), 303)


@blueprint.post("/salir")
@public
def leave() -> Response:
    """Close the page on this phone."""
    own_pages.leave()
    flash(LEFT, "success")
    return _back()


@blueprint.post("/justificar")
@public
@opened
def justify(file: OpenedFile) -> Answer:
    """Take a paper that justifies an absence."""
    loaded, errors = load_form(ExcuseInput(), request.form)
    sent = find_sent()
    if sent is None:
        errors["file"] = [NO_FILE]
    if errors or sent is None:
        return _page(file, request.form, errors), 422

    def keep() -> object:
        return own_page.justify(file.sentence_id, loaded["day"], take(sent), on=today())

    kept, refused = saved(keep)
    if kept is None:
        return _page(file, request.form, refused), 422
    flash(EXCUSED, "success")
    return _back()


@blueprint.post("/descargos/<int:alert_id>")
@public
@opened
def explain(file: OpenedFile, alert_id: int) -> Answer:
    """Take the answer to a request, with a paper where there is one."""
    loaded, errors = load_form(ExplanationInput(), request.form)
    if errors:
        return _page(file, request.form, errors), 422

    def keep() -> object:
        paper = take_if_sent("proof")
        return own_page.explain(file.sentence_id, alert_id, loaded["text"], paper, on=today())

    kept, refused = saved(keep)
    if kept is None:
        told = {"proof" if name == "file" else name: texts for name, texts in refused.items()}
        return _page(file, request.form, told), 422
    flash(EXPLAINED, "success")
    return _back()


@blueprint.get("/calendario.ics")
@public
@opened
def calendar(file: OpenedFile) -> Response:
    """Send the sessions to come as a calendar file."""
    return download(own_page.read_calendar(file.sentence_id, on=today()), CALENDAR, "mis-jornadas.ics")


def _back() -> Response:
    return redirect(url_for("own_page.show"), 303)


def _typed(form: Form, prefix: str = "") -> dict[str, str]:
    """What somebody typed on the page, as its form or the door sends it."""
    given = {name: form.get(prefix + name, "") for name in TYPED}
    return {name: value for name, value in given.items() if value.strip()}


def _door(form: Form, errors: Errors, kept: Form | None = None) -> str:
    told = name_missing(errors, DOOR)
    return render_template("people/own_door.html", form=form, errors=told, labels=DOOR, kept=_typed(kept or Form()))


def _page(file: OpenedFile, form: Form, errors: Errors) -> str:
    return render_template(
        "people/own_page.html",
        own=own_page.read_own(file.sentence_id, on=today()),
        today=today(),
        form=form,
        errors=name_missing(errors, LABELS),
        noted_text=noted_text,
        largest_megabytes=uploads.LARGEST_BYTES // 1024 // 1024,
    )
