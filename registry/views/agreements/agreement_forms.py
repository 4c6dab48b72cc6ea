"""Drafting an agreement, and correcting its draft."""

from typing import Any

from flask import Blueprint, render_template, url_for
from werkzeug.datastructures import MultiDict

from registry.schemas.agreements.agreement import AgreementInput, AgreementOutput
from registry.services.agreements import drafting, listing
from registry.services.agreements.details import AgreementDetails, ObligationDetails
from registry.services.institutions.institutions import get_institution
from registry.views import editing
from registry.views.conflicts import Edited, Field, day, plain, term
from registry.views.editing import Answer, Edit, Entry
from registry.views.filling import Errors, Form, Read, fill, name_missing, put, read_input
from registry.vocabulary.accounts import Act
from registry.vocabulary.agreements import AgreementKind, Side
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("agreement_forms", __name__)

DRAFTED = "El convenio quedó en elaboración. Revíselo y envíelo a firmar."
#: Rows of obligations that a form offers beside those that are filled, and the fewest it shows.
SPARE_ROWS, FEWEST_ROWS = 2, 4
#: Boxes that list something, one a line.
LISTED = ("clauses", "annexes")
FIELDS = (
    Field("kind", "Tipo", term(AgreementKind)),
    Field("title", "Título", plain),
    Field("purpose", "Objeto", plain),
    Field("counterpart", "Quién firma por la institución", plain),
    Field("counterpart_post", "Su cargo", plain),
    Field("starts_on", "Desde", day),
    Field("ends_on", "Hasta", day),
    Field("clauses", "Cláusulas adicionales", plain),
    Field("annexes", "Anexos", plain),
)
LABELS = {field.name: field.label for field in FIELDS} | {"obligations": "Obligaciones"}
NAMES = [*(field.name for field in FIELDS), "obligations"]


@blueprint.get("/instituciones/<int:institution_id>/convenios/nuevo")
@permits(Act.KEEP_AGREEMENTS)
def new(institution_id: int) -> str:
    """Show the form of a new agreement."""
    institution = get_institution(institution_id, officer=current_officer())
    form: Form = MultiDict({"counterpart": institution.representative, "counterpart_post": "Representante"})
    return _page(institution, None, form, {})


@blueprint.post("/instituciones/<int:institution_id>/convenios/nuevo")
@permits(Act.KEEP_AGREEMENTS)
def draft(institution_id: int) -> Answer:
    """Draft an agreement."""
    officer = current_officer()
    institution = get_institution(institution_id, officer=officer)
    return editing.enter(
        Entry(
            read=_read,
            enter=lambda details: drafting.draft(institution_id, details, officer=officer),
            page=lambda form, errors, _found: _page(institution, None, form, errors),
            told=DRAFTED,
            onward=lambda drafted: url_for("agreements.show", agreement_id=drafted.id),
        )
    )


@blueprint.get("/convenios/<int:agreement_id>/editar")
@permits(Act.KEEP_AGREEMENTS)
def edit(agreement_id: int) -> str:
    """Show the form of a draft as kept."""
    agreement = listing.get_agreement(agreement_id, officer=current_officer(), act=Act.KEEP_AGREEMENTS)
    form = editing.opened(_filled(agreement), FIELDS, agreement.version)
    return _page(agreement.institution, agreement, form, {})


@blueprint.post("/convenios/<int:agreement_id>/editar")
@permits(Act.KEEP_AGREEMENTS)
def change(agreement_id: int) -> Answer:
    """Save a draft; where somebody saved it meanwhile, ask which values stay."""
    officer = current_officer()
    agreement = listing.get_agreement(agreement_id, officer=officer, act=Act.KEEP_AGREEMENTS)
    return editing.answer(
        Edit(
            edited=_edited(agreement),
            fields=FIELDS,
            kept=_filled(agreement),
            read=_read,
            save=lambda details, version: drafting.change(agreement_id, details, version=version, officer=officer),
            page=lambda form, errors, _found: _page(agreement.institution, agreement, form, errors),
        )
    )


def _read(form: Form) -> Read:
    return read_input(_by_line(form), AgreementInput(), _details)


def _by_line(form: Form) -> Form:
    """The form with each line of a box that lists something as a value of its own."""
    lines: Form = MultiDict(form)
    for name in LISTED:
        put(lines, name, [line for text in form.getlist(name) for line in text.splitlines() if line.strip()])
    return lines


def _details(obligations: tuple[dict[str, Any], ...], **facts: Any) -> AgreementDetails:
    owed = tuple(ObligationDetails(part["side"], part["words"], part["due_on"]) for part in obligations)
    return AgreementDetails(**facts, obligations=owed)


def _filled(agreement: Any) -> Form:
    return fill(AgreementOutput().dump(agreement), NAMES)


def _edited(agreement: Any) -> Edited:
    return Edited(
        subject="agreement",
        subject_id=agreement.id,
        title=f"Convenio {agreement.shown_number}",
        action=url_for("agreement_forms.change", agreement_id=agreement.id),
        back=url_for("agreements.show", agreement_id=agreement.id),
        version=agreement.version,
    )


def _page(institution: Any, agreement: Any, form: Form, errors: Errors) -> str:
    return render_template(
        "agreements/form.html",
        institution=institution,
        agreement=agreement,
        form=form,
        errors=name_missing(errors, LABELS),
        kinds=AgreementKind.choices(),
        sides=Side.choices(),
        rows=range(1, max(FEWEST_ROWS, _rows_in(form) + SPARE_ROWS) + 1),
    )


def _rows_in(form: Form) -> int:
    """How many rows of obligations a form holds."""
    return sum(1 for name in form if name.startswith("obligations-") and name.endswith("-words") and form[name])
