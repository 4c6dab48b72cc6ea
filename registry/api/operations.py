"""What every operation says beside its own: a name, who may ask, and each way in which it refuses."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from registry.api.problems import CONTENT_TYPE
from registry.web.words import words_for

PREFIX = "/api/v1"
METHODS = ("get", "post", "put", "patch", "delete")
SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "Clave de acceso de «Mi cuenta»"},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "session",
        "description": "Con la cabecera X-CSRFToken si cambia algo",
    },
}
NO_CONTENT = "Hecho; no hay nada que mostrar"
#: What a success amounts to, by its status.
DONE = {"200": "Hecho", "201": "Creado", "202": "Aceptado; se hace aparte", "204": NO_CONTENT}
#: Refusals that operations name; the words are those of the refusals themselves.
REFUSALS = (401, 403, 404, 409, 412, 415, 422, 428)
PARAMETER = re.compile(r"\{(\w+)\}")
CONTENT = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
PROBLEM = {"$ref": "#/components/responses/Problem"}


def shared_responses() -> dict[str, Any]:
    """The refusals that operations refer to, each with what happened and what to do."""
    told = {status: words_for(status) for status in REFUSALS}
    return {
        "Problem": {"description": "Rechazo: qué pasó y qué hacer", "content": CONTENT},
        "NO_CONTENT": {"description": NO_CONTENT},
        **{
            f"Problem{status}": {"description": f"{words.title}. {words.detail}", "content": CONTENT}
            for status, words in told.items()
        },
    }


def complete(operation: dict[str, Any], method: str, path: str) -> None:
    """Give an operation its name, who may ask for it, and its refusals."""
    operation["operationId"] = name_of(method, path)
    operation["tags"] = [tag_of(tag) for tag in operation["tags"]]
    operation.setdefault("security", [{"bearer": []}, {"session": []}])
    successes = {str(status): answer for status, answer in operation["responses"].items() if str(status)[0] == "2"}
    for status, answer in successes.items():
        if answer.get("description") == HTTPStatus(int(status)).phrase:
            answer["description"] = DONE[status]
    refused = {
        str(status): {"$ref": f"#/components/responses/Problem{status}"}
        for status in _refusals(operation, method, path)
    }
    operation["responses"] = {**successes, **refused, "default": PROBLEM}


def name_of(method: str, path: str) -> str:
    """`get_units_sheets_by_month`: the nouns of the address, and what the last one is named by."""
    own = path.removeprefix(PREFIX)
    nouns = [part for part in own.replace("-", "_").split("/") if part and not PARAMETER.fullmatch(part)]
    last = PARAMETER.fullmatch(own.rpartition("/")[2])
    return "_".join([method, *nouns, *(["by", last[1]] if last else [])])


def tag_of(name: str) -> str:
    """The noun's name without what tells its blueprint from those of the pages."""
    return name.removeprefix("api_")


def _refusals(operation: dict[str, Any], method: str, path: str) -> Iterator[int]:
    """The ways in which an operation refuses, as far as its description tells."""
    parameters = operation.get("parameters", [])
    if operation["security"]:
        yield from (401, 403)
    if PARAMETER.search(path):
        yield 404
    if method != "get":
        yield 409
    if any(parameter.get("name") == "If-Match" for parameter in parameters):
        yield from (412, 428)
    if "requestBody" in operation:
        yield 415
    if "requestBody" in operation or any(parameter.get("in") in ("query", "header") for parameter in parameters):
        yield 422
