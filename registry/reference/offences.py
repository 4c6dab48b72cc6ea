"""Offences of the Código Penal that lead to community service or restriction of free days.

The catalogue holds every paragraph of Libros II and III that carries one of the two
penalties, with its range of jornadas, and common offences whose prison sentence is
converted (arts. 52 and 52-A CP), which have no range of their own.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from registry.reference.articles import Article, Family, bars_school_posts, find_family
from registry.reference.sources import read_table
from registry.vocabulary.people import SentenceKind
from registry.vocabulary.spelling import fold

KEY = re.compile(r"(?P<article>[^.]+)(?:\.(?P<paragraph>\d)(?P<variant>[a-z]?))?")
FIRST_MISDEMEANOUR = Article(441)


class OffenceKind(StrEnum):
    """Book of the code: *delito* (Libro II) or *falta* (Libro III)."""

    CRIME = "crime"
    MISDEMEANOUR = "misdemeanour"


class UnknownOffence(LookupError):
    """The catalogue lacks this key; a converted penalty may still stem from such an offence."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class JornadaRange:
    """Least and most jornadas of an offence under the text that *norm* gave it.

    The text binds from the day after *published* (art. 109 of the Constitution).
    """

    norm: str
    published: date
    minimum: int
    maximum: int
    status: str

    def __contains__(self, jornadas: object) -> bool:
        """Whether a number of jornadas lies in the range."""
        return isinstance(jornadas, int) and self.minimum <= jornadas <= self.maximum


@dataclass(frozen=True, slots=True)
class Offence:
    """An offence, or one paragraph or variant of it with a range of its own.

    The key is article, letter and paragraph: `110`, `122-B`, `274.2`, `441.1a` (a letter
    after the paragraph is a variant within it). `penalty` is None, and `ranges` empty,
    for offences that arrive only by conversion. `prescription_years` is that of art.
    440.5 CP for misdemeanours without recidivism. `name_status` is `norm` or `to_confirm`.
    """

    key: str
    article: Article
    paragraph: int | None
    name: str
    modality: str
    penalty: SentenceKind | None
    prescription_years: int | None
    name_status: str
    ranges: tuple[JornadaRange, ...]

    @property
    def kind(self) -> OffenceKind:
        """Whether it is a crime or a misdemeanour."""
        return OffenceKind.MISDEMEANOUR if self.article >= FIRST_MISDEMEANOUR else OffenceKind.CRIME

    @property
    def family(self) -> Family:
        """The title of the code.

        Raises:
            UnknownOffence: The article lies outside Libros II and III.
        """
        family = find_family(self.article)
        if family is None:
            raise UnknownOffence(self.key)
        return family

    @property
    def label(self) -> str:
        """Name and, where the article has several, the modality."""
        return f"{self.name}: {self.modality}" if self.modality else self.name

    @property
    def education_bar(self) -> bool:
        """Whether it bars posts with contact with students (art. 1.5 Ley 29988)."""
        return bars_school_posts(self.article)

    def range_at(self, day: date) -> JornadaRange | None:
        """The range in force on *day*; None where the catalogue knows none for that day."""
        in_force = [known for known in self.ranges if known.published < day]
        return max(in_force, key=lambda known: known.published, default=None)


@cache
def offences() -> tuple[Offence, ...]:
    """The whole catalogue: first what carries its own penalty, then what arrives by conversion."""
    return tuple(_offence(row) for row in read_table("offences.csv"))


def find_offence(key: str) -> Offence | None:
    """The offence with this key, if the catalogue has it."""
    return _by_key().get(key)


def get_offence(key: str) -> Offence:
    """The offence with this key.

    Raises:
        UnknownOffence: The catalogue lacks it.
    """
    offence = find_offence(key)
    if offence is None:
        raise UnknownOffence(key)
    return offence


def range_for(key: str, on: date) -> JornadaRange | None:
    """The range of an offence in force on a day; None where none is known.

    Raises:
        UnknownOffence: The catalogue lacks the key.
    """
    return get_offence(key).range_at(on)


def search_offences(text: str, limit: int = 20) -> tuple[Offence, ...]:
    """Offences whose key begins with *text*, or whose label contains every word of it, accents aside."""
    wanted = fold(text)
    if not wanted:
        return ()
    words = wanted.split()
    found = [offence for offence in offences() if _answers(offence, wanted, words)]
    return tuple(found[:limit])


def _answers(offence: Offence, wanted: str, words: list[str]) -> bool:
    label = fold(offence.label)
    return fold(offence.key).startswith(wanted) or all(word in label for word in words)


@cache
def _by_key() -> dict[str, Offence]:
    return {offence.key: offence for offence in offences()}


@cache
def _ranges_by_key() -> dict[str, tuple[JornadaRange, ...]]:
    ranges: dict[str, tuple[JornadaRange, ...]] = {}
    for row in read_table("jornada_ranges.csv"):
        ranges[row["key"]] = (*ranges.get(row["key"], ()), _range(row))
    return ranges


def _range(row: dict[str, str]) -> JornadaRange:
    return JornadaRange(
        norm=row["norm"],
        published=date.fromisoformat(row["published"]),
        minimum=int(row["minimum"]),
        maximum=int(row["maximum"]),
        status=row["status"],
    )


def _offence(row: dict[str, str]) -> Offence:
    parts = KEY.fullmatch(row["key"])
    if parts is None:
        raise UnknownOffence(row["key"])
    return Offence(
        key=row["key"],
        article=Article.parse(parts["article"]),
        paragraph=int(parts["paragraph"]) if parts["paragraph"] else None,
        name=row["name"],
        modality=row["modality"],
        penalty=next((kind for kind in SentenceKind if kind.value == row["penalty"]), None),
        prescription_years=int(row["prescription_years"]) if row["prescription_years"] else None,
        name_status=row["name_status"],
        ranges=_ranges_by_key().get(row["key"], ()),
    )
