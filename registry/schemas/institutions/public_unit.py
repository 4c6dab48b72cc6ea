"""Units as anybody may find them."""

from registry.schemas.base import OutputSchema
from registry.schemas.fields import (
    Choice,
    Codes,
    Decimal,
    DistrictName,
    Key,
    Label,
    Latitude,
    Longitude,
    Text,
    YesNo,
)
from registry.schemas.institutions.near import NearQuery
from registry.schemas.paging import PageQuery
from registry.vocabulary.institutions import Task, UnitKind


class PublicUnitQuery(NearQuery, PageQuery):
    """What the public list of units is narrowed to."""

    kind = Choice(UnitKind, load_default=None)
    task = Choice(Task, load_default=None)
    has_places = YesNo(load_default=None)


class PublicUnitOutput(OutputSchema):
    """A unit without anything of people."""

    id = Key()
    name = Text()
    kind = Choice(UnitKind)
    kind_label = Label("kind")
    ubigeo = Text()
    district = DistrictName()
    latitude = Latitude()
    longitude = Longitude()
    has_places = YesNo()
    tasks = Codes(Task, dump_only=True)
    distance_km = Decimal(allow_none=True)
