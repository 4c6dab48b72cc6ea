"""Judicial districts and the number of a court file."""

import re
from dataclasses import dataclass
from functools import cache

from registry.reference.sources import read_table

PATTERN = re.compile(
    r"""(?P<number>\d{1,5}) - (?P<year>(?:19|20)\d{2}) - (?P<incident>\d{1,3}) - (?P<district>\d{2})(?P<seat>\d{2})
    - (?P<organ>[A-Z]{2}) - (?P<specialty>[A-Z]{2}) - (?P<court>\d{1,2})""",
    re.VERBOSE,
)
DASHES = str.maketrans("‐‑‒–—−", "------")


class MalformedCaseNumber(ValueError):
    """The text is not NNNNN-YYYY-I-DDPP-OO-EE-JJ; `text` is what was given."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class JudicialDistrict:
    """A superior court's territory."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """The number of a court file, as in 00516-2016-0-0301-JR-PE-03.

    In order: number and year of entry, incident, judicial district and seat, organ
    (JR, JP, JM, SP…), specialty (PE, CI, FC…) and number of the court. Organs and
    specialties are open lists, so any two letters are accepted.
    """

    number: int
    year: int
    incident: int
    district: str
    seat: str
    organ: str
    specialty: str
    court: int

    def __str__(self) -> str:
        """The canonical text: five digits of number, two of court, capitals."""
        return (
            f"{self.number:05d}-{self.year}-{self.incident}-{self.district}{self.seat}"
            f"-{self.organ}-{self.specialty}-{self.court:02d}"
        )


@cache
def judicial_districts() -> tuple[JudicialDistrict, ...]:
    """Every judicial district, in alphabetical order."""
    return tuple(JudicialDistrict(row["code"], row["name"]) for row in read_table("judicial_districts.csv"))


def parse_case_number(text: str) -> CaseNumber:
    """Read a case number as people type it: with spaces, any dash, small letters or without leading zeros.

    Raises:
        MalformedCaseNumber: A part is missing or has another form.
    """
    compact = "".join(text.translate(DASHES).upper().split())
    found = PATTERN.fullmatch(compact)
    if found is None:
        raise MalformedCaseNumber(text)
    return CaseNumber(
        number=int(found["number"]),
        year=int(found["year"]),
        incident=int(found["incident"]),
        district=found["district"],
        seat=found["seat"],
        organ=found["organ"],
        specialty=found["specialty"],
        court=int(found["court"]),
    )
