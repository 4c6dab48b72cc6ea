"""Answers why, from the frozen input and who holds what; one question looks at one person's row only."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from matching.errors import PlanError
from matching.explanation.answers import (
    FREE,
    OTHER_SENTENCE,
    TAKEN,
    WOULD_DISPLACE,
    Alternative,
    Explanation,
    Miss,
    Obstacle,
    WhyNot,
)
from matching.explanation.causes import NOT_FINISHED, OUTBID, main_causes
from matching.explanation.holdings import decode
from matching.explanation.market import WHOLE, Market, Tariff
from matching.explanation.remedies import remedies_of
from matching.explanation.row import Row
from matching.grid import Openings
from matching.input.patterns import Pattern
from matching.instance import Instance
from matching.plan import Plan
from matching.rules import RULES, refusals

SAME_SCORE = 0.005
"""Scores are kept in hundredths."""


class Explainer:
    """Answers about one plan of one round."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.instance = market.instance
        self.openings = Openings(market.instance.openings)

    @classmethod
    def of_plan(cls, instance: Instance, plan: Plan) -> "Explainer":
        """Explain a plan of which nothing else is known; reading it looks at every pair once.

        Raises:
            PlanError: The plan was made for another problem than this input gives.
        """
        tariff = Tariff.of_plan(instance, plan.prices)
        return cls(Market(instance, tariff, decode(instance, plan).holdings))

    def explain(self, applicant_id: str, *, top: int = 5) -> Explanation:
        """Explain one applicant's outcome with at most *top* alternatives and misses.

        Raises:
            PlanError: By these rules the place given is none; other rules made the plan.
        """
        index = self.instance.applicant_index[applicant_id]
        row = self._row(index)
        given = self._given(index, row)
        return Explanation(
            applicant_id=applicant_id,
            chosen=row.choice(*given) if given else None,
            cause=None if given else self._cause(index, row),
            alternatives=self._alternatives(index, row, top),
            refused=_refused(row),
            nearest_misses=tuple(_nearest_misses(row, top)),
            remedies=remedies_of(row),
        )

    def why_not(self, applicant_id: str, opening_id: str) -> WhyNot:
        """Explain one pair: refused by which rules, or admissible and how it stands."""
        index, opening = self.instance.applicant_index[applicant_id], self.instance.opening_index[opening_id]
        applicant = self.instance.applicants[index]
        answers = refusals(applicant, self.instance.openings[opening], self.instance.norms)
        if answers:
            return WhyNot(opening_id, answers, None)
        row = self._row(index)
        return WhyNot(opening_id, (), self._alternative(index, row, _rank_of(row, opening)))

    def _row(self, index: int) -> Row:
        applicant = self.instance.applicants[index]
        shares_time = applicant.person_id in self.instance.shared_people
        return Row(self.instance, applicant, self.openings, shares_time)

    def _given(self, index: int, row: Row) -> tuple[int, Pattern] | None:
        """Rank and pattern of the place given, held against the rules."""
        held = self.market.held(index)
        if held is None:
            return None
        rank = _rank_of(row, held.opening)
        if rank < 0 or abs(row.totals[rank] - held.total) > SAME_SCORE:
            raise PlanError(f"applicants[{row.applicant.id}]", "was placed by other rules")
        return rank, held.pattern

    def _cause(self, index: int, row: Row) -> str:
        if not len(row.admissible):
            return main_causes(self.instance, [row.applicant])[0]
        lacking = [
            (self.market.lacking(index, opening, pattern), self.market.is_busy(index, pattern))
            for opening in row.admissible.tolist()
            for pattern in row.patterns(opening)
        ]
        if any(not columns and not busy for columns, busy in lacking):
            return NOT_FINISHED
        return OTHER_SENTENCE if any(not columns for columns, _ in lacking) else OUTBID

    def _alternatives(self, index: int, row: Row, top: int) -> tuple[Alternative, ...]:
        """The best admissible places but the one given."""
        held = self.market.held(index)
        others = np.flatnonzero(row.admissible != (held.opening if held else -1))
        best = others[np.lexsort((others, row.km[row.admissible[others]], -row.totals[others]))]
        return tuple(self._alternative(index, row, rank) for rank in best[:top].tolist())

    def _alternative(self, index: int, row: Row, rank: int) -> Alternative:
        """Tell how one admissible pair stands, in the pattern that lacks least and then costs least."""
        market, opening = self.market, int(row.admissible[rank])
        choice = row.choice(rank, min(row.patterns(opening), key=lambda one: self._standing(index, opening, one)))
        claim = market.claim(index, choice.total)
        lacking = market.lacking(index, opening, choice.pattern)
        rivals = [rival for rival in market.holders(opening, lacking) if rival != index]
        ahead = self._ahead(rivals, claim)
        held = market.held(index)
        return Alternative(
            choice=choice,
            difference=round(choice.total - held.total, 2) if held else None,
            status=self._status(index, choice.pattern, lacking, len(rivals) - ahead),
            price=market.tariff.told(market.paid(index, opening, choice.pattern)),
            people_ahead=ahead,
            obstacles=tuple(self._obstacle(index, opening, column, claim) for column in lacking),
        )

    def _standing(self, index: int, opening: int, pattern: Pattern) -> tuple[int, float]:
        lacking = len(self.market.lacking(index, opening, pattern)) + self.market.is_busy(index, pattern)
        return lacking, self.market.paid(index, opening, pattern)

    def _obstacle(self, index: int, opening: int, column: int, claim: tuple[float, float]) -> Obstacle:
        """Tell of one thing that has run out."""
        rivals = [rival for rival in self.market.holders(opening, [column]) if rival != index]
        ahead = self._ahead(rivals, claim)
        return Obstacle(
            shift=None if column == WHOLE else column - 1,
            price=self.market.tariff.told(float(self.market.tariff.places[opening, column])),
            people_ahead=ahead,
            people_behind=len(rivals) - ahead,
        )

    def _ahead(self, rivals: Sequence[int], claim: tuple[float, float]) -> int:
        """Count who has a claim at least as high."""
        return sum(self.market.claim(rival, self.market.holdings[rival].total) >= claim for rival in rivals)

    def _status(self, index: int, pattern: Pattern, lacking: list[int], people_behind: int) -> str:
        if lacking:
            return WOULD_DISPLACE if people_behind else TAKEN
        return OTHER_SENTENCE if self.market.is_busy(index, pattern) else FREE


def _rank_of(row: Row, opening: int) -> int:
    """Where an opening stands among the admissible, -1 if it is none."""
    rank = int(np.searchsorted(row.admissible, opening))
    return rank if rank < len(row.admissible) and row.admissible[rank] == opening else -1


def _refused(row: Row) -> Mapping[str, int]:
    counts = zip((rule.code for rule in RULES), row.refused.sum(axis=1).tolist(), strict=True)
    return {code: count for code, count in counts if count}


def _nearest_misses(row: Row, top: int) -> Iterator[Miss]:
    """List the places fewest rules refuse, nearest first; never one that only the law or a court could open."""
    against = row.refused.sum(axis=0)
    missed = np.flatnonzero(against)
    order = missed[np.lexsort((missed, row.km[missed], against[missed]))]
    told = 0
    for opening in order.tolist():
        if told == top:
            return
        answer = refusals(row.applicant, row.openings[opening], row.instance.norms)
        if all(refusal.change for refusal in answer):
            told += 1
            yield Miss(row.openings[opening].id, float(row.km[opening]), answer)
