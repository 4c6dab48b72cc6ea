"""Who may not hold the special account to which the pay of prison work goes, and by which ground."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from registry.reference.articles import Article, MalformedArticle
from registry.reference.sources import read_table

#: How the table names the Código Penal, whose articles are told one by one.
PENAL_CODE = "CP"
ORGANISED_CRIME, RECIDIVIST, INTERDICT = "organised_crime", "recidivist", "interdict"
NOT_FIRST_TIME = "not_first_time"


@dataclass(frozen=True, slots=True)
class AccountBar:
    """A ground that closes the special account; `law` and its articles are empty where it is no offence.

    A special law bars as a whole. `status` is `norm`, or `to_confirm` where the regulation names a
    family of offences and the table reads into it which articles these are.
    """

    ground: str
    name: str
    law: str
    first: Article | None
    last: Article | None
    norm: str
    status: str

    def names(self, offence: str) -> bool:
        """Whether it is about an offence, told as `known_offence` does."""
        if self.first is None or self.last is None:
            return bool(self.law) and offence == self.law
        try:
            return self.first <= Article.parse(offence) <= self.last
        except MalformedArticle:
            return False


@cache
def account_bars() -> tuple[AccountBar, ...]:
    """Every ground, in the order of the regulation."""
    return tuple(
        AccountBar(
            ground=row["ground"],
            name=row["name"],
            law=row["law"],
            first=Article.parse(row["first"]) if row["first"] else None,
            last=Article.parse(row["last"]) if row["last"] else None,
            norm=row["norm"],
            status=row["status"],
        )
        for row in read_table("account_bars.csv")
    )


@cache
def special_laws() -> tuple[str, ...]:
    """Laws outside the code under which somebody may be sentenced, and which the table names as a whole."""
    return tuple(sorted({bar.law for bar in account_bars()} - {"", PENAL_CODE}))


def known_offence(text: str) -> str:
    """Tell an offence in its one form: an article of the code as `108-C`, or a special law as `DL 25475`.

    Raises:
        MalformedArticle: It is neither.
    """
    compact = " ".join(text.upper().replace(".", " ").split())
    return compact if compact in special_laws() else str(Article.parse(text))


def bars_against(offences: Iterable[str], marked: Collection[str]) -> tuple[AccountBar, ...]:
    """The grounds that close the special account to somebody, each once; none means that they may hold it.

    *marked* are grounds that hold of the person whatever the offence: recidivism, interdiction and the like.
    """
    convicted = tuple(offences)
    found: dict[str, AccountBar] = {}
    for bar in account_bars():
        if bar.ground in marked or any(bar.names(offence) for offence in convicted):
            found.setdefault(bar.ground, bar)
    return tuple(found.values())
