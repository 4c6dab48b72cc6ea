"""Why a worker is where the plan says, why not there, and what would change it; codes and numbers only.

Prices tell what a post costs others, as in community service: the same engine set them.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matching.explanation.answers import FREE, TAKEN, WOULD_DISPLACE
from matching.explanation.choice import Price
from matching.plan import Plan
from matching.productive_work.admission import refusals_of
from matching.productive_work.holdings import CREW_SHORT, OUTBID, Standing
from matching.productive_work.proposal import WorkChoice, cause_of, choice_of
from matching.productive_work.round import PrisonRound
from matching.productive_work.scoring import PLACED_WEIGHT, placed_weight
from matching.rules.refusal import Refusal


@dataclass(frozen=True)
class WorkAlternative:
    """An admissible post that was not given, and how it stands.

    `status` is `free`, `crew_short` (there is a place, but the activity lacks `crew_missing` people to open),
    `would_displace` (somebody with a lower claim holds it, but has nowhere as good to go) or `taken` (all who hold it
    have a claim at least as high, `people_ahead` of them). A claim is the weight of the first stage, then the score.
    `difference` is its total less that of the post given.
    """

    choice: WorkChoice
    difference: float | None
    status: str
    price: Price
    people_ahead: int
    crew_missing: int


@dataclass(frozen=True)
class WorkMiss:
    """A vacancy that the rules refuse, with every refusal."""

    vacancy_id: str
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True)
class WorkExplanation:
    """Why one worker is where the plan says, or nowhere.

    With a post `chosen` is it; without one `cause` is the one main cause. `alternatives` are the admissible posts not
    given, best first. `refused` counts the applications each rule refuses, `misses` are those refused, fewest refusals
    first, then in the person's own order.
    """

    worker_id: str
    chosen: WorkChoice | None
    cause: str | None
    alternatives: tuple[WorkAlternative, ...]
    refused: Mapping[str, int]
    misses: tuple[WorkMiss, ...]


@dataclass(frozen=True)
class WorkWhyNot:
    """Why one worker is not at one vacancy: the rules that refuse it, or how it stands among the admissible."""

    vacancy_id: str
    refusals: tuple[Refusal, ...]
    alternative: WorkAlternative | None


class WorkExplainer:
    """Answers about one plan of one prison's round."""

    def __init__(self, round_: PrisonRound, plan: Plan) -> None:
        """Read the plan beside its round; looks at every application once.

        Raises:
            PlanError: The plan was made for another problem than this round gives.
        """
        self.round, self.plan = round_, plan
        self.standing = Standing.of(round_, plan)

    def explain(self, worker_id: str, *, top: int = 5) -> WorkExplanation:
        """Explain one worker's outcome with at most *top* alternatives and misses."""
        index = self.round.worker_index[worker_id]
        given = self.standing.post_given(index)
        misses = self._misses(worker_id)
        refused = Counter(refusal.rule for miss in misses for refusal in miss.refusals)
        return WorkExplanation(
            worker_id=worker_id,
            chosen=None if given is None else choice_of(self.standing, index, given),
            cause=cause_of(self.standing, index) if given is None else None,
            alternatives=self._alternatives(index)[:top],
            refused=dict(refused),
            misses=misses[:top],
        )

    def why_not(self, worker_id: str, vacancy_id: str) -> WorkWhyNot:
        """Explain one pair, applied for or not: refused by which rules, or admissible and how it stands."""
        answers = refusals_of(self.round, worker_id).get(vacancy_id, ())
        if answers:
            return WorkWhyNot(vacancy_id, answers, None)
        index, post = self.round.worker_index[worker_id], self.round.post_index[vacancy_id]
        return WorkWhyNot(vacancy_id, (), self._alternative(index, post))

    def _misses(self, worker_id: str) -> tuple[WorkMiss, ...]:
        answers, rank = refusals_of(self.round, worker_id), self.round.workers[self._index(worker_id)].rank_of
        refused = (WorkMiss(vacancy_id, answers[vacancy_id]) for vacancy_id in rank if vacancy_id in answers)
        return tuple(sorted(refused, key=lambda miss: len(miss.refusals)))

    def _index(self, worker_id: str) -> int:
        return self.round.worker_index[worker_id]

    def _alternatives(self, index: int) -> tuple[WorkAlternative, ...]:
        """All admissible posts but the one given, best first."""
        admission, given = self.standing.admission, self.standing.post_given(index)
        posts = [int(admission.post[pair]) for pair in admission.pairs_of(index)]
        found = [self._alternative(index, post) for post in posts if post != given]
        return tuple(sorted(found, key=lambda one: (-one.choice.total, one.choice.vacancy_id)))

    def _alternative(self, index: int, post: int) -> WorkAlternative:
        choice, given = choice_of(self.standing, index, post), self.standing.post_given(index)
        held = None if given is None else choice_of(self.standing, index, given).total
        options = [one for one in self.standing.options_of(index) if self._post_of(one) == post]
        rivals = self._rivals(index, options[0])
        claim = self._claim(index, choice.total)
        ahead = sum(self._claim(rival, self._held_total(rival)) >= claim for rival in rivals)
        status = self._status(options[0], behind=len(rivals) - ahead)
        return WorkAlternative(
            choice=choice,
            difference=None if held is None else round(choice.total - held, 2),
            status=status,
            price=self._price(options[0]),
            people_ahead=ahead,
            crew_missing=self._crew_missing(post) if status == CREW_SHORT else 0,
        )

    def _status(self, option: int, *, behind: int) -> str:
        reason = self.standing.reason(option)
        if reason == OUTBID:
            return WOULD_DISPLACE if behind else TAKEN
        return CREW_SHORT if reason == CREW_SHORT else FREE

    def _crew_missing(self, post: int) -> int:
        """How many more than this one person the activity needs to open."""
        return self.round.posts[post].activity.least_more - 1

    def _rivals(self, index: int, option: int) -> list[int]:
        """Who holds any of what has run out there."""
        problem, chosen = self.standing.assembly.problem, self.standing.chosen
        lacking = self.standing.lacking(option)
        holds = np.asarray(problem.uses[chosen][:, lacking].sum(axis=1)).ravel() > 0
        if self.standing.crew_is_full(option):
            holds |= problem.option_opening[chosen] == problem.option_opening[option]
        return [rival for rival in problem.option_applicant[chosen[holds]].tolist() if rival != index]

    def _price(self, option: int) -> Price:
        """What others would lose if the post were taken from them; the even share is no loss of theirs."""
        problem, prices = self.standing.assembly.problem, self.plan.prices
        rows = [row for row in self.standing.rows(option) if np.isfinite(self.standing.left[row])]
        paid = sum(prices.resources[row] for row in rows) + prices.openings[problem.option_opening[option]]
        placed, value = prices.stage_weights
        return Price(
            persons=round(paid / (placed * PLACED_WEIGHT), 3) if placed else 0.0,
            points=round(paid / value, 2) if value else 0.0,
        )

    def _post_of(self, option: int) -> int:
        return int(self.standing.admission.post[self.standing.assembly.option_pair[option]])

    def _held_total(self, index: int) -> float:
        pair = self.standing.assembly.option_pair[self.standing.option_of[index]]
        return float(self.standing.admission.total[pair])

    def _claim(self, index: int, total: float) -> tuple[float, float]:
        return placed_weight(self.round.workers[index], self.round.norms, self.round.weights), total
