"""The one place where what went wrong becomes a status and words; pages and API only choose the clothes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import Flask, current_app, g, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from registry.errors import (
    Busy,
    DomainError,
    InvalidFields,
    NotAllowed,
    NotFound,
    PlaceTaken,
    SignInRefused,
    StaleVersion,
    WrongState,
)
from registry.extensions.logs import frames_of, log
from registry.vocabulary.messages import message
from registry.web.telemetry import request_id
from registry.web.words import FORGERY, words_for

TELLERS = "reinserta.tellers"
STATUSES: dict[type[DomainError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    WrongState: 409,
    StaleVersion: 409,
    PlaceTaken: 409,
    InvalidFields: 422,
    SignInRefused: 401,
    Busy: 503,
}


@dataclass(frozen=True)
class Refusal:
    """What is told of something that went wrong; `errors` maps a field to its messages."""

    status: int
    code: str
    title: str
    detail: str
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    headers: Sequence[tuple[str, str]] = ()


Teller = Callable[[Refusal], Response]


class InvalidInput(HTTPException):
    """What was sent breaks the shape that its schema asks for; the messages are ready to be read."""

    code = 422

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.errors = errors


def register(app: Flask) -> None:
    """Answer every error of the application through the teller of the address asked for."""
    app.extensions[TELLERS] = {}
    app.register_error_handler(DomainError, lambda error: _tell(refusal_of(error)))
    app.register_error_handler(HTTPException, lambda error: _tell(_refusal_of_http(error)))
    app.register_error_handler(Exception, _tell_failure)


def add_teller(app: Flask, prefix: str, teller: Teller) -> None:
    """Let *teller* dress the refusals of addresses that begin with *prefix*; the longest prefix wins."""
    app.extensions[TELLERS][prefix] = teller


def refusal_of(error: DomainError) -> Refusal:
    """Tell a refusal of the registry; a kind without a status of its own counts as a bad request."""
    status = next((status for kind, status in STATUSES.items() if isinstance(error, kind)), 400)
    return Refusal(
        status=status,
        code=error.code,
        title=words_for(status).title,
        detail=message(error.code, error.facts),
        errors=field_messages(error) if isinstance(error, InvalidFields) else {},
    )


def field_messages(error: InvalidFields) -> dict[str, list[str]]:
    """Words for each refused field, as a form shows them."""
    return {name: [message(code, facts)] for name, (code, facts) in error.problems.items()}


def _refusal_of_http(error: HTTPException) -> Refusal:
    status = error.code or 500
    is_forgery = isinstance(error, CSRFError)
    words = FORGERY if is_forgery else words_for(status)
    return Refusal(
        status=status,
        code="csrf" if is_forgery else f"http_{status}",
        title=words.title,
        detail=words.detail,
        errors=error.errors if isinstance(error, InvalidInput) else {},
        headers=[(name, value) for name, value in error.get_headers() if name.lower() != "content-type"],
    )


def _tell_failure(error: Exception) -> Response:
    """Answer a failure of our own: its trace goes to the log, only its code to the reader."""
    g.has_failed = True
    log().error("failure", kind=type(error).__name__, frames=frames_of(error), request_id=request_id())
    words = words_for(500)
    return _tell(Refusal(status=500, code="failure", title=words.title, detail=words.detail))


def _tell(refusal: Refusal) -> Response:
    tellers: dict[str, Teller] = current_app.extensions[TELLERS]
    prefix = max((prefix for prefix in tellers if request.path.startswith(prefix)), key=len)
    return tellers[prefix](refusal)
