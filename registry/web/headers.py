"""Headers of every answer: what a browser may load, keep and tell to others."""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import BadRequest

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
FIXED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: Names to which the application answers; none: to all.
HOSTS = "OWN_HOSTS"
#: Whoever asks how the process is, on the same machine.
LOOPBACK = ("localhost", "127.0.0.1", "::1")
ONE_YEAR = "max-age=31536000; includeSubDomains"


def register(app: Flask) -> None:
    """Answer only to our own name, and put the headers on every answer of the application."""
    own = urlsplit(app.config["PUBLIC_URL"]).hostname
    app.config.setdefault(HOSTS, {own, *LOOPBACK} if app.config["ENV_NAME"] == "production" else None)
    app.before_request(_require_own_name)
    app.after_request(_put)


def _require_own_name() -> None:
    """Refuse a request sent to another name: links built from it would lead elsewhere."""
    own = current_app.config[HOSTS]
    if own is not None and _name_of(request.host) not in own:
        raise BadRequest


def _name_of(host: str) -> str | None:
    """The name without its port; None where it is none."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _put(response: Response) -> Response:
    for name, value in FIXED.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static" or response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    if current_app.config["ENV_NAME"] == "production":
        response.headers["Strict-Transport-Security"] = ONE_YEAR
    return response
