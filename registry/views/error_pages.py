"""Refusals as pages: in the site's frame, with the code that support asks for; nothing of the inside is shown."""

from flask import Flask, current_app, flash, make_response, redirect, render_template, request, session
from werkzeug.wrappers import Response

from registry.views.accounts.parking import park_present
from registry.views.addresses import present_page, sign_in_url
from registry.web.refusals import Refusal, add_teller
from registry.web.telemetry import request_id

TOO_LARGE = 413
OWN_PAGES = {400, 403, 404, 409, 413, 429, 500}
SESSION_ENDED = "Su sesión terminó por seguridad. Ingrese para continuar."
SESSION_ENDED_PARKED = (
    "Su sesión terminó por seguridad. Lo que escribió está guardado; ingrese antes de 30 minutos para continuar."
)
#: Refusals for which the page of their status has words of its own.
GENERAL = {f"http_{status}" for status in OWN_PAGES} | {"csrf", "not_found", "stale_version"}


def register(app: Flask) -> None:
    """Show the refusals of every address as pages; other layers add their own tellers for theirs."""
    add_teller(app, "/", show)


def show(refusal: Refusal) -> Response:
    """Show one refusal; a visitor at a closed page is led to sign in and back."""
    if refusal.status == 401:
        return _lead_to_sign_in()
    page = render_template(
        _template(refusal.status), error_code=request_id(), back=_way_back(refusal), **_words(refusal)
    )
    response = make_response(page, refusal.status)
    response.headers.extend(list(refusal.headers))
    return response


def _lead_to_sign_in() -> Response:
    parked = park_present()
    if parked is not None:
        flash(SESSION_ENDED_PARKED, "warning")
        return redirect(sign_in_url(parked), 303)
    if _had_session():
        flash(SESSION_ENDED, "warning")
    return redirect(sign_in_url(present_page()), 303)


def _way_back(refusal: Refusal) -> str | None:
    """The page whose form sent more than is read: what else it says is kept there, and another file is chosen."""
    return present_page() if refusal.status == TOO_LARGE and request.method == "POST" else None


def _had_session() -> bool:
    """Whether the reader was signed in: a form was sent, or the cookie is spent, or its officer is gone."""
    has_cookie = current_app.config["SESSION_COOKIE_NAME"] in request.cookies
    return request.method == "POST" or (has_cookie and (not session or "_user_id" in session))


def _template(status: int) -> str:
    if status in OWN_PAGES:
        return f"errors/{status}.html"
    return "errors/500.html" if status >= 500 else "errors/400.html"


def _words(refusal: Refusal) -> dict[str, str]:
    """Title and words of the refusal, where they say more than the page's own."""
    if refusal.code in GENERAL:
        return {}
    told = [refusal.detail, *(text for texts in refusal.errors.values() for text in texts)]
    return {"title": refusal.title, "explanation": " ".join(told)}
