"""Verification by anybody: a document's code in, what may be known of it out."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.errors import NotFound
from registry.schemas.documents.document import VerificationInput
from registry.schemas.forms import load_form
from registry.services.documents import documents
from registry.views.filling import name_missing
from registry.vocabulary.messages import message
from registry.web.permissions import public

blueprint = Blueprint("verifying", __name__, url_prefix="/verificar")

LABELS = {"code": "Código del documento"}


@blueprint.get("/")
@public
def ask() -> str:
    """Ask for the code under the QR."""
    return render_template("documents/verify.html", code="", errors={})


@blueprint.post("/")
@public
def look_up() -> Response | tuple[str, int]:
    """Lead on to the address that the QR also leads to."""
    loaded, errors = load_form(VerificationInput(), request.form)
    if errors:
        errors = name_missing(errors, LABELS)
        return render_template("documents/verify.html", code=request.form.get("code", ""), errors=errors), 422
    return redirect(url_for("verifying.show", code=loaded["code"].replace("/", " ")), 303)


@blueprint.get("/<string(maxlength=60):code>")
@public
def show(code: str) -> str | tuple[str, int]:
    """Tell that the document was issued, when and by whom; nothing of the person."""
    try:
        verified = documents.verify(code)
    except NotFound as refusal:
        errors = {"code": [message(refusal.code, refusal.facts)]}
        return render_template("documents/verify.html", code=code, errors=errors), 404
    return render_template("documents/verified.html", verified=verified)
