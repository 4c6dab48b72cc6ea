"""What any record's district and position must be."""

from functools import lru_cache

from registry.reference.geography import PositionOutsidePeru, check_position
from registry.reference.places import find_district, find_retired_ubigeo, is_known_ubigeo
from registry.services.saving import Problems


def ubigeo_problems(ubigeo: str) -> Problems:
    """What is wrong with a district's code."""
    return {} if is_known_ubigeo(ubigeo) else {"ubigeo": ("ubigeo_unknown", {"ubigeo": ubigeo})}


def position_problems(latitude: float | None, longitude: float | None) -> Problems:
    """What is wrong with a point; none at all is right."""
    if latitude is None or longitude is None:
        missing = "latitude" if latitude is None else "longitude"
        return {} if latitude is longitude else {missing: ("point_incomplete", {})}
    try:
        check_position(latitude, longitude)
    except PositionOutsidePeru:
        return {"latitude": ("position_outside_peru", {"latitude": latitude, "longitude": longitude})}
    return {}


def site_problems(ubigeo: str, latitude: float | None, longitude: float | None) -> Problems:
    """What is wrong with the place of a site, which without a point stands at the capital of its district."""
    problems = ubigeo_problems(ubigeo) | position_problems(latitude, longitude)
    if not problems and latitude is None and capital_of(ubigeo) is None:
        problems["latitude"] = ("point_needed", {})
    return problems


def site_point(ubigeo: str, latitude: float | None, longitude: float | None) -> dict[str, float | None]:
    """The point given, or the capital of the district, as columns."""
    north, east = capital_of(ubigeo) or (None, None) if None in (latitude, longitude) else (latitude, longitude)
    return {"latitude": north, "longitude": east}


@lru_cache(maxsize=4096)
def capital_of(ubigeo: str) -> tuple[float, float] | None:
    """Where the capital of the district lies, or of the one that followed a retired district."""
    district, retired = find_district(ubigeo), find_retired_ubigeo(ubigeo)
    if district is None and retired is not None and retired.successor:
        district = find_district(retired.successor)
    return (district.latitude, district.longitude) if district else None
