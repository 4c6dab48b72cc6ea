"""What a command is told, read through the schema that pages and API use."""

from collections.abc import Mapping
from typing import Any

import click
from marshmallow import Schema, ValidationError

#: Facts that a command asks for by another name than the services have for them.
ASKED_AS = {
    "username": "USUARIO",
    "code": "CÓDIGO",
    "full_name": "--name",
    "office_id": "--office",
    "scopes": "--scope",
}


def asked_as(field: str) -> str:
    """What was to be typed for a fact, as the help of the command names it."""
    return ASKED_AS.get(field, f"--{field.replace('_', '-')}")


def read_options(schema: Schema, given: Mapping[str, object]) -> dict[str, Any]:
    """The options as a service takes them; one that was not given has the schema's value.

    Raises:
        ClickException: Names each option that is refused, and says what to write instead.
    """
    try:
        loaded: dict[str, Any] = schema.load({name: value for name, value in given.items() if value is not None})
    except ValidationError as refusal:
        told = [f"{asked_as(name)}: {' '.join(words)}" for name, words in refusal.messages_dict.items()]
        raise click.ClickException("\n".join(told)) from None
    return loaded
