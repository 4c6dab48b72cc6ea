"""Requests of people about their own data: the office's desk, a person's page, and what is held on them."""

import json
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from registry.extensions.clock import now, today
from registry.letters.held import render_held
from registry.schemas.forms import load_form, read_version
from registry.schemas.people.data_request import AnswerInput, HeldInput, RequestInput
from registry.services.people import held, rights
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, read_input, saved
from registry.views.lists import ListAddress, page_of
from registry.vocabulary.accounts import Act
from registry.vocabulary.privacy import RequestState, RightKind
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("rights", __name__)

ASKED = {"kind": "Qué pide", "received_on": "Fecha de recepción", "asked": "Qué pide, en sus palabras"}
ANSWERED = {"state": "Qué se resolvió", "answer": "Respuesta"}
RECEIVED, DONE = "Se registró el pedido.", "Se guardó la respuesta. Entréguela a la persona antes del vencimiento."
OUTCOMES = [state for state in RequestState.choices() if state[0] != RequestState.RECEIVED]


@blueprint.get("/derechos/")
@permits(Act.ANSWER_RIGHTS)
def index() -> str:
    """List the office's requests: those that wait by their deadline, or those answered."""
    address = ListAddress.of("rights.index", request.args, "ver")
    is_answered = address.given.get("ver") == "respondidos"
    listing = rights.list_answered if is_answered else rights.list_open
    page = listing(officer=current_officer(), page=page_of(request.args))
    return render_template("rights/index.html", page=page, address=address, is_answered=is_answered)


@blueprint.get("/derechos/<int:request_id>")
@permits(Act.ANSWER_RIGHTS)
def show(request_id: int) -> str:
    """Show one request with its term and the form of its answer."""
    return _request_page(request_id, MultiDict(), {})


@blueprint.post("/derechos/<int:request_id>/responder")
@permits(Act.ANSWER_RIGHTS)
def answer(request_id: int) -> Answer:
    """Save the office's answer."""
    read = read_input(request.form, AnswerInput(), rights.Answer)
    if read.details is None:
        return _request_page(request_id, request.form, read.errors), 422
    version, officer = read_version(request.form), current_officer()
    done, refused = saved(lambda: rights.answer(request_id, read.details, version=version, officer=officer))
    if done is None:
        return _request_page(request_id, request.form, refused), 422
    flash(DONE, "success")
    return redirect(url_for("rights.show", request_id=request_id), 303)


@blueprint.get("/personas/<int:person_id>/derechos/")
@permits(Act.ANSWER_RIGHTS)
def of_person(person_id: int) -> str:
    """Show what a person asked, and offer what is held on them."""
    return _person_page(person_id, MultiDict({"received_on": today().isoformat()}), {})


@blueprint.post("/personas/<int:person_id>/derechos/")
@permits(Act.ANSWER_RIGHTS)
def receive(person_id: int) -> Answer:
    """Register a request."""
    read = read_input(request.form, RequestInput(), rights.RequestDetails)
    if read.details is None:
        return _person_page(person_id, request.form, read.errors), 422
    done, refused = saved(lambda: rights.receive(person_id, read.details, officer=current_officer()))
    if done is None:
        return _person_page(person_id, request.form, refused), 422
    flash(RECEIVED, "success")
    return redirect(url_for("rights.show", request_id=done.id), 303)


@blueprint.post("/personas/<int:person_id>/derechos/informe")
@permits(Act.ANSWER_RIGHTS)
def tell(person_id: int) -> Response:
    """Send everything held on the person as a file; the audit notes it."""
    loaded, _ = load_form(HeldInput(), request.form)
    moment = now()
    told = held.tell_held(person_id, officer=current_officer(), at=moment).as_plain()
    if loaded.get("formato") == "json":
        return _file(json.dumps(told, ensure_ascii=False, indent=2).encode(), "application/json", "json")
    return _file(_pdf(told, moment), "application/pdf", "pdf")


def _pdf(told: dict[str, Any], moment: datetime) -> bytes:
    return render_held(told, made_at=moment)


def _file(content: bytes, media_type: str, ending: str) -> Response:
    name = f"datos-personales-{today():%Y%m%d}.{ending}"
    return Response(content, mimetype=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _request_page(request_id: int, form: Form, errors: Errors) -> str:
    running = rights.get_request(request_id, officer=current_officer())
    return render_template(
        "rights/request.html",
        running=running,
        person=running.request.person,
        form=form,
        errors=name_missing(errors, ANSWERED),
        outcomes=OUTCOMES,
    )


def _person_page(person_id: int, form: Form, errors: Errors) -> str:
    person, requests = rights.list_of_person(person_id, officer=current_officer())
    return render_template(
        "rights/person.html",
        person=person,
        requests=requests,
        form=form,
        errors=name_missing(errors, ASKED),
        kinds=RightKind.choices(),
        today=today(),
    )
