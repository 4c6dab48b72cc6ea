"""What happens to an agreement after its draft: each step a page of its own, those that sign after a proof."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import StaleVersion
from registry.extensions.clock import today
from registry.schemas.agreements.agreement import (
    AgreementRenewalInput,
    FulfilmentInput,
    SignatureInput,
    TerminationInput,
)
from registry.schemas.forms import WHOLE_FORM, load_form, read_version
from registry.services.agreements import drafting, listing, signing
from registry.services.documents.uploads import Upload
from registry.views.accounts.proving import proved
from registry.views.editing import Answer
from registry.views.filling import MISSING, Errors, name_missing, saved
from registry.views.institutions.acting import CHANGED_MEANWHILE, act
from registry.vocabulary.accounts import Act
from registry.vocabulary.agreements import TerminationCause
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sending import take_if_sent

blueprint = Blueprint("agreement_steps", __name__, url_prefix="/convenios/<int:agreement_id>")

SENT = "El convenio quedó firmado por la entidad. Entregue el PDF a la institución para que lo firme."
TAKEN_BACK = "El convenio volvió a elaboración. El documento anterior ya no vale."
CONCLUDED = "El convenio quedó firmado por ambas partes."
RENEWED = "La renovación quedó en elaboración, desde el día siguiente del último."
TERMINATED = "El convenio quedó resuelto."
SETTLED = "La obligación quedó anotada como cumplida."
LABELS = {
    "signed_on": "Día en que firmó la institución",
    "file": "Copia firmada",
    "ends_on": "Hasta",
    "cause": "Causa",
    "on_day": "Desde qué día termina",
    "words": "Motivo",
    "done_on": "Día en que se cumplió",
    "proof": "Cómo consta",
}


@blueprint.post("/enviar")
@permits(Act.SIGN_AGREEMENTS)
@proved
def send(agreement_id: int) -> Response:
    """Sign for the operator."""
    version, officer = read_version(request.form), current_officer()
    if act(lambda: signing.send_to_sign(agreement_id, version=version, officer=officer, on=today())):
        flash(SENT, "success")
    return _home(agreement_id)


@blueprint.post("/devolver")
@permits(Act.SIGN_AGREEMENTS)
def take_back(agreement_id: int) -> Response:
    """Return what the institution did not sign to its draft."""
    version, officer = read_version(request.form), current_officer()
    if act(lambda: signing.take_back(agreement_id, version=version, officer=officer)):
        flash(TAKEN_BACK, "success")
    return _home(agreement_id)


@blueprint.get("/firmado")
@permits(Act.KEEP_AGREEMENTS)
def show_signature(agreement_id: int) -> str:
    """Ask for the signed copy."""
    return _page("signature", agreement_id, {})


@blueprint.post("/firmado")
@permits(Act.KEEP_AGREEMENTS)
def conclude(agreement_id: int) -> Answer:
    """Put it in force with the copy that both signed."""
    officer = current_officer()
    loaded, errors = load_form(SignatureInput(), request.form)
    upload, refused = saved(take_if_sent)
    errors |= refused
    if upload is None and not refused:
        errors["file"] = [MISSING]

    def save(signed_copy: Upload) -> Any:
        version = read_version(request.form)
        return signing.conclude(
            agreement_id, **loaded, upload=signed_copy, version=version, officer=officer, on=today()
        )

    if upload is not None and not errors:
        errors = _taken(lambda: save(upload))
    return _answer("signature", agreement_id, errors, CONCLUDED)


@blueprint.get("/renovar")
@permits(Act.KEEP_AGREEMENTS)
def show_renewal(agreement_id: int) -> str:
    """Ask until when it is prolonged."""
    return _page("renewal", agreement_id, {})


@blueprint.post("/renovar")
@permits(Act.KEEP_AGREEMENTS)
def renew(agreement_id: int) -> Answer:
    """Draft the agreement that follows."""
    loaded, errors = load_form(AgreementRenewalInput(), request.form)
    if errors:
        return _answer("renewal", agreement_id, errors, RENEWED)
    drafted, errors = saved(lambda: drafting.renew(agreement_id, **loaded, officer=current_officer(), on=today()))
    return _answer("renewal", agreement_id if drafted is None else drafted.id, errors, RENEWED)


@blueprint.get("/resolver")
@permits(Act.SIGN_AGREEMENTS)
def show_termination(agreement_id: int) -> str:
    """Ask why it ends early."""
    return _page("termination", agreement_id, {})


@blueprint.post("/resolver")
@permits(Act.SIGN_AGREEMENTS)
@proved
def terminate(agreement_id: int) -> Answer:
    """End it before its day."""
    loaded, errors = load_form(TerminationInput(), request.form)
    version, officer = read_version(request.form), current_officer()
    if not errors:
        errors = _taken(lambda: signing.terminate(agreement_id, **loaded, version=version, officer=officer))
    return _answer("termination", agreement_id, errors, TERMINATED)


@blueprint.get("/obligaciones/<int:obligation_id>")
@permits(Act.KEEP_AGREEMENTS)
def show_fulfilment(agreement_id: int, obligation_id: int) -> str:
    """Ask when an obligation was met."""
    return _page("fulfilment", agreement_id, {}, obligation_id)


@blueprint.post("/obligaciones/<int:obligation_id>")
@permits(Act.KEEP_AGREEMENTS)
def settle(agreement_id: int, obligation_id: int) -> Answer:
    """Note that an obligation was met."""
    loaded, errors = load_form(FulfilmentInput(), request.form)
    officer = current_officer()
    if not errors:
        _, errors = saved(
            lambda: signing.settle_obligation(agreement_id, obligation_id, **loaded, officer=officer, on=today())
        )
    return _answer("fulfilment", agreement_id, errors, SETTLED, obligation_id)


def _taken(take: Callable[[], object]) -> Errors:
    """Take a step over the version that the page showed; what was refused."""
    try:
        return saved(take)[1]
    except StaleVersion:
        return {WHOLE_FORM: [CHANGED_MEANWHILE]}


def _answer(step: str, agreement_id: int, errors: Errors, done: str, obligation_id: int | None = None) -> Answer:
    if errors:
        return _page(step, agreement_id, name_missing(errors, LABELS), obligation_id), 422
    flash(done, "success")
    return _home(agreement_id)


def _home(agreement_id: int) -> Response:
    return redirect(url_for("agreements.show", agreement_id=agreement_id), 303)


def _page(step: str, agreement_id: int, errors: Errors, obligation_id: int | None = None) -> str:
    act_of_step = Act.SIGN_AGREEMENTS if step == "termination" else Act.KEEP_AGREEMENTS
    agreement = listing.get_agreement(agreement_id, officer=current_officer(), act=act_of_step)
    return render_template(
        f"agreements/{step}.html",
        agreement=agreement,
        obligation=next((part for part in agreement.obligations if part.id == obligation_id), None),
        form=request.form,
        errors=errors,
        causes=TerminationCause.choices(),
        today=today(),
    )
