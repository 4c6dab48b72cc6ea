"""The pages of what officers do with a placement that runs: asked, foreseen, signed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from registry.errors import NotFound, PlaceTaken, StaleVersion
from registry.extensions.clock import today
from registry.reference.hours import clock, full_clock
from registry.schemas.forms import WHOLE_FORM, load_form, read_version
from registry.schemas.placements.change import ChangeInput
from registry.services.institutions.vacancies import get_vacancy
from registry.services.placements import changing, placements
from registry.services.placements.change_rules import BY_ORDER, ChangeDetails
from registry.services.placements.transitions import NAMED_ENDS
from registry.views.accounts.proving import proved
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing, saved
from registry.views.formats.shifts import shift_name
from registry.views.placements.acting import changed_meanwhile
from registry.views.placements.change_words import BY_SLUG, Act
from registry.vocabulary.accounts import Act as Permission
from registry.vocabulary.messages import message
from registry.vocabulary.placements import PlacementChange, SuspensionCause
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("changes", __name__, url_prefix="/ubicaciones/<int:placement_id>")

PATH = "/<any(iniciar, reanudar, cumplir, 'cambiar-horario', suspender, excluir, reabrir, terminar):name>"
#: Sent with the page that tells the effect: the officer signs what it says.
SIGNED = "firmar"


@blueprint.get(PATH)
@proved
@permits(Permission.CHANGE_PLACEMENTS)
def show(placement_id: int, name: str) -> Answer:
    """Ask for what the change needs; one that needs nothing shows its effect at once."""
    act = BY_SLUG[name]
    if act.change is PlacementChange.COMPLETED:
        return _foresee(placement_id, act, Form())
    return _form_page(placement_id, act, _opened(act), {})


@blueprint.post(PATH)
@proved
@permits(Permission.CHANGE_PLACEMENTS)
def change(placement_id: int, name: str) -> Answer:
    """Tell the effect of what was filled in, or sign it."""
    act = BY_SLUG[name]
    return (
        _sign(placement_id, act, request.form) if SIGNED in request.form else _foresee(placement_id, act, request.form)
    )


def _foresee(placement_id: int, act: Act, form: Form, errors: Errors | None = None, status: int = 200) -> Answer:
    details, refused = _read(act, form)
    if details is None:
        return _form_page(placement_id, act, form, refused), 422
    known, officer = replace(details, accepts_entries=True), current_officer()
    placement = placements.get_placement(placement_id, officer=officer)
    effect, refused = saved(lambda: changing.foresee(placement_id, known, officer=officer, on=today()))
    if effect is None:
        return _form_page(placement_id, act, form, refused), 422
    page = render_template(
        "placements/effect.html",
        act=act,
        placement=placement,
        details=details,
        effect=effect,
        form=form,
        errors=errors or {},
    )
    return page, status


def _sign(placement_id: int, act: Act, form: Form) -> Answer:
    details, errors = _read(act, form)
    if details is None:
        return _form_page(placement_id, act, form, errors), 422
    wanted, version = details, read_version(form)
    try:
        done, errors = saved(
            lambda: changing.change(placement_id, wanted, version=version, officer=current_officer(), on=today())
        )
    except StaleVersion:
        return _foresee(placement_id, act, form, {WHOLE_FORM: [changed_meanwhile(placement_id)]}, 409)
    except PlaceTaken as gone:
        return _form_page(placement_id, act, form, {WHOLE_FORM: [message("shift_full", gone.facts)]}), 409
    if done is None:
        return _foresee(placement_id, act, form, errors, 422)
    flash(act.done, "success")
    return redirect(url_for("placements.show", placement_id=placement_id), 303)


def _read(act: Act, form: Form) -> tuple[ChangeDetails | None, Errors]:
    given = Form(form)
    given.poplist(SIGNED)
    loaded, errors = load_form(ChangeInput(), given)
    return (None, errors) if errors else (ChangeDetails(act.change, **loaded), {})


def _opened(act: Act) -> Form:
    """What the form proposes."""
    return Form({"effective_on": today().isoformat()}) if act.day else Form()


def _form_page(placement_id: int, act: Act, form: Form, errors: Errors) -> str:
    officer = current_officer()
    placement = placements.get_placement(placement_id, officer=officer)
    if not placement.sentence.person:
        raise NotFound(placement=placement_id)
    labels = {"effective_on": act.day, "reason": act.reason, "cause": "Causa", "end_reason": "Por qué termina"}
    return render_template(
        "placements/change.html",
        act=act,
        placement=placement,
        form=form,
        errors=name_missing(errors, labels),
        causes=[(cause.value, cause.label) for cause in SuspensionCause if cause is not BY_ORDER],
        ends=[(reason.value, reason.label) for reason in NAMED_ENDS],
        half_days=list(_half_days(placement, form)) if act.change is PlacementChange.RESCHEDULED else [],
    )


def _half_days(placement: Any, form: Form) -> Iterator[dict[str, Any]]:
    """The vacancy's half days with the hours that the form holds, at first those of the present pattern."""
    vacancy = get_vacancy(placement.vacancy_id, officer=current_officer())
    held = {shift: (start, end) for shift, start, end in placement.attendances}
    is_filled = any(name.startswith("attendances-") for name in form)
    for offered in vacancy.shifts:
        present = held.get(offered.shift)
        boxes = {}
        for position, part in enumerate(("start", "end")):
            name = f"attendances-{offered.shift}-{part}"
            boxes[part] = form.get(name, "") if is_filled else full_clock(present[position]) if present else ""
        yield {
            "shift": offered.shift,
            "name": shift_name(offered.shift).capitalize(),
            "opens": clock(offered.start_minute),
            "closes": clock(offered.end_minute),
            "free": offered.places - offered.places_taken,
            "is_own": present is not None,
            **boxes,
        }
