"""Districts, provinces and departments by INEI code (ubigeo), with RENIEC's as a mapping."""

import re
from dataclasses import dataclass
from functools import cache

from registry.reference.sources import optional_float, read_table
from registry.vocabulary.spelling import fold

UBIGEO = re.compile(r"[0-9]{6}")


class UnknownUbigeo(LookupError):
    """No district in force has this code; `code` is what was asked for."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class District:
    """A district of the current table; the position is that of its capital, in WGS84 degrees.

    `reniec` and `surface_km2` are None for districts younger than the source of these columns.
    """

    ubigeo: str
    reniec: str | None
    name: str
    province: str
    department: str
    capital: str
    altitude_m: float | None
    population: int
    surface_km2: float | None
    latitude: float
    longitude: float

    @property
    def label(self) -> str:
        """Name with province and department, from the smallest to the largest."""
        return f"{self.name}, {self.province}, {self.department}"


@dataclass(frozen=True, slots=True)
class Province:
    """A province; its code is the first four digits of its districts' ubigeos."""

    code: str
    name: str
    department: str
    districts: int
    population: int


@dataclass(frozen=True, slots=True)
class Department:
    """A department, or the constitutional province of Callao; its code is two digits."""

    code: str
    name: str
    provinces: int
    districts: int
    population: int


@dataclass(frozen=True, slots=True)
class RetiredUbigeo:
    """A code that older documents carry and the current table lacks; `successor` is None where unknown."""

    ubigeo: str
    reniec: str | None
    name: str
    province: str
    department: str
    successor: str | None

    @property
    def label(self) -> str:
        """Name with province and department at the time of the code."""
        return f"{self.name}, {self.province}, {self.department}"


@cache
def districts() -> tuple[District, ...]:
    """Every district in force, in the order of its code."""
    return tuple(_district(row) for row in read_table("districts.csv"))


@cache
def provinces() -> tuple[Province, ...]:
    """Every province, in the order of its code."""
    return tuple(
        Province(row["code"], row["name"], row["department"], int(row["districts"]), int(row["population"]))
        for row in read_table("provinces.csv")
    )


@cache
def departments() -> tuple[Department, ...]:
    """Every department and Callao, in the order of the code."""
    return tuple(
        Department(row["code"], row["name"], int(row["provinces"]), int(row["districts"]), int(row["population"]))
        for row in read_table("departments.csv")
    )


@cache
def retired_ubigeos() -> tuple[RetiredUbigeo, ...]:
    """Codes that a register tolerates although the current table lacks them."""
    return tuple(
        RetiredUbigeo(
            row["ubigeo"],
            row["reniec"] or None,
            row["name"],
            row["province"],
            row["department"],
            row["successor"] or None,
        )
        for row in read_table("retired_ubigeos.csv")
    )


def get_district(ubigeo: str) -> District:
    """The district in force with this INEI code.

    Raises:
        UnknownUbigeo: The current table lacks the code.
    """
    district = find_district(ubigeo)
    if district is None:
        raise UnknownUbigeo(ubigeo)
    return district


def find_district(ubigeo: str) -> District | None:
    """The district in force with this INEI code, if there is one."""
    return _by_ubigeo().get(ubigeo)


def find_retired_ubigeo(ubigeo: str) -> RetiredUbigeo | None:
    """What a retired code stood for, if it is one."""
    return next((retired for retired in retired_ubigeos() if retired.ubigeo == ubigeo), None)


def district_by_reniec(reniec: str) -> District | None:
    """The district in force that RENIEC numbers so; a retired code leads to its successor."""
    current = next((place for place in districts() if place.reniec == reniec), None)
    if current is not None:
        return current
    retired = next((place for place in retired_ubigeos() if place.reniec == reniec), None)
    return find_district(retired.successor) if retired and retired.successor else None


def is_known_ubigeo(ubigeo: str) -> bool:
    """Whether the code is in force or known to be retired."""
    return find_district(ubigeo) is not None or find_retired_ubigeo(ubigeo) is not None


def is_known_area(code: str) -> bool:
    """Whether the code is a district's, in force or retired, a province's or a department's."""
    return is_known_ubigeo(code) or code in _wider_areas()


def district_label(ubigeo: str) -> str:
    """A name for any well-formed code: the district, what a retired code stood for, or the code and its region.

    Raises:
        UnknownUbigeo: The code is not six digits.
    """
    if not UBIGEO.fullmatch(ubigeo):
        raise UnknownUbigeo(ubigeo)
    known = find_district(ubigeo) or find_retired_ubigeo(ubigeo)
    if known:
        return known.label
    region = [place.name for place in provinces() if place.code == ubigeo[:4]]
    region += [place.name for place in departments() if place.code == ubigeo[:2]]
    return ", ".join([ubigeo, *region])


def districts_of(code: str) -> tuple[District, ...]:
    """Districts whose ubigeo begins with *code*: two digits for a department, four for a province."""
    return tuple(place for place in districts() if place.ubigeo.startswith(code))


def search_districts(text: str, limit: int = 20) -> tuple[District, ...]:
    """Districts in which every word of *text* begins a word of the name, province or department.

    Accents and capitals do not count. Exact names come first, then names that begin
    so, then the rest; within each the more populous first.
    """
    wanted = fold(text)
    if not wanted:
        return ()
    found = [place for place in districts() if _has_words(_folded_label(place), wanted.split())]
    return tuple(sorted(found, key=lambda place: _closeness(place, wanted))[:limit])


@cache
def _wider_areas() -> frozenset[str]:
    return frozenset(place.code for place in provinces()) | {place.code for place in departments()}


@cache
def _by_ubigeo() -> dict[str, District]:
    return {place.ubigeo: place for place in districts()}


@cache
def _folded_label(place: District) -> str:
    return f" {fold(place.label)}"


def _has_words(label: str, beginnings: list[str]) -> bool:
    return all(f" {beginning}" in label for beginning in beginnings)


def _closeness(place: District, wanted: str) -> tuple[bool, bool, int]:
    name = fold(place.name)
    return name != wanted, not name.startswith(wanted), -place.population


def _district(row: dict[str, str]) -> District:
    return District(
        ubigeo=row["ubigeo"],
        reniec=row["reniec"] or None,
        name=row["name"],
        province=row["province"],
        department=row["department"],
        capital=row["capital"],
        altitude_m=optional_float(row["altitude_m"]),
        population=int(row["population"]),
        surface_km2=optional_float(row["surface_km2"]),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
    )
