"""A form that was sent just after its session had ended: parked, and offered again after signing in."""

from flask import Blueprint, render_template, request, session, url_for
from werkzeug.datastructures import MultiDict

from registry.errors import NotFound
from registry.extensions.clock import now
from registry.services.accounts import parking
from registry.web.identity import current_officer
from registry.web.permissions import signed_in
from registry.web.sessions import TOKEN

blueprint = Blueprint("parking", __name__)

#: What proves who somebody is, and belongs to one request alone.
NEVER_PARKED = ("csrf_token", "password", "current_password", "new_password", "code")
LONGEST_ADDRESS = 500


@blueprint.get("/retomar/<token>")
@signed_in
def show(token: str) -> tuple[str, int]:
    """Offer to send once more what arrived when the session had ended; say so where it is no longer kept."""
    try:
        form = parking.find_parked(token, officer=current_officer(), at=now())
    except NotFound:
        return render_template("accounts/parked_gone.html"), 410
    return render_template("accounts/parked.html", form=form), 200


def park_present() -> str | None:
    """Keep the form of this request for whoever's session has just ended; the page that will offer it again."""
    token, address = session.get(TOKEN), request.full_path.removesuffix("?")
    if request.method != "POST" or not token or not request.form or len(address) > LONGEST_ADDRESS:
        return None
    if any(name in NEVER_PARKED[1:] for name in request.form):
        return None
    parked = parking.park(token, address, _fields(request.form), at=now())
    return parked and url_for("parking.show", token=parked)


def _fields(form: MultiDict[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in form.items(multi=True) if name not in NEVER_PARKED]
