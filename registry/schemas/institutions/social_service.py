"""Social help: what an institution tells of it, and what the public directory shows."""

from typing import Any

from marshmallow import fields, validate

from registry.reference.places import is_known_area
from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.basics import Spanish, words
from registry.schemas.choices import distinct
from registry.schemas.fields import (
    Choice,
    Codes,
    Decimal,
    DistrictName,
    Key,
    Label,
    Part,
    Phone,
    Text,
    Ubigeo,
    Whole,
    YesNo,
)
from registry.schemas.paging import PageQuery
from registry.vocabulary.social_help import MOST_DISTRICTS, HelpAudience, HelpKind


class AreaCode(Text):
    """A district's ubigeo, or its first digits for its province or department."""

    default_error_messages = words(area="No existe un lugar con este código. Elíjalo de la lista de ubigeos.")

    def __init__(self, **options: Any) -> None:
        super().__init__(6, **options)

    def _clean(self, typed: str) -> str:
        code = super()._clean(typed)
        if not is_known_area(code):
            raise self.make_error("area")
        return code


class Areas(Spanish, fields.List):  # type: ignore[type-arg]  # its places are texts
    """Places, each once."""

    default_error_messages = words(invalid="Envíe una lista de códigos de ubigeo.")

    def __init__(self, **options: Any) -> None:
        limits = validate.Length(1, MOST_DISTRICTS, error=f"Escriba de 1 a {MOST_DISTRICTS} lugares.")
        super().__init__(AreaCode(), validate=limits, post_load=distinct, **options)


class HelpInput(InputSchema):
    """What an institution tells of a help."""

    kind = Choice(HelpKind, required=True)
    description = Text(500, lines=True, required=True)
    audiences = Codes(HelpAudience, validate=validate.Length(1, error="Marque al menos una opción."))
    districts = Areas(required=True)
    how_to_ask = Text(300, load_default="")
    phone = Phone(load_default="")


class HelpOutput(OutputSchema):
    """A help as its institution sees it."""

    id = Key()
    version = Whole()
    institution_id = Key()
    kind = Choice(HelpKind)
    kind_label = Label("kind")
    description = Text()
    audiences = Codes(HelpAudience, dump_only=True)
    districts = fields.List(Text())
    how_to_ask = Text()
    phone = Text()
    is_offered = YesNo()


class HelperOutput(OutputSchema):
    """An institution in the directory."""

    name = Text()
    ubigeo = Text()
    district = DistrictName()
    address = Text()


class PublicHelpOutput(OutputSchema):
    """A help as anybody sees it."""

    institution = Part(HelperOutput, attribute="service.institution")
    kind = Choice(HelpKind, attribute="service.kind")
    kind_label = Label("service.kind")
    description = Text(attribute="service.description")
    audiences = Codes(HelpAudience, dump_only=True, attribute="service.audiences")
    districts = fields.List(Text(), attribute="service.districts")
    how_to_ask = Text(attribute="service.how_to_ask")
    phone = Text(attribute="service.phone")
    covers = YesNo(allow_none=True)
    distance_km = Decimal(allow_none=True)


class DirectoryQuery(PageQuery):
    """What the directory is narrowed to."""

    kind = Choice(HelpKind, load_default=None)
    audience = Choice(HelpAudience, load_default=None)
    ubigeo = Ubigeo(load_default="", metadata={"description": "Distrito donde se busca ayuda"})
    radius_km = Whole(1, 1000, load_default=None, metadata={"description": "Con él, también lo cercano al distrito"})
