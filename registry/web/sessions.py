"""The browser's side of a session: a cookie with its token, and a lasting mark by which the browser is known again."""

from flask import Flask, Response, current_app, g, request, session
from flask_login import current_user, login_user, logout_user
from werkzeug.exceptions import Unauthorized

from registry.errors import NotAllowed
from registry.extensions.clock import now
from registry.services.accounts import sessions, tokens
from registry.services.accounts.accounts import Account
from registry.services.accounts.confirming import is_recent
from registry.services.accounts.one_time import new_token
from registry.services.accounts.sessions import Browser, Opened
from registry.vocabulary.sign_in import SessionStage
from registry.web.devices import device_in_words

#: Where flask-login keeps the token within the session's cookie.
TOKEN = "_user_id"  # noqa: S105 - the name of a place
MARK = "reinserta_device"
MARK_SECONDS = 180 * 24 * 3600


class SignedIn:
    """Who asks, as flask-login knows them: by an open session, or by the token of a program."""

    is_authenticated = is_active = True
    is_anonymous = False

    def __init__(self, officer: Account, *, opened: Opened | None = None, key: tokens.ApiToken | None = None) -> None:
        self.officer = officer
        self.opened = opened
        self.key = key

    def get_id(self) -> str:
        """Token that the session's cookie carries."""
        return self.opened.token if self.opened else ""


def register(app: Flask) -> None:
    """Let browsers keep their mark."""
    app.after_request(_keep_mark)


def find_signed_in(token: str) -> SignedIn | None:
    """Who signed in with this session, if it is open and alive."""
    found = sessions.find_session(token, at=now())
    if found is None or found.stage is not SessionStage.OPEN:
        return None
    sessions.note_use(found, at=now())
    return SignedIn(found.account, opened=Opened(token, found))


def keep_session(opened: Opened) -> None:
    """Put a session's token into this browser, at whatever step it is; nothing of an earlier one stays."""
    end_present()
    session.permanent = True
    session[TOKEN] = opened.token
    g.keeps_mark = True
    if opened.session.stage is SessionStage.OPEN:
        found = find_signed_in(opened.token)
        if found is not None:
            login_user(found)


def end_present() -> None:
    """Forget everything that this browser was told, and whom it speaks for."""
    logout_user()
    session.clear()


def close_session() -> None:
    """Sign whoever it is out, on the server and on this browser."""
    if (opened := present_session()) is not None:
        sessions.end_session(opened.session.id, officer=opened.session.account, at=now())
    end_present()


def present_session() -> Opened | None:
    """The open session of whoever asks; nothing for a program with a token."""
    return current_user.opened if current_user.is_authenticated else None


def waiting_session(stage: SessionStage) -> Opened:
    """The session of this browser that waits at this step between password and open door.

    Raises:
        Unauthorized: It has none.
    """
    token = session.get(TOKEN, "")
    found = sessions.find_session(token, at=now()) if token else None
    if found is None or found.stage is not stage:
        raise Unauthorized
    return Opened(token, found)


def has_proved_lately() -> bool:
    """Whether the session's holder proved lately who they are; a program's token is proof in itself."""
    opened = present_session()
    return opened is None or is_recent(opened.session, at=now())


def require_proof() -> None:
    """Refuse what signs to a session whose holder proved too long ago who they are.

    A program's key goes on: it was issued after such a proof, and is itself what its holder acts by.

    Raises:
        NotAllowed: The proof is old; a page asks for it anew.
    """
    if not has_proved_lately():
        raise NotAllowed("proof_old")


def browser_of_request() -> Browser:
    """Where the request comes from, as a session notes it; a browser without a mark gets one."""
    if "browser_mark" not in g:
        g.browser_mark = request.cookies.get(MARK, "")[:100] or new_token()
    device = device_in_words(request.headers.get("User-Agent", ""))
    return Browser(request.remote_addr or "", device, g.browser_mark)


def _keep_mark(response: Response) -> Response:
    if g.get("keeps_mark"):
        mark, secure = browser_of_request().mark, current_app.config["SESSION_COOKIE_SECURE"]
        response.set_cookie(MARK, mark, max_age=MARK_SECONDS, secure=secure, httponly=True, samesite="Lax")
    return response
