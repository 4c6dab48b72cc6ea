"""What an officer brings about in a review: an observation, a visit, an opinion; each on a page of its own."""

from typing import Any

from flask import Blueprint, flash, request
from werkzeug.datastructures import MultiDict

from registry.errors import InvalidFields
from registry.extensions.clock import today
from registry.schemas.forms import WHOLE_FORM, load_form
from registry.schemas.procedures.desk import OpinionInput, VisitInput, WordsInput
from registry.services.accounts.policy import Act
from registry.services.documents.uploads import Upload
from registry.services.procedures.deadlines import settings
from registry.services.procedures.decision import reviewing
from registry.services.procedures.decision.reviewing import Opinion, Visit
from registry.views.accounts.proving import proved
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, name_missing
from registry.views.procedures.case_page import Attempt, attempt, lead_back, open_case, render
from registry.views.procedures.visit_words import VISITED
from registry.vocabulary.procedures import CheckState, ProcedureDetail
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.refusals import field_messages
from registry.web.sending import take

blueprint = Blueprint("case_acts", __name__, url_prefix="/expedientes/<int:case_file_id>")

LABELS = {
    "visited_on": "Día de la visita",
    "received_by": "Quién recibió",
    "is_favourable": "Resultado",
    "kind": "Informe",
    "words": "Qué se encontró",
    "photos": "Fotografías",
}
MOST_PHOTOS = 6
OBSERVED = "Se notificaron las observaciones. El plazo para resolver queda en pausa hasta que se subsanen."
RECORDED = "La visita quedó registrada."
GIVEN = "El informe quedó en el expediente."


@blueprint.get("/observar")
@permits(Act.REVIEW_CASES)
def show_observing(case_file_id: int) -> str:
    """List what is observed, and when the applicant has to have cured it."""
    return _observing(case_file_id, MultiDict(), {})


@blueprint.post("/observar")
@proved
@permits(Act.REVIEW_CASES)
def observe(case_file_id: int) -> Answer:
    """Send the applicant everything that was found wanting, once."""
    officer, on = current_officer(), today()
    loaded, errors = load_form(WordsInput(), request.form)
    if errors:
        return _observing(case_file_id, request.form, errors), 422
    tried = attempt(lambda version: reviewing.observe(case_file_id, **loaded, version=version, officer=officer, on=on))
    if tried.done is None:
        told = {WHOLE_FORM if name == "checks" else name: words for name, words in tried.errors.items()}
        return _observing(case_file_id, request.form, told), tried.status
    flash(OBSERVED, "success")
    return lead_back(case_file_id)


@blueprint.get("/visita")
@permits(Act.REVIEW_CASES)
def show_visit(case_file_id: int) -> str:
    """Ask what the inspection found."""
    return _visit(case_file_id, MultiDict(), {})


@blueprint.post("/visita")
@permits(Act.REVIEW_CASES)
def visit(case_file_id: int) -> Answer:
    """Note what the inspection found, with its photographs."""
    officer, on = current_officer(), today()
    loaded, errors = load_form(VisitInput(), request.form)
    photos, refused = _photos()
    if errors or refused:
        return _visit(case_file_id, request.form, name_missing(errors | refused, LABELS)), 422
    facts = {name: "yes" if loaded[name] else "no" for name in VISITED} | {"received_by": loaded["received_by"]}
    found = Visit(loaded["visited_on"], loaded["words"], loaded["is_favourable"], facts, photos)
    tried = attempt(lambda version: reviewing.visit(case_file_id, found, version=version, officer=officer, on=on))
    if tried.done is None:
        return _visit(case_file_id, request.form, _of_photos(tried)), tried.status
    flash(RECORDED, "success")
    return lead_back(case_file_id)


@blueprint.get("/informe")
@permits(Act.GIVE_OPINIONS)
def show_opinion(case_file_id: int) -> str:
    """Ask for a report that the decision needs."""
    return _opinion(case_file_id, MultiDict(), {})


@blueprint.post("/informe")
@permits(Act.GIVE_OPINIONS)
def opine(case_file_id: int) -> Answer:
    """Give the report."""
    officer, on = current_officer(), today()
    loaded, errors = load_form(OpinionInput(), request.form)
    if errors:
        told = name_missing(errors, {**LABELS, "words": "Fundamento"})
        return _opinion(case_file_id, request.form, told), 422
    given = Opinion(**loaded)
    tried = attempt(lambda version: reviewing.opine(case_file_id, given, version=version, officer=officer, on=on))
    if tried.done is None:
        return _opinion(case_file_id, request.form, tried.errors), tried.status
    flash(GIVEN, "success")
    return lead_back(case_file_id)


def _observing(case_file_id: int, form: Form, errors: Errors) -> str:
    view = open_case(case_file_id)
    told = view.procedure.labels()
    observed = [
        (told.get(code, code), found.remark)
        for code, found in view.checks.items()
        if found.state is CheckState.OBSERVED
    ]
    cure = settings.detail_at(view.file.procedure, ProcedureDetail.CURE_TERM, view.file.filed_on or today())
    return render("observing", view, form=form, errors=errors, observed=observed, cure=cure)


def _visit(case_file_id: int, form: Form, errors: Errors) -> str:
    view = open_case(case_file_id)
    return render("visit", view, form=form, errors=errors, questions=VISITED, most_photos=MOST_PHOTOS)


def _opinion(case_file_id: int, form: Form, errors: Errors) -> str:
    view = open_case(case_file_id)
    kinds = [(kind.value, kind.label) for kind in view.procedure.opinions]
    return render("opinion", view, form=form, errors=errors, kinds=kinds)


def _photos() -> tuple[list[Upload], Errors]:
    """The photographs that were chosen, and what is wrong with them."""
    sent = [one for one in request.files.getlist("photos") if one.filename]
    if len(sent) > MOST_PHOTOS:
        return [], {"photos": [f"Elija hasta {MOST_PHOTOS} fotografías."]}
    try:
        return [take(one) for one in sent], {}
    except InvalidFields as refusal:
        return [], {"photos": field_messages(refusal)["file"]}


def _of_photos(tried: Attempt[Any]) -> Errors:
    """What is refused of a file is told beside the box of the photographs."""
    return {"photos" if name == "file" else name: told for name, told in tried.errors.items()}
