"""The signed-in holder's second factor: turned on, moved to another telephone, its recovery codes renewed."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import InvalidFields
from registry.extensions.clock import now
from registry.schemas.accounts.sign_in import CodeInput
from registry.schemas.forms import load_form
from registry.services.accounts import second_factor
from registry.services.accounts.factor_rules import is_factor_required
from registry.services.accounts.resets import notify
from registry.views.accounts.pictures import qr_picture
from registry.views.accounts.proving import proved
from registry.views.filling import Errors, name_missing
from registry.vocabulary.sign_in import MailKind
from registry.web.identity import current_officer
from registry.web.permissions import signed_in
from registry.web.refusals import field_messages

blueprint = Blueprint("own_factor", __name__, url_prefix="/mi-cuenta/segundo-factor")

LABELS = {"code": "Código"}


@blueprint.get("/")
@proved
@signed_in
def show() -> str:
    """Tell whether it is on, and what can be done."""
    officer = current_officer()
    return render_template(
        "accounts/factor.html", factor=second_factor.state_of(officer.id), is_required=is_factor_required(officer)
    )


@blueprint.post("/")
@proved
@signed_in
def begin() -> Response:
    """Prepare a new secret; the one in force counts until the new one's first code."""
    second_factor.begin(current_officer())
    return redirect(url_for("own_factor.show_set_up"), 303)


@blueprint.get("/configurar")
@proved
@signed_in
def show_set_up() -> str:
    """Show the secret to scan."""
    return _page({})


@blueprint.post("/configurar")
@proved
@signed_in
def finish() -> str | tuple[str, int]:
    """Put the secret into force by its first code, and show new recovery codes this once."""
    loaded, errors = load_form(CodeInput(), request.form)
    if not errors:
        try:
            codes = second_factor.confirm(current_officer(), loaded["code"], at=now())
        except InvalidFields as refusal:
            errors = field_messages(refusal)
        else:
            notify(current_officer(), MailKind.FACTOR_CHANGED, at=now())
            return _codes_page(codes)
    return _page(name_missing(errors, LABELS)), 422


@blueprint.post("/codigos")
@proved
@signed_in
def renew_codes() -> str:
    """Replace the recovery codes and show the new ones this once."""
    codes = second_factor.renew_codes(current_officer())
    notify(current_officer(), MailKind.FACTOR_CHANGED, at=now())
    return _codes_page(codes)


@blueprint.post("/quitar")
@proved
@signed_in
def turn_off() -> Response:
    """Do without, where nobody asks for it."""
    second_factor.turn_off(current_officer())
    notify(current_officer(), MailKind.FACTOR_CHANGED, at=now())
    flash("El segundo factor quedó desactivado.", "success")
    return redirect(url_for("own_account.show"), 303)


def _codes_page(codes: list[str]) -> str:
    return render_template("accounts/recovery_codes.html", codes=codes, next_url=url_for("own_account.show"))


def _page(errors: Errors) -> str:
    candidate = second_factor.find_candidate(current_officer())
    return render_template(
        "accounts/set_up.html",
        errors=errors,
        candidate=candidate,
        picture=qr_picture(candidate.address) if candidate else "",
        action=url_for("own_factor.finish"),
        back=url_for("own_factor.show"),
    )
