"""The country's prisons with their capacity and inmates at the cut date of the table."""

from dataclasses import dataclass
from functools import cache

from registry.reference.places import District, get_district
from registry.reference.sources import read_table


class UnknownPrison(LookupError):
    """No prison of the table has this code."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Prison:
    """A prison; *defendants* await judgment, *sentenced* have one.

    `position_quality` says how the position (WGS84 degrees) was found: `geocoded`,
    `polygon` or, coarsest, `district_capital`. All are approximate.
    """

    code: str
    name: str
    regional_office: str
    ubigeo: str
    address: str
    capacity: int
    defendants_men: int
    defendants_women: int
    sentenced_men: int
    sentenced_women: int
    latitude: float
    longitude: float
    position_quality: str

    @property
    def population(self) -> int:
        """Inmates of both sexes, defendants and sentenced."""
        return self.defendants_men + self.defendants_women + self.sentenced_men + self.sentenced_women

    @property
    def district(self) -> District:
        """The district in which the prison stands."""
        return get_district(self.ubigeo)


@cache
def prisons() -> tuple[Prison, ...]:
    """Every prison, in INPE's order."""
    return tuple(_prison(row) for row in read_table("prisons.csv"))


def get_prison(code: str) -> Prison:
    """The prison with this code.

    Raises:
        UnknownPrison: The table lacks the code.
    """
    for prison in prisons():
        if prison.code == code:
            return prison
    raise UnknownPrison(code)


def _prison(row: dict[str, str]) -> Prison:
    return Prison(
        code=row["code"],
        name=row["name"],
        regional_office=row["regional_office"],
        ubigeo=row["ubigeo"],
        address=row["address"],
        capacity=int(row["capacity"]),
        defendants_men=int(row["defendants_men"]),
        defendants_women=int(row["defendants_women"]),
        sentenced_men=int(row["sentenced_men"]),
        sentenced_women=int(row["sentenced_women"]),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        position_quality=row["position_quality"],
    )
