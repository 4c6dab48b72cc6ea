"""Answers why, from the frozen input and the plan alone."""

from collections import Counter
from collections.abc import Iterable, Mapping

from matching.assembly import assemble
from matching.candidates import find_candidates, refusals_for
from matching.errors import PlanError
from matching.explanation.answers import (
    FREE,
    OTHER_SENTENCE,
    TAKEN,
    WOULD_DISPLACE,
    Alternative,
    Choice,
    Explanation,
    Miss,
    Remedy,
    WhyNot,
)
from matching.explanation.causes import NOT_FINISHED, OUTBID, main_causes
from matching.explanation.market import NOBODY, Market
from matching.grid import Grid
from matching.instance import Instance
from matching.plan import Plan
from matching.rules import RULES, Change, Refusal
from matching.scoring import criteria

Refusals = tuple[Refusal, ...]


class Explainer:
    """Answers about one plan of one round.

    Raises:
        PlanError: The plan was made for another problem than this input gives.
    """

    def __init__(self, instance: Instance, plan: Plan) -> None:
        self.instance = instance
        self.candidates = find_candidates(instance)
        problem = assemble(instance, self.candidates)
        if plan.problem_sha256 != problem.sha256:
            raise PlanError("problem_sha256", "belongs to another problem")
        self.market = Market(problem, plan)

    def explain(self, applicant_id: str, *, top: int = 5) -> Explanation:
        """Explain one applicant's outcome with at most *top* alternatives and misses."""
        index = self.instance.applicant_index[applicant_id]
        refused = refusals_for(self.instance, applicant_id)
        return Explanation(
            applicant_id=applicant_id,
            chosen=self._chosen(index),
            cause=self._cause(index),
            alternatives=self._alternatives(index, top),
            refused=self._refused(index),
            nearest_misses=self._nearest_misses(index, refused, top),
            remedies=_remedies(refused.values()),
        )

    def why_not(self, applicant_id: str, opening_id: str) -> WhyNot:
        """Explain one pair: refused by which rules, or admissible and how it stands."""
        index, opening = self.instance.applicant_index[applicant_id], self.instance.opening_index[opening_id]
        for pair in self.candidates.pairs_of(index):
            if self.candidates.pair_opening[pair] == opening:
                return WhyNot(opening_id, (), self._alternative(pair))
        return WhyNot(opening_id, refusals_for(self.instance, applicant_id)[opening_id], None)

    def choice(self, option: int) -> Choice:
        """Tell what one option gives."""
        pair = self.candidates.option_pair[option]
        scores = self.candidates.pair_scores[pair].tolist()
        return Choice(
            opening_id=self.instance.openings[self.candidates.pair_opening[pair]].id,
            pattern=self.candidates.patterns[self.candidates.option_pattern[option]],
            km=float(self.candidates.pair_km[pair]),
            scores=dict(zip(criteria(), scores, strict=True)),
            total=float(self.candidates.pair_total[pair]),
        )

    def causes(self) -> Mapping[str, str]:
        """Name the one main cause of each applicant without a place, by applicant id."""
        applicants = self.instance.applicants
        unplaced = [index for index in range(len(applicants)) if self.market.held_option[index] == NOBODY]
        refused = [index for index in unplaced if not self.candidates.pairs_of(index)]
        found = dict(zip(refused, main_causes(self.instance, [applicants[i] for i in refused]), strict=True))
        return {applicants[i].id: found[i] if i in found else self._lost_to(i) for i in unplaced}

    def _cause(self, index: int) -> str | None:
        if self.market.held_option[index] != NOBODY:
            return None
        if self.candidates.pairs_of(index):
            return self._lost_to(index)
        return main_causes(self.instance, [self.instance.applicants[index]])[0]

    def _lost_to(self, index: int) -> str:
        """Say what keeps an applicant with admissible places from all of them."""
        options = (option for pair in self.candidates.pairs_of(index) for option in self.candidates.options_of(pair))
        lacking = [self.market.lacking(option) for option in options]
        if any(not len(resources) for resources in lacking):
            return NOT_FINISHED
        if any(all(self.market.is_personal(resource) for resource in resources) for resources in lacking):
            return OTHER_SENTENCE
        return OUTBID

    def _chosen(self, index: int) -> Choice | None:
        held = int(self.market.held_option[index])
        return None if held == NOBODY else self.choice(held)

    def _alternatives(self, index: int, top: int) -> tuple[Alternative, ...]:
        held = int(self.market.held_option[index])
        given = self.candidates.option_pair[held] if held != NOBODY else NOBODY
        others = [pair for pair in self.candidates.pairs_of(index) if pair != given]
        best = sorted(others, key=lambda pair: (-self.candidates.pair_total[pair], self.candidates.pair_km[pair], pair))
        return tuple(self._alternative(pair) for pair in best[:top])

    def _alternative(self, pair: int) -> Alternative:
        """Tell how one admissible pair stands, in the pattern that lacks least and then costs least."""
        market = self.market
        options = self.candidates.options_of(pair)
        option = min(options, key=lambda one: (len(market.lacking(one)), market.price(one).points, one))
        index = int(self.candidates.pair_applicant[pair])
        lacking, chosen, choice = market.lacking(option), self._chosen(index), self.choice(option)
        rivals = [rival for rival in market.holders(lacking) if rival != index]
        claim = (float(market.problem.weight[index]), choice.total)
        ahead = sum(self._claim(rival) >= claim for rival in rivals)
        return Alternative(
            choice=choice,
            difference=None if chosen is None else round(choice.total - chosen.total, 2),
            status=self._status(lacking.tolist(), len(rivals) - ahead),
            price=market.price(option),
            people_ahead=ahead,
        )

    def _status(self, lacking: list[int], people_behind: int) -> str:
        if not lacking:
            return FREE
        if all(self.market.is_personal(resource) for resource in lacking):
            return OTHER_SENTENCE
        return WOULD_DISPLACE if people_behind else TAKEN

    def _claim(self, applicant: int) -> tuple[float, float]:
        """Rank who holds a place: by urgency weight, then by the score there."""
        pair = self.candidates.option_pair[self.market.held_option[applicant]]
        return float(self.market.problem.weight[applicant]), float(self.candidates.pair_total[pair])

    def _refused(self, index: int) -> Mapping[str, int]:
        counts = zip((rule.code for rule in RULES), self.candidates.refused[index].tolist(), strict=True)
        return {code: count for code, count in counts if count}

    def _nearest_misses(self, index: int, refused: Mapping[str, Refusals], top: int) -> tuple[Miss, ...]:
        """List the places fewest rules refuse, nearest first; never one that only the law or a court could open."""
        grid = Grid([self.instance.applicants[index]], self.instance.openings, self.instance.norms)
        misses = [
            Miss(opening_id, float(grid.km[0, self.instance.opening_index[opening_id]]), answer)
            for opening_id, answer in refused.items()
            if all(refusal.change for refusal in answer)
        ]
        return tuple(sorted(misses, key=lambda miss: (len(miss.refusals), miss.km, miss.opening_id))[:top])


def _remedies(refused: Iterable[Refusals]) -> tuple[Remedy, ...]:
    """Sum up the single changes that would admit somewhere, the most fruitful first."""
    changes = [answer[0].change for answer in refused if len(answer) == 1 and answer[0].change]
    counts = Counter(change.code for change in changes)
    least: dict[str, Change] = {}
    for change in sorted(changes, key=lambda change: (change.amount, change.shifts)):
        least.setdefault(change.code, change)
    return tuple(Remedy(least[code], count) for code, count in counts.most_common())
