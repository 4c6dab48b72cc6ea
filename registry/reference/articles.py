"""Articles of the Código Penal: their order, the title each belongs to, and which bar school posts."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Self

from registry.reference.sources import read_table

CODE = re.compile(r"(\d{1,3})(?:-([A-ZÑ]))?")
LETTERS = "ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"


class MalformedArticle(ValueError):
    """The text is not an article number with its optional letter, as 122-B; `text` is what was given."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


@dataclass(frozen=True, slots=True, order=True)
class Article:
    """Number and letter of an article, in the order of the code: 129, 129-A … 129-N, 129-Ñ, 129-O."""

    number: int
    letter_rank: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an article as people type it: 122-B, 122b.

        Raises:
            MalformedArticle: The text is something else.
        """
        compact = re.sub(r"(?<=\d)(?=[A-ZÑ])", "-", "".join(text.upper().split()))
        found = CODE.fullmatch(compact)
        if found is None:
            raise MalformedArticle(text)
        return cls(int(found[1]), LETTERS.index(found[2]) + 1 if found[2] else 0)

    @property
    def suffix(self) -> str:
        """The letter, or nothing."""
        return LETTERS[self.letter_rank - 1] if self.letter_rank else ""

    def __str__(self) -> str:
        """The article as the code prints it."""
        return f"{self.number}-{self.suffix}" if self.suffix else str(self.number)


@dataclass(frozen=True, slots=True)
class Family:
    """A title of Libro II (offences) or Libro III (misdemeanours), from its first to its last article."""

    code: str
    book: int
    title: str
    name: str
    first: Article
    last: Article


@dataclass(frozen=True, slots=True)
class EducationBar:
    """Articles that bar a person from posts with students, under one item of art. 1.5 of Ley 29988.

    Items name offences, not articles; `to_confirm` marks articles that the law's wording
    reaches only by interpretation.
    """

    item: str
    first: Article
    last: Article
    status: str


@cache
def families() -> tuple[Family, ...]:
    """Every title, in the order of the code."""
    return tuple(
        Family(
            code=row["code"],
            book=int(row["book"]),
            title=row["title"],
            name=row["name"],
            first=Article.parse(row["first"]),
            last=Article.parse(row["last"]),
        )
        for row in read_table("families.csv")
    )


@cache
def education_bars() -> tuple[EducationBar, ...]:
    """The articles of art. 1.5 of Ley 29988, item by item."""
    return tuple(
        EducationBar(row["item"], Article.parse(row["first"]), Article.parse(row["last"]), row["status"])
        for row in read_table("education_bars.csv")
    )


def find_family(article: Article) -> Family | None:
    """The title that an article belongs to; None outside Libros II and III."""
    return next((family for family in families() if family.first <= article <= family.last), None)


def bars_school_posts(article: Article) -> bool:
    """Whether a conviction for this article bars posts with contact with students (art. 1.5 Ley 29988)."""
    return any(bar.first <= article <= bar.last for bar in education_bars())
