"""Who may use the pages of a file: whoever opened it with its code, or an account; others are led to the door."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any, TypeVar

from flask import flash, jsonify, redirect, render_template, request, session, url_for
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response

from registry.errors import DomainError
from registry.schemas.forms import BESIDE
from registry.services.procedures.applicants import Applicant
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing
from registry.web import opened_cases
from registry.web.identity import find_officer
from registry.web.refusals import refusal_of
from registry.web.sessions import TOKEN

DOOR = {"number": "Número de expediente", "code": "Código"}
CLOSED = "Por seguridad, su expediente se cierra a la media hora sin uso. Entre otra vez con su número y su código."
CLOSED_HERE = "Su expediente se cerró por seguridad. Lo que escribió sigue en este equipo."
KEPT, PATH = "kept-", "kept_path"
STEP_PATH = re.compile(r"/seguir/(\d{1,10})/(?:pasos|listas)/([a-z_]{1,40})(?:/(\d{1,3}))?")
View = TypeVar("View", bound=Callable[..., Any])


def own_case(view: View) -> View:
    """Give a view the applicant of the file; whoever is none is led to the door, with what they typed."""

    @wraps(view)
    def ask_first(case_file_id: int, **named: Any) -> Any:
        by = opened_cases.find_applicant(case_file_id)
        if by is None:
            return _lead_to_door()
        try:
            return view(case_file_id, by=by, **named)
        except DomainError as error:
            if not wants_words():
                raise
            return _in_words(error)

    return ask_first  # type: ignore[return-value]  # it takes what the view does but the applicant


def door_page(form: Form, errors: Errors, kept: Mapping[str, Any] | None = None, path: str = "") -> str:
    """Ask for number and code; what was typed elsewhere goes along."""
    told = name_missing(errors, DOOR)
    return render_template(
        "procedures/public/door.html", form=form, errors=told, labels=DOOR, kept=list(_pairs(kept or {})), path=path
    )


def kept_of(form: Form) -> dict[str, list[str]]:
    """What the door carried, by the names that it had on its own page."""
    return {name.removeprefix(KEPT): form.getlist(name) for name in form if name.startswith(KEPT)}


def is_by_code(by: Applicant) -> bool:
    """Whether somebody came with the code, not with an account."""
    return by.account is None


def wants_words() -> bool:
    """Whether a script asks, which shows the answer by itself."""
    return request.headers.get("Accept", "").startswith("application/json")


def page_of(case_file_id: int, **said: Any) -> Response:
    """Lead to the page of the file."""
    return redirect(url_for("case_pages.show", case_file_id=case_file_id, **said), 303)


def _lead_to_door() -> Answer | tuple[Response, int]:
    if wants_words():
        return jsonify(detail=CLOSED_HERE), 401
    if session.get(TOKEN) and find_officer() is None:
        raise Unauthorized
    flash(CLOSED, "warning")
    typed = {name: request.form.getlist(name) for name in request.form if name not in BESIDE}
    if typed and STEP_PATH.fullmatch(request.path):
        return door_page(Form(), {}, typed, request.path), 422
    return redirect(url_for("case_door.show"), 303)


def _in_words(error: DomainError) -> tuple[Response, int]:
    """A refusal for a script, which shows it beside what was being done."""
    refusal = refusal_of(error)
    told = " ".join(text for texts in refusal.errors.values() for text in texts)
    return jsonify(detail=told or refusal.detail), refusal.status


def _pairs(kept: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for name, values in kept.items():
        for value in values:
            yield KEPT + name, value
