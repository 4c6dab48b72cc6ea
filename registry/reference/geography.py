"""Positions on the ground, in WGS84 degrees, and distances between them."""

from math import asin, cos, hypot, radians, sin

EARTH_RADIUS_KM = 6371.0088
SOUTH, NORTH = -18.40, 0.0
WEST, EAST = -81.40, -68.60


class PositionOutsidePeru(ValueError):
    """The point lies outside the box around Peru; a swap of latitude and longitude always does."""

    def __init__(self, latitude: float, longitude: float) -> None:
        self.latitude = latitude
        self.longitude = longitude
        super().__init__(f"latitude {latitude}, longitude {longitude}")


def check_position(latitude: float, longitude: float) -> None:
    """Refuse a point outside the box around Peru, and what is not a number.

    Raises:
        PositionOutsidePeru: The point is not within the box.
    """
    if not (SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST):
        raise PositionOutsidePeru(latitude, longitude)


def great_circle_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Length in km of the shortest way over the sphere between two points in Peru (haversine).

    Raises:
        PositionOutsidePeru: One of the points is not within Peru's box.
    """
    check_position(latitude, longitude)
    check_position(other_latitude, other_longitude)
    here, there = radians(latitude), radians(other_latitude)
    north = sin((there - here) / 2)
    east = sin(radians(other_longitude - longitude) / 2) * (cos(here) * cos(there)) ** 0.5
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, hypot(north, east)))
