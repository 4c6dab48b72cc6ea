"""From workers and posts to the neutral problem: an opening for each activity, a row for all that can run out.

Resources: `vacancy/<vacancy>` its free places; `room/<workshop>/<shift>` the safe capacity left in a half day, where it
can bind; `even_share/<pavilion>` how many of a pavilion count towards the balance. Openings are the activities with
the crew that must come at once and may still come.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil

import numpy as np

from matching.input.shifts import SHIFTS
from matching.input.workplace import Post, Workshop
from matching.problem import Indexes, Mask, Offsets, Problem, build_problem
from matching.productive_work.admission import Admission
from matching.productive_work.round import PrisonRound
from matching.productive_work.scoring import DECIMALS, placed_weight

EVEN_SHARE = "even_share/"
"""How the resources begin that no person waits for: they only measure the balance."""


@dataclass(frozen=True, eq=False)
class Assembly:
    """The problem of a round, with N options: the pair of each, and whether it counts within its pavilion's share."""

    problem: Problem
    option_pair: Indexes
    within: Mask


def assemble_work(round_: PrisonRound, admission: Admission) -> Assembly:
    """Write the problem of *round_*: most people by priority first, then the scores' sum with the balance."""
    rows = _rows(round_, admission)
    option_pair, within, share_row = _options(round_, admission, rows)
    use_start, use_resource = _uses(rows, admission.post[option_pair], share_row)
    activity = np.array([round_.activity_index[post.activity.id] for post in round_.posts], dtype=np.int32)
    value = admission.total[option_pair] + round_.weights.balance * within
    problem = build_problem(
        objective=("placed", "value"),
        resource_ids=list(rows.capacity),
        capacity=list(rows.capacity.values()),
        opening_ids=[one.id for one in round_.activities],
        minimum=[one.least_more for one in round_.activities],
        maximum=[one.most_more for one in round_.activities],
        applicant_ids=[worker.id for worker in round_.workers],
        weight=[placed_weight(worker, round_.norms, round_.weights) for worker in round_.workers],
        option_applicant=admission.worker[option_pair],
        option_opening=activity[admission.post[option_pair]],
        option_value=value.round(DECIMALS),
        use_start=use_start,
        use_resource=use_resource,
        use_amount=np.ones(len(use_resource)),
    )
    return Assembly(problem, option_pair, within)


def even_shares(round_: PrisonRound, admission: Admission) -> Mapping[str, int]:
    """How many of each pavilion would be assigned if all pavilions were served evenly, by those who could be at all.

    Only pavilions in which more could be assigned than that: the others cannot exceed their share.
    """
    candidates = Counter(round_.workers[index].pavilion for index in np.unique(admission.worker).tolist())
    people = candidates.total()
    places = min(people, _places(round_, set(admission.post.tolist())))
    shares = {pavilion: ceil(places * count / people) for pavilion, count in sorted(candidates.items())}
    is_one = len(shares) < 2 or round_.weights.balance == 0
    return {pavilion: share for pavilion, share in shares.items() if share < candidates[pavilion] and not is_one}


def _places(round_: PrisonRound, posts: set[int]) -> int:
    """Bound how many can be assigned to these posts: by places, by crews, and by the safe capacity of all half days.

    Whoever works in a workshop takes at least as many of its half days as its shortest post.
    """
    by_activity: dict[tuple[str, str], list[Post]] = {}
    for index in sorted(posts):
        post = round_.posts[index]
        by_activity.setdefault((post.activity.workshop_id or "", post.activity.id), []).append(post)
    by_workshop: Counter[str] = Counter()
    for (workshop_id, _), own in by_activity.items():
        by_workshop[workshop_id] += int(min(sum(post.vacancy.places for post in own), own[0].activity.most_more))
    rooms = {workshop.id: _people_in(workshop, round_, posts) for workshop in round_.workshops}
    return sum(min(count, rooms.get(workshop_id, count)) for workshop_id, count in by_workshop.items())


