"""Who may be assigned where: every application that no rule refuses, scored."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matching.problem import Floats, Indexes
from matching.productive_work.round import PrisonRound
from matching.productive_work.scoring import weighed, work_scores
from matching.rules.productive_work import work_refusals
from matching.rules.refusal import Refusal


@dataclass(frozen=True, eq=False)
class Admission:
    """P admissible pairs of worker and post, ordered by worker, then by post; `total` is weighed without the balance.

    `refused` counts the applications that each rule refuses; one that several refuse counts with each.
    """

    worker: Indexes
    post: Indexes
    total: Floats
    refused: Mapping[str, int]

    def pairs_of(self, worker: int) -> range:
        """Give the pairs of one worker."""
        first, last = np.searchsorted(self.worker, [worker, worker + 1])
        return range(int(first), int(last))

    def pair(self, worker: int, post: int) -> int:
        """Find the pair of a worker and a post, -1 if it is not admissible."""
        pairs = self.pairs_of(worker)
        rank = int(np.searchsorted(self.post[pairs.start : pairs.stop], post))
        found = pairs.start + rank
        return found if rank < len(pairs) and self.post[found] == post else -1


def admit(round_: PrisonRound) -> Admission:
    """Look at every application once and keep what no rule refuses."""
    pairs: list[tuple[int, int, float]] = []
    refused: Counter[str] = Counter()
    for index, worker in enumerate(round_.workers):
        for post_index in sorted(round_.post_index[vacancy_id] for vacancy_id in worker.rank_of):
            post = round_.posts[post_index]
            answers = work_refusals(worker, post, round_.norms)
            refused.update(answer.rule for answer in answers)
            if not answers:
                scores = work_scores(worker, post, round_.norms)
                pairs.append((index, post_index, weighed(scores, round_.weights)))
    workers, posts, totals = zip(*pairs, strict=True) if pairs else ((), (), ())
    return Admission(
        worker=np.array(workers, dtype=np.int32),
        post=np.array(posts, dtype=np.int32),
        total=np.array(totals, dtype=np.float64),
        refused=dict(refused),
    )


def refusals_of(round_: PrisonRound, worker_id: str) -> Mapping[str, tuple[Refusal, ...]]:
    """Tell why each vacancy that is not open to this worker is not, by its id; applied for or not."""
    worker = round_.workers[round_.worker_index[worker_id]]
    answers = ((post.vacancy.id, work_refusals(worker, post, round_.norms)) for post in round_.posts)
    return {vacancy_id: answer for vacancy_id, answer in answers if answer}
