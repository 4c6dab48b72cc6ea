"""INPE's bulletins as distributions to draw from."""

import csv
import io
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from random import Random
from typing import Generic, TypeVar

from registry.vocabulary.people import EducationLevel

T = TypeVar("T")

AGES = {
    "e18_24": (18, 24),
    "e25_29": (25, 29),
    "e30_34": (30, 34),
    "e35_39": (35, 39),
    "e40_44": (40, 44),
    "e45_49": (45, 49),
    "e50_mas": (50, 72),
}
SCHOOLING = {
    "Analfabeto": EducationLevel.NONE,
    "Primaria incompleta": EducationLevel.PRIMARY_INCOMPLETE,
    "Primaria completa": EducationLevel.PRIMARY,
    "Secundaria incompleta": EducationLevel.SECONDARY_INCOMPLETE,
    "Secundaria completa": EducationLevel.SECONDARY,
    "Superior tecnico incompleto": EducationLevel.TECHNICAL_INCOMPLETE,
    "Superior tecnico completo": EducationLevel.TECHNICAL,
    "Superior universitario incompleto": EducationLevel.UNIVERSITY_INCOMPLETE,
    "Superior universitario completo": EducationLevel.UNIVERSITY,
}


class Distribution(Generic[T]):
    """Values with their counts, drawn in proportion."""

    def __init__(self, values: Sequence[T], counts: Sequence[float]) -> None:
        self.values, self.counts = values, counts

    def draw(self, random: Random) -> T:
        """One value."""
        return random.choices(self.values, self.counts)[0]

    def draw_many(self, random: Random, count: int) -> list[T]:
        """As many values as asked for."""
        return random.choices(self.values, self.counts, k=count)


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one table of the demonstration."""
    text = files("registry.demo").joinpath("tables", name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@cache
def offence_groups() -> Distribution[str]:
    """Groups of offences, as «delito: CONTRA LA FAMILIA», by the people who serve for them."""
    rows = [row for row in read_table("medio_libre_delitos_edad_2017-11.csv") if row["grupo"] in ("delito", "falta")]
    return Distribution([f"{row['grupo']}: {row['categoria']}" for row in rows], [int(row["total"]) for row in rows])


@cache
def ages_of(group: str) -> Distribution[tuple[int, int]]:
    """Age brackets of the people who serve for a group of offences."""
    rows = read_table("medio_libre_delitos_edad_2017-11.csv")
    row = next(row for row in rows if f"{row['grupo']}: {row['categoria']}" == group)
    return Distribution(list(AGES.values()), [int(row[column]) for column in AGES])


@cache
def schooling_in(region: str) -> Distribution[EducationLevel]:
    """Schooling of the people under a regional office."""
    rows = [row for row in read_table("medio_libre_instruccion_region_2014-05.csv") if row["nivel"] in SCHOOLING]
    return Distribution([SCHOOLING[row["nivel"]] for row in rows], [int(row[region]) for row in rows])


@cache
def people_by_region() -> dict[str, int]:
    """People on limitative penalties by regional office."""
    rows = read_table("medio_libre_tipo_control_2016-09.csv")
    total = next(row for row in rows if row["tipo"] == "TOTAL")
    return {region: int(count) for region, count in total.items() if region not in ("tipo", "total")}
