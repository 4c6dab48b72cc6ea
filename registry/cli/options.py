"""What a command is told, read through the schema that pages and API use."""

from collections.abc import Mapping
from typing import Any

import click
from marshmallow import Schema, ValidationError


def read_options(schema: Schema, given: Mapping[str, object]) -> dict[str, Any]:
    """The options as a service takes them; one that was not given has the schema's value.

    Raises:
        ClickException: Names each option that is refused, and says what to write instead.
    """
    try:
        loaded: dict[str, Any] = schema.load({name: value for name, value in given.items() if value is not None})
    except ValidationError as refusal:
        told = [f"{name.replace('_', '-')}: {' '.join(words)}" for name, words in refusal.messages_dict.items()]
        raise click.ClickException("\n".join(told)) from None
    return loaded
