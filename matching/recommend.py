"""The best places for one new person at the prices of the last round, without a new one.

At given prices everybody's best option is found alone: what a place is worth to the person, less what it would take
from others. Every pattern takes one of the vacancy's places, and prices are never negative: vacancies are looked at by
their score less that place's price, until no other can come among the best.
"""

from dataclasses import dataclass
from heapq import heappush, heapreplace

import numpy as np

from matching.explanation.choice import Choice, Price
from matching.explanation.market import Market, columns_of
from matching.explanation.row import Row
from matching.grid import Openings
from matching.input.applicant import Applicant
from matching.input.patterns import Pattern


@dataclass(frozen=True)
class Recommendation:
    """One admissible place: its worth with the reasons, and what taking it would cost others.

    `net_points` is the score less the cost in points, by which recommendations are ordered. `is_free` holds where
    nobody would have to give way.
    """

    choice: Choice
    price: Price
    net_points: float
    is_free: bool


class Recommender:
    """Recommends places of one market; made once, it answers for anybody."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.openings = Openings(market.instance.openings)

    def best_places(self, applicant: Applicant, top: int = 10) -> tuple[Recommendation, ...]:
        """Tell at most *top* places that the rules admit, the best first."""
        row = Row(self.market.instance, applicant, self.openings)
        best: list[tuple[float, int, Pattern]] = []
        ceiling = row.totals - self.market.tariff.places[row.admissible, 0] / self._points
        for rank in np.argsort(-ceiling, kind="stable").tolist():
            if len(best) == top and ceiling[rank] < best[0][0]:
                break
            paid, pattern = self._cheapest(row, int(row.admissible[rank]))
            entry = (float(row.totals[rank]) - paid / self._points, -rank, pattern)
            if len(best) < top:
                heappush(best, entry)
            elif entry > best[0]:
                heapreplace(best, entry)
        return tuple(self._told(row, -rank, pattern) for _, rank, pattern in sorted(best, reverse=True))

    @property
    def _points(self) -> float:
        """What one point of score counts in the weighted sum."""
        return self.market.tariff.value_weight or 1.0

    def _cheapest(self, row: Row, opening: int) -> tuple[float, Pattern]:
        """The pattern that takes least from others."""
        prices, free = self.market.tariff.places[opening], self.market.free[opening]
        priced = (
            (float(prices[columns].sum()), int((free[columns] < 1).sum()), pattern)
            for pattern in row.patterns(opening)
            for columns in [columns_of(pattern)]
        )
        paid, _, pattern = min(priced, key=lambda one: one[:2])
        return paid, pattern

    def _told(self, row: Row, rank: int, pattern: Pattern) -> Recommendation:
        opening, columns = int(row.admissible[rank]), columns_of(pattern)
        paid = float(self.market.tariff.places[opening, columns].sum())
        choice = row.choice(rank, pattern)
        return Recommendation(
            choice=choice,
            price=self.market.tariff.told(paid),
            net_points=round(choice.total - paid / self._points, 2),
            is_free=bool((self.market.free[opening, columns] >= 1).all()),
        )


def best_places(market: Market, applicant: Applicant, top: int = 10) -> tuple[Recommendation, ...]:
    """Recommend places of *market* to one person, who need not have been part of its round."""
    return Recommender(market).best_places(applicant, top)
