"""The best assignment by trying every one; shares nothing with the problem's columns, the model or the prices."""

from collections import Counter
from collections.abc import Iterator
from math import ceil, floor

from matching.input.worker import Worker
from matching.input.workplace import Activity, Post
from matching.productive_work.round import PrisonRound
from matching.productive_work.scoring import placed_weight, weighed, work_scores
from matching.rules.productive_work import work_refusals

Choice = tuple[Worker, Post]


def best_worth(round_: PrisonRound) -> tuple[int, float]:
    """Give the best (weight of the assigned, their scores with the balance) over all assignments."""
    return max(worth(round_, plan) for plan in every_plan(round_, list(round_.workers)) if is_lawful(round_, plan))


def worth(round_: PrisonRound, plan: list[Choice]) -> tuple[int, float]:
    weights, norms = round_.weights, round_.norms
    placed = sum(placed_weight(worker, norms, weights) for worker, _ in plan)
    scores = sum(weighed(work_scores(worker, post, norms), weights) for worker, post in plan)
    return placed, round(scores + weights.balance * within_even_shares(round_, plan), 2)


def every_plan(round_: PrisonRound, workers: list[Worker]) -> Iterator[list[Choice]]:
    if not workers:
        yield []
        return
    for rest in every_plan(round_, workers[1:]):
        yield rest
        for post in round_.posts:
            if not work_refusals(workers[0], post, round_.norms):
                yield [*rest, (workers[0], post)]


def is_lawful(round_: PrisonRound, plan: list[Choice]) -> bool:
    """Tell whether places, crews and the safe capacity of every half day hold."""
    at_vacancy = Counter(post.vacancy.id for _, post in plan)
    at_activity = Counter(post.activity.id for _, post in plan)
    in_room = Counter((post.activity.workshop_id, shift) for _, post in plan for shift in post.vacancy.shifts)
    crews = {activity.id: activity for activity in round_.activities}
    rooms = {workshop.id: workshop for workshop in round_.workshops}
    return (
        all(count <= round_.vacancies[round_.post_index[one]].places for one, count in at_vacancy.items())
        and all(has_lawful_crew(crews[one], count) for one, count in at_activity.items())
        and all(one is None or n <= rooms[one].places(shift, round_.norms) for (one, shift), n in in_room.items())
    )


def has_lawful_crew(activity: Activity, more: int) -> bool:
    crew = activity.crew + more
    return activity.minimum_crew <= crew and (activity.maximum_crew is None or crew <= activity.maximum_crew)


def within_even_shares(round_: PrisonRound, plan: list[Choice]) -> int:
    """Count the assigned of each pavilion up to its even share of the places."""
    able = [one for one in round_.workers if any(not work_refusals(one, post, round_.norms) for post in round_.posts)]
    people, places = Counter(one.pavilion for one in able), places_at_most(round_, able)
    assigned = Counter(worker.pavilion for worker, _ in plan)
    return sum(min(count, ceil(places * people[one] / len(able))) for one, count in assigned.items())


def places_at_most(round_: PrisonRound, able: list[Worker]) -> int:
    wanted = [post for post in round_.posts if any(not work_refusals(one, post, round_.norms) for one in able)]
    total = 0.0
    for workshop in [None, *round_.workshops]:
        here = [post for post in wanted if post.workshop == workshop]
        crews = {post.activity.id: post.activity.most_more for post in here}
        count = sum(
            min(most, sum(p.vacancy.places for p in here if p.activity.id == one)) for one, most in crews.items()
        )
        if workshop is not None and here:
            shifts = {shift for post in here for shift in post.vacancy.shifts}
            room = sum(workshop.places(shift, round_.norms) for shift in shifts)
            count = min(count, floor(room / min(len(post.vacancy.shifts) for post in here)))
        total += count
    return int(min(total, len(able)))
