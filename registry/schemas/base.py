"""What every schema shares: unknown keys are refused, and what is refused is told in Spanish."""

from marshmallow import RAISE, Schema

from registry.schemas.basics import words


class SpanishSchema(Schema):
    """A schema whose own refusals are told in Spanish; its fields come from `schemas.fields`."""

    error_messages = words(
        unknown="Este dato no se espera aquí. Quítelo.",
        type="Envíe los datos como un objeto con sus campos.",
    )


class InputSchema(SpanishSchema):
    """What people and programs send: loaded, it is the keyword arguments of a service's details."""

    class Meta(Schema.Meta):
        unknown = RAISE


class OutputSchema(SpanishSchema):
    """What the API shows of a record."""
