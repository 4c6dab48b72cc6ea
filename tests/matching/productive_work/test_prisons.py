"""Many prisons side by side: each plan its own, however many processes; and the whole country in its time."""

import time

import pytest

from matching.bench.prisons import prison_round, prison_rounds, prisons
from matching.productive_work import prisons as pool
from matching.productive_work.admission import admit
from matching.productive_work.assembly import assemble_work
from matching.productive_work.holdings import Standing
from matching.productive_work.prisons import propose_prisons
from matching.productive_work.proposal import propose_work
from matching.reoptimise import reoptimise
from matching.verification import verify


def test_the_country_has_69_prisons_of_their_real_sizes():
    rounds = prison_rounds(workers=2_000)

    assert len(prisons()) == len(rounds) == 69
    assert sum(prison.inmates for prison in prisons()) == 103_717
    assert sum(len(round_.workers) for round_ in rounds) == 2_000


def test_the_same_seed_gives_the_same_round_and_another_one_another():
    largest = max(prisons(), key=lambda prison: prison.inmates)

    assert prison_round(largest, 40, seed=1) == prison_round(largest, 40, seed=1)
    assert prison_round(largest, 40, seed=1) != prison_round(largest, 40, seed=2)


def test_each_prisons_plan_is_the_one_it_has_alone(monkeypatch):
    monkeypatch.setattr(pool, "WORTH_A_POOL", 0)
    rounds = {round_.prison_id: round_ for round_ in prison_rounds(workers=400)[:8]}

    side_by_side = list(propose_prisons(list(rounds.values()), cores=2))

    assert {one.prison_id for one in side_by_side} == set(rounds)
    assert all(one.assignments == propose_work(rounds[one.prison_id]).assignments for one in side_by_side)


def test_few_workers_need_no_processes():
    rounds = prison_rounds(workers=200)[:5]

    assert len(list(propose_prisons(rounds))) == 5


def test_a_changed_round_is_solved_again_with_few_moves():
    round_ = prison_round(max(prisons(), key=lambda prison: prison.inmates), 150)
    proposal = propose_work(round_)
    standing = Standing.of(round_, proposal.plan)
    before = {one.worker_id: one.choice.vacancy_id for one in proposal.assignments}

    curve = reoptimise(standing.assembly.problem, standing.stays(before), budgets=(0.0, None))

    assert curve.points[0].moved == 0
    assert all(verify(standing.assembly.problem, point.plan) == [] for point in curve.points)


@pytest.mark.acceptance
@pytest.mark.alone
def test_all_69_prisons_with_28_000_workers_are_solved_within_a_minute():
    rounds = prison_rounds(workers=28_000)

    started = time.perf_counter()
    proposals = list(propose_prisons(rounds, time_limit_seconds=45, cores=2))
    seconds = time.perf_counter() - started

    assert seconds <= 60
    assert len(proposals) == 69
    assert max(one.plan.gap for one in proposals) <= 0.005
    by_prison = {round_.prison_id: round_ for round_ in rounds}
    for one in proposals:
        round_ = by_prison[one.prison_id]
        assert verify(assemble_work(round_, admit(round_)).problem, one.plan) == []
        assert len(one.assignments) + len(one.unassigned) == len(round_.workers)
