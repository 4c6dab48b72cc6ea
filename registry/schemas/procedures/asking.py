"""How a form asks for a field: its words and what a phone needs to know stand beside the field itself."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from registry.reference.prisons import prisons
from registry.schemas.basics import Spanish, Text, YesNo, words
from registry.schemas.choices import distinct

Told = Mapping[str, Any]


def ask(label: str, help: str = "", **how: Any) -> Told:
    """What a form shows of a field: *how* holds `autocomplete`, `inputmode`, `width` and `unit` where they matter.

    `unsettled` names another field, and the help that is shown while that one still has to be answered.
    """
    return {"label": label, "help": help, **how}


class Agreed(YesNo):
    """A box that has to be ticked."""

    default_error_messages = words(
        required="Marque esta casilla para continuar.",
        disagreed="Marque esta casilla para continuar.",
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(required=True, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:
        if not super()._deserialize(value, attr, data, **kwargs):
            raise self.make_error("disagreed")
        return True


class PrisonCode(Text):
    """The code of a prison."""

    default_error_messages = words(prison="No existe un establecimiento con este código. Elíjalo de la lista.")

    def __init__(self, **options: Any) -> None:
        super().__init__(10, **options)

    def _clean(self, typed: str) -> str:
        code = super()._clean(typed)
        if code and code not in {prison.code for prison in prisons()}:
            raise self.make_error("prison")
        return code


class PrisonCodes(Spanish, fields.List):  # type: ignore[type-arg]  # its codes are texts
    """Prisons, each once."""

    default_error_messages = words(
        invalid="Envíe una lista de establecimientos.",
        required="Marque al menos un establecimiento.",
    )

    def __init__(self, **options: Any) -> None:
        limits = validate.Length(1, error="Marque al menos un establecimiento.")
        super().__init__(PrisonCode(), required=True, validate=limits, post_load=distinct, **options)
