"""Where somebody looks for a place, and how far they would go."""

from typing import Any

from marshmallow import validates_schema

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Area, Decimal, DistrictName, Latitude, Longitude, Text, Whole, refuse


class NearQuery(InputSchema):
    """What a list of places is narrowed to; with a point, the nearest come first."""

    ubigeo = Area()
    latitude = Latitude(load_default=None)
    longitude = Longitude(load_default=None)
    radius_km = Whole(1, 1000, load_default=None, metadata={"description": "Distancia máxima desde el punto"})

    @validates_schema
    def _whole_point(self, loaded: dict[str, Any], **_options: Any) -> None:
        if (loaded.get("latitude") is None) is not (loaded.get("longitude") is None):
            raise refuse("El punto lleva latitud y longitud. Complete ambas.", "latitude", "longitude")


class LandmarkOutput(OutputSchema):
    """An office or a prison, as anybody may know it."""

    name = Text()
    ubigeo = Text()
    district = DistrictName()
    latitude = Latitude()
    longitude = Longitude()
    address = Text()
    phone = Text()
    email = Text()
    distance_km = Decimal(allow_none=True)
