"""What every schema shares: unknown keys are refused, and what is refused is told in Spanish."""

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import RAISE, Schema, missing, post_dump

from registry.schemas.basics import words


class SpanishSchema(Schema):
    """A schema whose own refusals are told in Spanish; its fields come from `schemas.fields`."""

    error_messages = words(
        unknown="Este dato no se espera aquí. Quítelo.",
        type="Envíe los datos como un objeto con sus campos.",
    )


class InputSchema(SpanishSchema):
    """What people and programs send: loaded, it is the keyword arguments of a service's details."""

    #: What a program might send, for the API's description; none: the fields speak for themselves.
    example: ClassVar[Mapping[str, Any] | None] = None

    class Meta(Schema.Meta):
        unknown = RAISE


class OutputSchema(SpanishSchema):
    """What the API shows of a record."""


class ReservedSchema(OutputSchema):
    """What the API shows of a record with reserved facts: they stand in it only where a purpose brought them."""

    reserved: ClassVar[frozenset[str]] = frozenset()

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """Pass over what was not loaded, without asking for it."""
        return missing if self._is_shut(obj, attr) else super().get_attribute(obj, attr, default)

    @post_dump(pass_original=True)
    def _leave_out(self, shown: dict[str, Any], original: Any, **_options: Any) -> dict[str, Any]:
        """Show no default in the place of what was not loaded."""
        fields = self.dump_fields
        return {
            name: value for name, value in shown.items() if not self._is_shut(original, fields[name].attribute or name)
        }

    def _is_shut(self, obj: Any, attribute: str) -> bool:
        column = attribute.partition(".")[0]
        return column in self.reserved and not obj.is_loaded(column)
