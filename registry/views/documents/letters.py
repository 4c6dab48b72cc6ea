"""The letters of a placement: which can be issued now, seen before they are signed, and signed."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from registry.extensions.clock import today
from registry.schemas.documents.document import LetterInput
from registry.schemas.forms import load_form
from registry.services.accounts.policy import is_allowed
from registry.services.documents import documents, issuing, offering
from registry.services.placements import placements
from registry.views.accounts.proving import proved
from registry.views.documents.letter_words import READERS, WITH_WORDS, letter_name
from registry.views.editing import Answer
from registry.views.filling import Errors, Form, saved
from registry.views.lists import term_of
from registry.vocabulary.accounts import Act
from registry.vocabulary.placements import LetterKind
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("letters", __name__, url_prefix="/ubicaciones/<int:placement_id>/documentos")


@blueprint.get("")
@permits(Act.READ_PLACEMENTS)
def index(placement_id: int) -> str:
    """List what can be issued now and what was issued."""
    officer = current_officer()
    placement = placements.get_placement(placement_id, officer=officer)
    may_issue = is_allowed(officer, Act.ISSUE_LETTERS)
    return render_template(
        "documents/letters.html",
        placement=placement,
        offers=offering.list_offers(placement_id, officer=officer, on=today()) if may_issue else [],
        letters=documents.list_of_placement(placement_id, officer=officer),
        letter_name=letter_name,
        readers=READERS,
    )


@blueprint.get("/nuevo")
@permits(Act.ISSUE_LETTERS)
def prepare(placement_id: int) -> Answer:
    """Show what signing would do, with what may be added."""
    kind = term_of(LetterKind, request.args.get("clase"))
    if kind is None:
        return _back(placement_id)
    return _page(placement_id, kind, Form({"period": request.args.get("periodo", "")}), {})


@blueprint.post("/nuevo")
@proved
@permits(Act.ISSUE_LETTERS)
def issue(placement_id: int) -> Answer:
    """Sign and issue it."""
    loaded, errors = load_form(LetterInput(), request.form)
    kind = term_of(LetterKind, request.form.get("kind"))
    if kind is None:
        return _back(placement_id)
    if errors:
        return _page(placement_id, kind, request.form, errors)
    issued, errors = saved(
        lambda: documents.issue(placement_id, officer=current_officer(), on=today(), **loaded),
    )
    if issued is None:
        return _page(placement_id, kind, request.form, errors)
    flash(f"Se emitió: {letter_name(issued.kind, issued.period)}. Imprímalo y entréguelo.", "success")
    return redirect(url_for("documents.show", document_id=issued.id), 303)


@blueprint.post("/vista-previa")
@permits(Act.ISSUE_LETTERS)
def preview(placement_id: int) -> Answer:
    """Send the letter as it would be, without number or seal; nothing is kept."""
    loaded, errors = load_form(LetterInput(), request.form)
    kind = term_of(LetterKind, request.form.get("kind"))
    if kind is None:
        return _back(placement_id)
    pdf = None
    if not errors:
        pdf, errors = saved(lambda: issuing.preview(placement_id, officer=current_officer(), on=today(), **loaded))
    if pdf is None:
        return _page(placement_id, kind, request.form, errors)
    return Response(pdf, mimetype="application/pdf", headers={"Content-Disposition": 'inline; filename="previa.pdf"'})


def _page(placement_id: int, kind: LetterKind, form: Form, errors: Errors) -> Answer:
    period = form.get("period", "")
    found, refused = saved(
        lambda: offering.foresee(placement_id, kind, period, officer=current_officer(), on=today()),
    )
    if found is None:
        flash(next(iter(refused.values()))[0], "error")
        return _back(placement_id)
    page = render_template(
        "documents/letter_new.html",
        found=found,
        kind=kind,
        name=letter_name(kind, period),
        reader=READERS[kind],
        with_words=kind in WITH_WORDS,
        form=form,
        errors=errors,
    )
    return (page, 422) if errors else page


def _back(placement_id: int) -> Answer:
    """To the placement's documents, if the officer reaches them."""
    placement = placements.get_placement(placement_id, officer=current_officer())
    return redirect(url_for("letters.index", placement_id=placement.id), 303)
