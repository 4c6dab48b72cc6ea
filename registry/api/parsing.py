"""What programs send, read strictly: an unknown name, a wrong type of content or a broken JSON is told, not skipped."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from flask import Request
from marshmallow import RAISE, Schema, ValidationError
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from registry.web.refusals import InvalidInput

WHOLE = "_schema"


class StrictParser(FlaskParser):
    """Reads arguments and tells every refusal through `registry.web.refusals`."""

    DEFAULT_UNKNOWN_BY_LOCATION = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "query": RAISE, "json": RAISE}  # noqa: RUF012 - webargs declares it so

    def _raw_load_json(self, req: Request) -> Any:
        if not is_json_request(req):
            raise UnsupportedMediaType
        try:
            return super()._raw_load_json(req)
        except json.JSONDecodeError:
            raise
        except (RecursionError, ValueError) as error:  # nested too deep, a number too long, or not UTF-8
            raise BadRequest from error

    def _handle_invalid_json_error(self, error: Any, req: Request, *args: Any, **kwargs: Any) -> NoReturn:
        raise BadRequest from error

    def handle_error(
        self, error: ValidationError, req: Request, schema: Schema, *, error_status_code: Any, error_headers: Any
    ) -> NoReturn:
        by_field: dict[str, list[str]] = {}
        for located in error.messages_dict.values():
            for name, words in _flat(located, ""):
                by_field.setdefault(name, []).append(words)
        raise InvalidInput(by_field) from error


def _flat(messages: Any, path: str) -> Iterator[tuple[str, str]]:
    """Name each message by its path: `shifts.0.places`; what concerns the whole has the name of its parent."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            name = path if key == WHOLE else ".".join(part for part in (path, str(key)) if part)
            yield from _flat(inner, name)
    elif isinstance(messages, list):
        for inner in messages:
            yield from _flat(inner, path)
    else:
        yield path or WHOLE, str(messages)
