"""INPE's regional offices and the departments that they cover."""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from registry.reference.prisons import prisons
from registry.reference.sources import read_table


class UnknownRegionalOffice(LookupError):
    """No office has this code, or none covers this department; `code` is what was asked for."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class RegionalOffice:
    """An office, its seat and the departments (two-digit codes) of which it is the primary one.

    The departments follow from the prisons that depend on each office. One department is
    split: Challapalca, in Tacna, depends on Altiplano while Tacna's other prisons depend
    on Sur. The primary office is the one with most prisons; `also_in` keeps the rest.
    """

    code: str
    name: str
    seat: str
    seat_ubigeo: str
    seat_status: str
    departments: tuple[str, ...]
    also_in: tuple[str, ...]


@cache
def regional_offices() -> tuple[RegionalOffice, ...]:
    """Every office, in INPE's order."""
    primary = _primary_offices()
    return tuple(_office(row, primary) for row in read_table("regional_offices.csv"))


def get_regional_office(code: str) -> RegionalOffice:
    """The office with this code.

    Raises:
        UnknownRegionalOffice: There is none.
    """
    for office in regional_offices():
        if office.code == code:
            return office
    raise UnknownRegionalOffice(code)


def office_of(ubigeo: str) -> RegionalOffice:
    """The primary office of the department that a ubigeo of two to six digits lies in.

    Raises:
        UnknownRegionalOffice: No department has these first digits.
    """
    for office in regional_offices():
        if ubigeo[:2] in office.departments:
            return office
    raise UnknownRegionalOffice(ubigeo)


def _office(row: dict[str, str], primary: dict[str, str]) -> RegionalOffice:
    code = row["code"]
    served = {prison.ubigeo[:2] for prison in prisons() if prison.regional_office == code}
    departments = tuple(sorted(department for department, office in primary.items() if office == code))
    also_in = tuple(sorted(served - set(departments)))
    return RegionalOffice(code, row["name"], row["seat"], row["seat_ubigeo"], row["seat_status"], departments, also_in)


def _primary_offices() -> dict[str, str]:
    dependants = Counter((prison.ubigeo[:2], prison.regional_office) for prison in prisons())
    ranked = sorted(dependants.items(), key=lambda item: (item[1], item[0]))
    return {department: office for (department, office), _ in ranked}