def _people_in(workshop: Workshop, round_: PrisonRound, posts: set[int]) -> int:
    """Bound how many the half days of a workshop let work there."""
    weeks = [
        round_.vacancies[index].shifts for index in posts if round_.posts[index].activity.workshop_id == workshop.id
    ]
    places = sum(workshop.places(shift, round_.norms) for shift in frozenset().union(*weeks))
    return places // min(map(len, weeks), default=1)


@dataclass(frozen=True, eq=False)
class _Rows:
    """The resources with their capacity; the rows that each post takes, and the row of each pavilion's share."""

    capacity: dict[str, float] = field(default_factory=dict)
    of_post: list[list[int]] = field(default_factory=list)
    of_pavilion: dict[str, int] = field(default_factory=dict)

    def add(self, identifier: str, capacity: float) -> int:
        self.capacity[identifier] = capacity
        return len(self.capacity) - 1


def _rows(round_: PrisonRound, admission: Admission) -> _Rows:
    rows = _Rows()
    for post in round_.posts:
        rows.of_post.append([rows.add(f"vacancy/{post.vacancy.id}", post.vacancy.places)])
    for workshop_id, shift, posts, places in _rooms(round_):
        row = rows.add(f"room/{workshop_id}/{SHIFTS[shift]}", places)
        for index in posts:
            rows.of_post[index].append(row)
    for pavilion, share in even_shares(round_, admission).items():
        rows.of_pavilion[pavilion] = rows.add(f"{EVEN_SHARE}{pavilion}", share)
    return rows


def _rooms(round_: PrisonRound) -> Iterator[tuple[str, int, tuple[int, ...], int]]:
    """Workshop, half day, posts and places where these can run out before the posts' own.

    Of half days that the same posts take, the one with fewest places stands for all.
    """
    posts_of: dict[tuple[str, int], list[int]] = {}
    for index, post in enumerate(round_.posts):
        for shift in sorted(post.vacancy.shifts) if post.workshop else ():
            posts_of.setdefault((post.workshop.id if post.workshop else "", shift), []).append(index)
    workshops = {workshop.id: workshop for workshop in round_.workshops}
    least: dict[tuple[str, tuple[int, ...]], tuple[int, int]] = {}
    for (workshop_id, shift), posts in posts_of.items():
        key, room = (workshop_id, tuple(posts)), (workshops[workshop_id].places(shift, round_.norms), shift)
        least[key] = min(least.get(key, room), room)
    for (workshop_id, among), (places, shift) in sorted(least.items()):
        if places < sum(round_.vacancies[index].places for index in among):
            yield workshop_id, shift, among, places


def _options(round_: PrisonRound, admission: Admission, rows: _Rows) -> tuple[Indexes, Mask, Indexes]:
    """Offer each pair within its pavilion's even share, and beyond it where that can be exceeded.

    The pair of each option, whether it is within, and the row of the share that it takes (-1 for none), (N,) each.
    """
    share_of = np.array([rows.of_pavilion.get(worker.pavilion, -1) for worker in round_.workers], dtype=np.int32)
    row = share_of[admission.worker] if len(admission.worker) else np.zeros(0, dtype=np.int32)
    counts = 1 + (row >= 0)
    option_pair = np.repeat(np.arange(len(row), dtype=np.int32), counts)
    within = np.diff(option_pair, prepend=-1) > 0
    return option_pair, within, np.where(within, row[option_pair], -1).astype(np.int32)


def _uses(rows: _Rows, post: Indexes, share_row: Indexes) -> tuple[Offsets, Indexes]:
    """List what each option takes, one of each: starts (N + 1,) and resources."""
    widest = max((len(of_post) for of_post in rows.of_post), default=1)
    table = np.full((len(rows.of_post), widest), -1, dtype=np.int32)
    for index, of_post in enumerate(rows.of_post):
        table[index, : len(of_post)] = of_post
    taken = np.column_stack([table[post], share_row])
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum((taken >= 0).sum(axis=1))])
    return starts, taken[taken >= 0]
