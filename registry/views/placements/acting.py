"""Acts on a placement that a form asks for: read, carried out and told; or the form again with what is in the way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request
from marshmallow import Schema

from registry.errors import PlaceTaken, StaleVersion
from registry.schemas.forms import WHOLE_FORM
from registry.services.placements import placements
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, read_input, saved
from registry.vocabulary.messages import message
from registry.web.identity import current_officer


@dataclass(frozen=True)
class FormAct:
    """One act: what its form is read into, what carries it out, and which page asks for it."""

    schema: type[Schema]
    details: Callable[..., Any]
    #: Carries the act out on a placement with the details that were read.
    carry_out: Callable[[int, Any], Any]
    #: The form of a placement, with what was typed and what is refused of it.
    page: Callable[[int, Form, Errors], str]
    done: str
    #: Address of what came of it.
    leads_to: Callable[[Any], str]


def answer(act: FormAct, placement_id: int) -> Answer:
    """Carry out the posted form of an act; where somebody else was first, say so above the form."""
    read = read_input(request.form, act.schema(), act.details)
    if read.details is None:
        return act.page(placement_id, request.form, read.errors), 422
    try:
        done, errors = saved(lambda: act.carry_out(placement_id, read.details))
    except StaleVersion:
        return act.page(placement_id, request.form, {WHOLE_FORM: [changed_meanwhile(placement_id)]}), 409
    except PlaceTaken as gone:
        return act.page(placement_id, request.form, {WHOLE_FORM: [message(gone.code, gone.facts)]}), 409
    if done is None:
        return act.page(placement_id, request.form, errors), 422
    flash(act.done, "success")
    return redirect(act.leads_to(done), 303)


def changed_meanwhile(placement_id: int) -> str:
    """What somebody else did with the placement while the officer looked."""
    last = placements.get_placement(placement_id, officer=current_officer()).events[-1]
    return message("placement_changed_meanwhile", {"change": last.change.label.lower(), "who": last.officer_name})
