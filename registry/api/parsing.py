"""What programs send, read strictly: an unknown name, a wrong type of content or a broken JSON is told, not skipped."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NoReturn

from flask import Request
from marshmallow import RAISE, Schema, ValidationError, missing
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from registry.schemas.forms import WHOLE_FORM
from registry.web.refusals import InvalidInput

WHOLE = "_schema"
REPEATED = "Este dato viene más de una vez. Deje uno solo."
#: Bytes of a body: the longest lists and texts that any operation takes fit many times over.
LONGEST_BODY = 256 * 1024
#: An unknown name is refused wherever a program sends one.
UNKNOWN = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "query": RAISE, "json": RAISE, "files": RAISE}


class StrictParser(FlaskParser):
    """Reads arguments and tells every refusal through `registry.web.refusals`."""

    DEFAULT_UNKNOWN_BY_LOCATION = UNKNOWN

    def _raw_load_json(self, req: Request) -> Any:
        if not is_json_request(req):
            raise UnsupportedMediaType
        req.max_content_length = LONGEST_BODY
        body = req.get_data(cache=True)
        if not body:
            return missing
        try:
            return json.loads(body.decode(), object_pairs_hook=_object)
        except (RecursionError, ValueError) as error:  # broken, nested too deep, a number too long, or not UTF-8
            raise BadRequest from error

    def handle_error(
        self, error: ValidationError, req: Request, schema: Schema, *, error_status_code: Any, error_headers: Any
    ) -> NoReturn:
        by_field: dict[str, list[str]] = {}
        for located in error.messages_dict.values():
            for name, words in _flat(located, ""):
                by_field.setdefault(name, []).append(words)
        raise InvalidInput(by_field) from error


def _object(members: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Read an object; readers differ on which of two members of one name counts."""
    times = Counter(name for name, _ in members)
    if repeated := [name for name, count in times.items() if count > 1]:
        raise InvalidInput({name: [REPEATED] for name in repeated})
    return dict(members)


def _flat(messages: Any, path: str) -> Iterator[tuple[str, str]]:
    """Name each message by its path: `shifts.0.places`; what concerns the whole has the name of its parent."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            name = path if key == WHOLE_FORM else ".".join(part for part in (path, str(key)) if part)
            yield from _flat(inner, name)
    elif isinstance(messages, list):
        for inner in messages:
            yield from _flat(inner, path)
    else:
        yield path or WHOLE_FORM, str(messages)
