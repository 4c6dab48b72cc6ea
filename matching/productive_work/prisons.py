"""The rounds of many prisons, each a problem of its own, side by side in a few processes.

No inmate works in another prison, so nothing is lost by solving them apart, and each plan carries its own proof.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Unpack

from matching.effort import Limits, usable_cores
from matching.productive_work.proposal import WorkProposal, propose_work
from matching.productive_work.round import PrisonRound
from matching.search.pool import begin

WORTH_A_POOL = 2_000
"""From so many workers in all on, starting processes costs less than they save."""


def propose_prisons(rounds: Sequence[PrisonRound], **limits: Unpack[Limits]) -> Iterator[WorkProposal]:
    """Propose for every prison, as each is ready; the limits are each prison's own, `cores` the number of processes.

    The plan of a prison does not depend on which others there are, nor on the number of processes, unless a time limit
    cuts it short.
    """
    largest_first = sorted(rounds, key=lambda one: (-len(one.workers), one.prison_id))
    processes = min(limits.pop("cores", usable_cores()), len(rounds))
    if processes < 2 or sum(len(one.workers) for one in rounds) < WORTH_A_POOL:
        yield from (propose_work(one, **limits) for one in largest_first)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), begin) as pool:
        waiting = [pool.submit(_propose, one, limits) for one in largest_first]
        yield from (future.result() for future in waiting)


def _propose(round_: PrisonRound, limits: Limits) -> WorkProposal:
    return propose_work(round_, **limits)
