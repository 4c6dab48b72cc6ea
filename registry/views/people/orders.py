"""Entering what a court orders while a sentence is served."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from registry.errors import NotFound
from registry.extensions.clock import today
from registry.schemas.people.order import OrderInput
from registry.services.people import sentences
from registry.services.people.details import OrderDetails
from registry.services.placements.foreseeing import foresee_order
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, read_input, saved
from registry.vocabulary.accounts import Act
from registry.vocabulary.people import CourtOrderKind
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("orders", __name__, url_prefix="/personas/<int:person_id>/penas/<int:sentence_id>/mandatos")

LABELS = {"kind": "Qué ordenó el juzgado", "ordered_on": "Fecha del mandato"}
ENTERED = "Se registró el mandato judicial."


@blueprint.get("/nuevo")
@permits(Act.KEEP_SENTENCES)
def new(person_id: int, sentence_id: int) -> str:
    """Show the form of an order."""
    return _page(_sentence(person_id, sentence_id), MultiDict(), {})


@blueprint.post("/nuevo/efecto")
@permits(Act.KEEP_SENTENCES)
def foresee(person_id: int, sentence_id: int) -> Answer:
    """Tell what the order would do to placement and balance; nothing is written."""
    sentence = _sentence(person_id, sentence_id)
    read = read_input(request.form, OrderInput(), OrderDetails)
    if read.details is None:
        return _page(sentence, request.form, read.errors), 422
    officer = current_officer()
    effect, refused = saved(lambda: foresee_order(sentence_id, read.details, officer=officer, on=today()))
    if effect is None:
        return _page(sentence, request.form, refused), 422
    return render_template(
        "people/order_effect.html", sentence=sentence, person=sentence.person, effect=effect, form=request.form
    )


@blueprint.post("/nuevo")
@permits(Act.KEEP_SENTENCES)
def add(person_id: int, sentence_id: int) -> Answer:
    """Enter an order."""
    sentence = _sentence(person_id, sentence_id)
    read = read_input(request.form, OrderInput(), OrderDetails)
    if read.details is None:
        return _page(sentence, request.form, read.errors), 422
    order, refused = saved(lambda: sentences.add_order(sentence_id, read.details, officer=current_officer()))
    if order is None:
        return _page(sentence, request.form, refused), 422
    flash(ENTERED, "success")
    return redirect(url_for("people.show", person_id=person_id), 303)


def _sentence(person_id: int, sentence_id: int) -> Any:
    sentence = sentences.get_sentence(sentence_id, officer=current_officer())
    if sentence.person_id != person_id:
        raise NotFound(sentence_id=sentence_id)
    return sentence


def _page(sentence: Any, form: Form, errors: Errors) -> str:
    return render_template(
        "people/order.html",
        sentence=sentence,
        person=sentence.person,
        form=form,
        errors=name_missing(errors, LABELS),
        kinds=CourtOrderKind.choices(),
    )
