"""Credentials: those that wait to be signed, their cards, and their withdrawal."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from registry.extensions.clock import today
from registry.schemas.forms import WHOLE_FORM, load_form, read_version
from registry.schemas.institutions.registration import ReasonInput
from registry.schemas.religious.agent import SigningInput, prison_name
from registry.services.religious import credentials, signing
from registry.views.accounts.proving import proved
from registry.views.editing import Answer
from registry.views.filling import Errors, name_missing
from registry.views.lists import ListAddress, page_of
from registry.views.religious.stepping import taken
from registry.vocabulary.accounts import Act
from registry.vocabulary.messages import message
from registry.web.files import PDF, download
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("credentials", __name__, url_prefix="/credenciales")

WITHDRAWN = "La credencial quedó retirada. Quien lea su código QR lo verá desde ahora."
LABELS = {"reason": "Motivo", "credential_ids": "Credenciales"}


@blueprint.get("/")
@permits(Act.ISSUE_CREDENTIALS)
def index() -> str:
    """List what waits for a signature."""
    return _list({})


@blueprint.post("/firmar")
@permits(Act.ISSUE_CREDENTIALS)
@proved
def sign() -> Answer:
    """Sign those that were ticked, and tell what came of each."""
    loaded, errors = load_form(SigningInput(), request.form)
    if errors:
        return _list({WHOLE_FORM: sorted(set().union(*errors.values()))}), 422
    signed = signing.sign_many(loaded["credential_ids"], officer=current_officer(), on=today())
    return render_template("religious/signed.html", signed=signed, tell=message, prison_name=prison_name)


@blueprint.get("/<int:credential_id>/pdf")
@permits(Act.READ_AGENTS)
def pdf(credential_id: int) -> Response:
    """Send the card; the look is noted."""
    document = credentials.open_card(credential_id, officer=current_officer())
    return download(document.pdf, PDF, f"credencial-{document.year}-{document.number:06d}.pdf")


@blueprint.get("/<int:credential_id>/retirar")
@permits(Act.ISSUE_CREDENTIALS)
def show_withdrawal(credential_id: int) -> str:
    """Ask why it is withdrawn."""
    return _page(credential_id, {})


@blueprint.post("/<int:credential_id>/retirar")
@permits(Act.ISSUE_CREDENTIALS)
def withdraw(credential_id: int) -> Answer:
    """Withdraw it, or refuse it before it was signed."""
    officer, version = current_officer(), read_version(request.form)
    loaded, errors = load_form(ReasonInput(), request.form)
    if not errors:
        errors = taken(lambda: credentials.withdraw(credential_id, **loaded, version=version, officer=officer))
    if errors:
        return _page(credential_id, errors), 422
    flash(WITHDRAWN, "success")
    agent_id = credentials.get_credential(credential_id, officer=officer).agent_id
    return redirect(url_for("agents.show", agent_id=agent_id), 303)


def _list(errors: Errors) -> str:
    page = credentials.list_to_sign(officer=current_officer(), on=today(), page=page_of(request.args))
    return render_template(
        "religious/to_sign.html",
        page=page,
        address=ListAddress.of("credentials.index", request.args),
        errors=errors,
        prison_name=prison_name,
    )


def _page(credential_id: int, errors: Errors) -> str:
    return render_template(
        "religious/withdrawal.html",
        credential=credentials.get_credential(credential_id, officer=current_officer(), act=Act.ISSUE_CREDENTIALS),
        form=request.form,
        errors=name_missing(errors, LABELS),
        prison_name=prison_name,
    )
