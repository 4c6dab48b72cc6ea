"""Offences that bar redemption of the sentence by work, or slow it, by the day from which that binds."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from registry.reference.articles import Article
from registry.reference.sources import read_table


@dataclass(frozen=True, slots=True)
class RedemptionRule:
    """Articles for which so many days of work redeem one; none do where `ratio` is 0.

    `status` is `norm` or, where the source names the articles less exactly than the table, `to_confirm`.
    """

    first: Article
    last: Article
    ratio: int
    valid_from: date
    status: str

    def is_in_force(self, day: date) -> bool:
        """Whether it binds on a day; what the law said of these offences before is not in the table."""
        return self.valid_from <= day


@cache
def redemption_rules() -> tuple[RedemptionRule, ...]:
    """Every rule, in the order of the code."""
    return tuple(
        RedemptionRule(
            first=Article.parse(row["first"]),
            last=Article.parse(row["last"]),
            ratio=int(row["ratio"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            status=row["status"],
        )
        for row in read_table("redemption_offences.csv")
    )


@cache
def rules_about(offence: Article) -> tuple[RedemptionRule, ...]:
    """The rules that name an article."""
    return tuple(rule for rule in redemption_rules() if rule.first <= offence <= rule.last)
