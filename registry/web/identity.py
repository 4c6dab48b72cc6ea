"""Who asks: the account of the session's cookie or of a bearer token."""

from contextlib import ExitStack
from typing import Any

from flask import Flask, g, request
from flask_login import LoginManager, current_user
from werkzeug.exceptions import Unauthorized

from registry.errors import NotAllowed
from registry.extensions.actor import Actor, acting
from registry.extensions.clock import now
from registry.services.accounts import accounts, tokens
from registry.vocabulary.sign_in import TokenScope
from registry.web.sessions import SignedIn, find_signed_in
from registry.web.telemetry import request_id

API_PREFIX = "/api/"
BEARER = "bearer "
VISITOR = "visitante"
#: Methods that change nothing.
SAFE = {"GET", "HEAD", "OPTIONS"}

login_manager = LoginManager()


def register(app: Flask) -> None:
    """Find out who asks before anything else happens, and act on their account."""
    login_manager.init_app(app)
    login_manager.user_loader(_officer_of_session)
    login_manager.request_loader(_officer_of_token)
    app.before_request(_keep_to_scope)
    app.before_request(_act)
    app.teardown_request(_stop_acting)


def current_officer() -> accounts.Account:
    """The officer who asks.

    Raises:
        Unauthorized: Nobody signed in.
    """
    if not current_user.is_authenticated:
        raise Unauthorized
    officer: accounts.Account = current_user.officer
    return officer


def find_officer() -> accounts.Account | None:
    """The officer who asks, or nobody."""
    return current_officer() if current_user.is_authenticated else None


def bearer_token() -> str | None:
    """Token of the request, where the API is asked with one; the cookie then counts for nothing."""
    header = request.headers.get("Authorization", "")
    if not request.path.startswith(API_PREFIX) or not header.lower().startswith(BEARER):
        return None
    return header[len(BEARER) :].strip()


def _officer_of_session(token: str) -> SignedIn | None:
    return None if bearer_token() is not None else find_signed_in(token)


def _officer_of_token(_request: Any) -> SignedIn | None:
    token = bearer_token()
    key = tokens.find_key(token, at=now()) if token else None
    return None if key is None else SignedIn(key.officer, key=key)


def _keep_to_scope() -> None:
    """Refuse what a key for reading alone is not for."""
    key = current_user.key if current_user.is_authenticated else None
    if key is not None and key.scope is TokenScope.READ and request.method not in SAFE:
        raise NotAllowed("token_reads_only")


def _act() -> None:
    if request.endpoint == "static":
        return
    g.acting = ExitStack()
    g.acting.enter_context(acting(_actor(find_officer())))


def _actor(officer: accounts.Account | None) -> Actor:
    address = request.remote_addr or ""
    if officer is None:
        return Actor(name=VISITOR, address=address, request_id=request_id())
    return accounts.actor_of(officer, address=address, request_id=request_id())


def _stop_acting(_error: BaseException | None) -> None:
    if (stack := g.pop("acting", None)) is not None:
        stack.close()
