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
    """An office's facts; the service knows which codes and regions exist."""

    code = Text(16, required=True)
    name = Text(120, required=True)
    region = Text(32, required=True)
    ubigeo = Ubigeo(required=True)
    latitude = Latitude(required=True)
    longitude = Longitude(required=True)
    kind = Choice(OfficeKind, load_default=OfficeKind.OPEN_REGIME)
    address = Text(200, load_default="")
    phone = Phone(load_default="")
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
