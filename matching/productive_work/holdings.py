"""A plan of one prison's round read back: who is assigned where, and what is left of everything."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matching.errors import PlanError
from matching.plan import Plan
from matching.problem import Floats, Indexes, Mask, Offsets
from matching.productive_work.admission import Admission, admit
from matching.productive_work.assembly import EVEN_SHARE, Assembly, assemble_work
from matching.productive_work.round import PrisonRound

CREW_SHORT = "crew_short"
NOT_FINISHED = "not_finished"
OUTBID = "outbid"


@dataclass(frozen=True, eq=False)
class Standing:
    """A plan beside everything that its round admits; `chosen` are the options it takes, in their order."""

    round: PrisonRound
    admission: Admission
    assembly: Assembly
    chosen: Offsets

    @classmethod
    def of(cls, round_: PrisonRound, plan: Plan) -> "Standing":
        """Read a plan of *round_*; looks at every application once.

        Raises:
            PlanError: The plan was made for another problem than this round gives.
        """
        admission = admit(round_)
        return cls.reading(round_, admission, assemble_work(round_, admission), plan)

    @classmethod
    def reading(cls, round_: PrisonRound, admission: Admission, assembly: Assembly, plan: Plan) -> "Standing":
        """Read a plan beside what its round is known to admit.

        Raises:
            PlanError: The plan was made for another problem.
        """
        if plan.problem_sha256 != assembly.problem.sha256:
            raise PlanError("problem_sha256", "belongs to another problem")
        return cls(round_, admission, assembly, np.array(sorted(plan.chosen), dtype=np.int64))

    @cached_property
    def option_of(self) -> Mapping[int, int]:
        """The option that each assigned worker takes, by the worker's index."""
        applicants = self.assembly.problem.option_applicant[self.chosen]
        return dict(zip(applicants.tolist(), self.chosen.tolist(), strict=True))

    def post_given(self, worker: int) -> int | None:
        """Give the post of a worker, None without one."""
        option = self.option_of.get(worker)
        return None if option is None else int(self.admission.post[self.assembly.option_pair[option]])

    @cached_property
    def crew(self) -> Indexes:
        """How many the plan adds to each activity."""
        problem = self.assembly.problem
        openings = problem.option_opening[self.chosen]
        return np.bincount(openings, minlength=len(problem.opening_ids)).astype(np.int32)

    @cached_property
    def left(self) -> Floats:
        """What the plan leaves of each resource; of even shares, which nobody waits for, always enough."""
        problem = self.assembly.problem
        left = problem.capacity - problem.uses[self.chosen].sum(axis=0)
        measured = [name.startswith(EVEN_SHARE) for name in problem.resource_ids]
        return np.where(measured, np.inf, left)

    def lacking(self, option: int) -> list[int]:
        """Name the resources that others hold and the option would need, the worker's own place counted as free."""
        own = self._own(option)
        returned = set(self.rows(own)) if own is not None else set()
        return [row for row in self.rows(option) if self.left[row] + (row in returned) < 1]

    def crew_is_full(self, option: int) -> bool:
        """Tell whether the crew has nobody's place left but the worker's own."""
        problem, own = self.assembly.problem, self._own(option)
        opening = problem.option_opening[option]
        is_own = own is not None and problem.option_opening[own] == opening
        return bool(self.crew[opening] - is_own >= problem.maximum[opening])

    def reason(self, option: int) -> str:
        """Say why the worker does not have this option: `outbid`, `crew_short` or `not_finished`.

        Others have the places; or there are places, but the activity did not find its crew; or neither.
        """
        if self.lacking(option) or self.crew_is_full(option):
            return OUTBID
        opening = self.assembly.problem.option_opening[option]
        stays_shut = not self.crew[opening] and self.assembly.problem.minimum[opening] > 1
        return CREW_SHORT if stays_shut else NOT_FINISHED

    def rows(self, option: int) -> list[int]:
        """Number the resources that an option takes one of."""
        problem = self.assembly.problem
        rows: list[int] = problem.use_resource[problem.use_start[option] : problem.use_start[option + 1]].tolist()
        return rows

    def _own(self, option: int) -> int | None:
        """The option given to whom this one belongs."""
        return self.option_of.get(int(self.assembly.problem.option_applicant[option]))

    def options_of(self, worker: int) -> range:
        """Give the options of one worker."""
        first, last = np.searchsorted(self.assembly.problem.option_applicant, [worker, worker + 1])
        return range(int(first), int(last))

    def stays(self, before: Mapping[str, str]) -> Mask:
        """Mark the options by which somebody stays at the vacancy of *before*, by worker id; for `reoptimise`."""
        was = np.full(len(self.round.workers), -1, dtype=np.int64)
        for worker_id, vacancy_id in before.items():
            if worker_id in self.round.worker_index and vacancy_id in self.round.post_index:
                was[self.round.worker_index[worker_id]] = self.round.post_index[vacancy_id]
        pair = self.assembly.option_pair
        return np.asarray(self.admission.post[pair] == was[self.admission.worker[pair]])
