"""An office of the operator."""

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import (
    Choice,
    DistrictName,
    Email,
    Key,
    Label,
    Latitude,
    Longitude,
    Phone,
    Text,
    Ubigeo,
    Whole,
)
from registry.vocabulary.accounts import OfficeKind


class OfficeInput(InputSchema):
    """An office's facts, as its letters need them; the service knows which codes and regions exist."""

    code = Text(16, required=True)
    name = Text(120, required=True)
    region = Text(32, required=True)
    ubigeo = Ubigeo(required=True)
    latitude = Latitude(load_default=None)
    longitude = Longitude(load_default=None)
    kind = Choice(OfficeKind, load_default=OfficeKind.OPEN_REGIME)
    address = Text(200, required=True)
    phone = Phone(required=True)
    email = Email(load_default="")


class OfficeOutput(OutputSchema):
    """An office as every officer sees it."""

    id = Key()
    version = Whole()
    code = Text()
    name = Text()
    kind = Choice(OfficeKind)
    kind_label = Label("kind")
    region = Text()
    ubigeo = Text()
    district = DistrictName()
    address = Text()
    latitude = Latitude()
    longitude = Longitude()
    phone = Text()
    email = Text()
