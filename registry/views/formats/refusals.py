"""Messages of a refused form, by field and as the lines of the summary above it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from registry.schemas.forms import WHOLE_FORM

Errors = Mapping[Any, Any] | Sequence[Any] | str | None


def messages_of(errors: Errors, name: str) -> list[str]:
    """List a field's messages, given those of the field itself or of its whole form."""
    if isinstance(errors, Mapping):
        errors = errors.get(name)
    return [message for _, message in _walk(errors, name)]


def summary_lines(errors: Errors) -> list[tuple[str, str]]:
    """List (field, message) of a whole form, each message once; the field is empty where it is the form's own."""
    found = (("" if WHOLE_FORM in name else name, message) for name, message in _walk(errors, ""))
    return list(dict.fromkeys(found))


def field_id(name: str) -> str:
    """Name the element that a summary line leads to."""
    return f"campo-{name}"


def _walk(errors: Errors, name: str) -> Iterator[tuple[str, str]]:
    """Walk nested messages; those of a part of a field belong to the field."""
    if isinstance(errors, Mapping):
        for key, inner in errors.items():
            yield from _walk(inner, name or str(key))
    elif isinstance(errors, str):
        yield name, errors
    else:
        for message in errors or ():
            yield from _walk(message, name)
