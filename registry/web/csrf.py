"""Forged requests: who acts through the session's cookie proves that the request comes from our own pages.

The rule looks at how a request is authenticated, not at where it goes: a bearer token is never sent by
a browser on its own, so it needs no proof; the cookie does, in pages and API alike.
"""

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from registry.web.identity import bearer_token

protection = CSRFProtect()


def register(app: Flask) -> None:
    """Ask every request that changes something for `csrf_token` or the header `X-CSRFToken`."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    protection.init_app(app)
    app.before_request(_protect)


def _protect() -> None:
    if bearer_token() is None:
        protection.protect(apply_exemptions=True)
