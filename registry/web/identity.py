"""Who asks: the account of the session's cookie or of a bearer token."""

from contextlib import ExitStack
from typing import Any

from flask import Flask, g, request, session
from flask_login import LoginManager, current_user, login_user, logout_user
from werkzeug.exceptions import Unauthorized

from registry.extensions.actor import Actor, acting
from registry.extensions.clock import now
from registry.services.accounts import accounts, tokens
from registry.web.telemetry import request_id

API_PREFIX = "/api/"
BEARER = "bearer "
VISITOR = "visitante"

login_manager = LoginManager()


class SignedIn:
    """An officer as flask-login knows them; the cookie keeps the session key, which a new password changes."""

    is_authenticated = is_active = True
    is_anonymous = False

    def __init__(self, officer: accounts.Account) -> None:
        self.officer = officer

    def get_id(self) -> str:
        """Key that the session's cookie carries."""
        return self.officer.session_key


def register(app: Flask) -> None:
    """Find out who asks before anything else happens, and act on their account."""
    login_manager.init_app(app)
    login_manager.user_loader(_officer_of_session)
    login_manager.request_loader(_officer_of_token)
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


def open_session(officer: accounts.Account) -> None:
    """Sign the officer in on this browser; nothing of an earlier session stays."""
    session.clear()
    session.permanent = True
    login_user(SignedIn(officer))


def close_session() -> None:
    """Sign whoever it is out on this browser."""
    logout_user()
    session.clear()


def bearer_token() -> str | None:
    """Token of the request, where the API is asked with one; the cookie then counts for nothing."""
    header = request.headers.get("Authorization", "")
    if not request.path.startswith(API_PREFIX) or not header.lower().startswith(BEARER):
        return None
    return header[len(BEARER) :].strip()


def _officer_of_session(session_key: str) -> SignedIn | None:
    if bearer_token() is not None:
        return None
    return _signed_in(accounts.find_by_session_key(session_key))


def _officer_of_token(_request: Any) -> SignedIn | None:
    token = bearer_token()
    return _signed_in(tokens.officer_of_token(token, at=now())) if token else None


def _signed_in(officer: accounts.Account | None) -> SignedIn | None:
    return None if officer is None else SignedIn(officer)


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
