"""A round in columns has exactly the options, values and rows of the round written out."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings

from matching.assembly import assemble
from matching.candidates import find_candidates
from matching.compact.compilation import COMPILED_RULES, compile_instance
from matching.compact.eligible import CompactSet
from matching.compact.problem import CompactProblem
from matching.compact.writing import every_option
from matching.errors import ProblemError
from matching.input.calendar import Calendar
from matching.input.shifts import SHIFT_COUNT, SHIFTS
from matching.instance import Instance
from matching.rules import RULES
from tests.matching.factories import make_applicant, make_instance, make_opening, make_town
from tests.matching.strategies import crowded, instances

Options = dict[tuple[object, ...], tuple[float, frozenset[str]]]


def listed(instance: Instance) -> Options:
    """Value and rows of every option of the round written out, by who, where and when."""
    candidates = find_candidates(instance)
    problem = assemble(instance, candidates)
    return {
        (
            int(problem.option_applicant[option]),
            int(problem.option_opening[option]),
            candidates.patterns[candidates.option_pattern[option]],
        ): (
            float(problem.option_value[option]),
            frozenset(
                problem.resource_ids[use]
                for use in problem.use_resource[problem.use_start[option] : problem.use_start[option + 1]]
            ),
        )
        for option in range(len(problem.option_value))
    }


def in_columns(instance: Instance) -> Options:
    """The same as the scan of the compact problem finds it."""
    compiled = compile_instance(instance)
    problem = compiled.problem
    written = every_option(problem)
    key = problem.keys(written.applicant, written.opening, written.pattern)
    found = CompactSet(problem, threads=1).nearest(max(1, len(problem.openings)))
    names = row_names(instance, problem)
    assert found.key.tolist() == key.tolist()
    return {
        (int(found.applicant[n]), int(found.opening[n]), compiled.patterns[found.key[n] % len(compiled.patterns)]): (
            float(found.value[n]),
            frozenset(names[use] for use in found.use_resource[found.use_start[n] : found.use_start[n + 1]]),
        )
        for n in range(len(found))
    }


def row_names(instance: Instance, problem: CompactProblem) -> list[str]:
    """The names that the written-out round gives to the compact problem's resources."""
    of_openings = [
        name
        for opening in instance.openings
        for name in (f"total/{opening.id}", *(f"place/{opening.id}/{shift}" for shift in SHIFTS))
    ]
    of_people = [f"person/{person}/{shift}" for person in sorted(instance.shared_people) for shift in SHIFTS]
    assert len(of_people) == problem.persons * SHIFT_COUNT
    return of_openings + of_people


def pressed(instance: Instance) -> Instance:
    """The same round with little time left for some."""
    people = tuple(
        replace(applicant, jornadas=10, days_to_term=30 + 25 * index)
        for index, applicant in enumerate(instance.applicants)
    )
    calendar = Calendar(instance.date, closed_days=(instance.date + timedelta(days=5),))
    return replace(instance, applicants=people, norms=replace(instance.norms, calendar=calendar))


@settings(deadline=None, max_examples=60)
@given(instances())
def test_any_round_is_the_same_in_columns(instance):
    assert in_columns(instance) == listed(instance)


@settings(deadline=None, max_examples=25)
@given(crowded())
def test_a_crowded_round_is_the_same_in_columns(instance):
    assert in_columns(instance) == listed(instance)


@settings(deadline=None, max_examples=25)
@given(crowded())
def test_a_round_with_little_time_left_is_the_same_in_columns(instance):
    assert in_columns(pressed(instance)) == listed(pressed(instance))


def test_time_can_run_out_in_one_week_and_not_in_another():
    town = make_town(40, 10)

    assert 0 < len(listed(pressed(town))) < len(listed(town))


@pytest.mark.parametrize("seed", range(3))
def test_a_town_is_the_same_in_columns(seed):
    town = make_town(120, 25, seed)

    assert in_columns(town) == listed(town)
    assert len(listed(town)) > 500


def test_every_rule_stands_in_the_columns():
    assert {rule.code for rule in RULES} == COMPILED_RULES


def test_weights_and_capacities_are_those_of_the_round():
    town = make_town(50, 10)
    problem, columns = assemble(town, find_candidates(town)), compile_instance(town).problem

    names = row_names(town, columns)

    assert columns.applicants.weight.tolist() == problem.weight.tolist()
    capacity = dict(zip(names, columns.capacity.tolist(), strict=True))
    assert {name: capacity[name] for name in problem.resource_ids} == dict(
        zip(problem.resource_ids, problem.capacity.tolist(), strict=True)
    )


def test_the_order_of_the_people_changes_nothing():
    town = make_town(30, 8)
    turned = replace(town, applicants=town.applicants[::-1], openings=town.openings[::-1])

    assert compile_instance(turned).problem.sha256 == compile_instance(town).problem.sha256


def test_more_codes_than_a_word_has_room_for_are_refused():
    tasks = [make_opening(f"o{index}", task=f"task-{index}") for index in range(65)]

    with pytest.raises(ProblemError, match=r"openings\.task: 65 different codes"):
        compile_instance(make_instance(make_applicant(), *tasks))


def test_a_round_without_anybody_can_be_put_into_columns():
    assert listed(make_instance()) == in_columns(make_instance()) == {}
    assert np.array_equal(compile_instance(make_instance(make_opening())).problem.capacity[:1], [1.0])
