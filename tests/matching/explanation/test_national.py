"""A round in columns is read as the same round written out."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from matching.assembly import assemble
from matching.candidates import find_candidates
from matching.compact.compilation import Compiled, compile_instance
from matching.errors import PlanError
from matching.explanation.market import Tariff
from matching.explanation.national import Nation
from matching.instance import Instance
from matching.plan import Plan
from matching.propose import Proposal, proposal_in_columns, proposal_of, propose
from matching.strategy import solve
from matching.verification import verify
from tests.matching.factories import make_applicant, make_instance, make_opening, make_town
from tests.matching.strategies import crowded, instances

few_rounds = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def in_columns(instance: Instance, plan: Plan, compiled: Compiled) -> Plan:
    """The plan of the round written out, told in the keys and resources of the round in columns."""
    candidates, problem = find_candidates(instance), compiled.problem
    number = {pattern: index for index, pattern in enumerate(compiled.patterns)}
    keys = [
        int(
            problem.keys(
                candidates.option_applicant[option],
                candidates.option_opening[option],
                number[candidates.patterns[candidates.option_pattern[option]]],
            )
        )
        for option in plan.chosen
    ]
    free = (0.0,) * len(problem.capacity)
    prices = replace(plan.prices, resources=free, openings=(0.0,) * len(problem.openings))
    return replace(plan, problem_sha256=problem.sha256, chosen=tuple(sorted(keys)), prices=prices)


def told(proposal: Proposal) -> tuple[object, ...]:
    return proposal.assignments, sorted(map(str, proposal.unplaced)), proposal.figures, proposal.baseline


@few_rounds
@given(instances(people=8) | crowded(people=8))
def test_any_plan_is_read_the_same_either_way(instance):
    plan = solve(assemble(instance, find_candidates(instance)))
    compiled = compile_instance(instance)

    nation = proposal_in_columns(instance, in_columns(instance, plan, compiled))

    assert told(nation) == told(proposal_of(instance, plan))


def test_a_town_is_read_the_same_either_way():
    town = make_town(150, 20, places=0.4)
    plan = solve(assemble(town, find_candidates(town)), time_limit_seconds=10)
    compiled = compile_instance(town)

    nation = proposal_of(town, in_columns(town, plan, compiled))

    assert told(nation) == told(proposal_of(town, plan))
    assert {one.cause for one in nation.unplaced} > {"outbid"}


def test_a_round_too_large_to_be_written_out_is_put_into_columns():
    town = make_town(60, 12)

    proposal = propose(town, pairs_written_out=0, time_limit_seconds=10)

    assert verify(compile_instance(town).problem, proposal.plan) == []
    assert proposal.figures.placed == len(proposal.assignments) > 20
    assert len(proposal.assignments) + len(proposal.unplaced) == 60


def test_prices_in_columns_are_told_by_place_and_by_person():
    twice = [make_applicant(name, person_id="twice") for name in ("p0", "p1")]
    round_ = make_instance(*twice, make_applicant("p2"), make_opening())
    plan = solve(compile_instance(round_).problem, time_limit_seconds=1)
    priced = replace(plan.prices, resources=tuple(map(float, range(15 + 14))))

    tariff = Tariff.of_plan(round_, priced)

    assert tariff.places.tolist() == [list(map(float, range(15)))]
    assert tariff.people.tolist() == [list(map(float, range(15, 29)))] * 2 + [[0.0] * 14]


def test_a_plan_of_another_round_is_refused():
    plan = propose(make_town(20, 6), pairs_written_out=0, time_limit_seconds=5).plan

    with pytest.raises(PlanError, match="belongs to another problem"):
        proposal_of(make_town(20, 6, seed=1), plan)


def test_somebody_whose_place_is_free_was_not_reached():
    round_ = make_instance(make_applicant(), make_opening())
    compiled = compile_instance(round_)
    nobody = Nation(round_, compiled).given(in_columns(round_, solve_nothing(round_), compiled))

    assert Nation(round_, compiled).causes(nobody, [0]) == {0: "not_finished"}


def solve_nothing(instance: Instance) -> Plan:
    plan = solve(assemble(instance, find_candidates(instance)))
    return replace(plan, chosen=())


def test_columns_without_anybody_give_an_empty_proposal():
    nobody = make_instance(make_opening())
    compiled = compile_instance(nobody)

    proposal = proposal_in_columns(nobody, solve(compiled.problem, time_limit_seconds=1))

    assert not proposal.assignments
    assert not proposal.unplaced
