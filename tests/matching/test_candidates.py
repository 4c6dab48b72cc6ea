"""Every pair is a candidate or refused with a reason."""

import numpy as np
import pytest
from hypothesis import given, settings

from matching import candidates as module
from matching.candidates import CandidateSet, find_candidates, refusals_for
from matching.input.patterns import weekly_patterns
from matching.instance import Instance
from tests.matching.factories import make_applicant, make_instance, make_opening, make_town, open_shift
from tests.matching.strategies import crowded, instances


def pairs_of(instance: Instance, found: CandidateSet) -> set[tuple[str, str]]:
    return {
        (instance.applicants[i].id, instance.openings[j].id)
        for i, j in zip(found.pair_applicant, found.pair_opening, strict=True)
    }


@settings(max_examples=50, deadline=None)
@given(instances() | crowded())
def test_every_pair_is_either_a_candidate_or_refused(instance):
    refused = {
        (applicant.id, opening_id)
        for applicant in instance.applicants
        for opening_id in refusals_for(instance, applicant.id)
    }

    candidates = pairs_of(instance, find_candidates(instance))

    assert candidates.isdisjoint(refused)
    assert len(candidates) + len(refused) == len(instance.applicants) * len(instance.openings)


@settings(max_examples=50, deadline=None)
@given(instances() | crowded())
def test_every_candidate_has_an_option_and_every_option_serves_the_hours_owed(instance):
    found = find_candidates(instance)

    assert set(found.option_pair) == set(range(len(found.pair_applicant)))
    for option, pattern in enumerate(found.option_pattern):
        applicant = instance.applicants[found.option_applicant[option]]
        opening = instance.openings[found.option_opening[option]]
        chosen = found.patterns[pattern]
        assert chosen in weekly_patterns(opening.free_timetable, instance.norms.weekly_minutes(applicant))
        assert {attendance.shift for attendance in chosen} <= applicant.lawful_shifts


@settings(max_examples=50, deadline=None)
@given(instances() | crowded())
def test_refusals_are_counted_by_rule(instance):
    expected = [
        refusal.rule
        for applicant in instance.applicants
        for answers in refusals_for(instance, applicant.id).values()
        for refusal in answers
    ]

    counted = find_candidates(instance).refused_by_rule()

    assert {rule: count for rule, count in counted.items() if count} == {
        rule: expected.count(rule) for rule in set(expected)
    }


def test_looking_in_blocks_changes_nothing(monkeypatch):
    town = make_town(40, 12)
    whole = find_candidates(town)

    monkeypatch.setattr(module, "BLOCK", 7)
    in_blocks = find_candidates(town)

    assert [in_blocks.patterns[k] for k in in_blocks.option_pattern] == [
        whole.patterns[k] for k in whole.option_pattern
    ]
    for column in ("pair_applicant", "pair_opening", "pair_scores", "option_pair", "refused"):
        assert np.array_equal(getattr(in_blocks, column), getattr(whole, column))


def test_pairs_and_options_of_one_person_are_found():
    found = find_candidates(make_town(30, 10))

    for applicant in range(30):
        assert set(found.pair_applicant[list(found.pairs_of(applicant))]) <= {applicant}
    assert sum(len(found.options_of(pair)) for pair in range(len(found.pair_applicant))) == len(found.option_pair)


def test_a_person_with_two_sentences_is_offered_every_pattern():
    roomy = make_opening(total_places=1, shifts=tuple(open_shift(shift, 1) for shift in range(10, 14)))
    twice = [make_applicant(sentence, person_id="ana") for sentence in ("s1", "s2")]

    once = find_candidates(make_instance(make_applicant(), roomy))
    both = find_candidates(make_instance(*twice, roomy))

    assert len(once.option_pair) == 1
    assert len(both.option_pair) == 2 * 6


@pytest.mark.parametrize("rows", [(), (make_applicant(),), (make_opening(),)])
def test_a_round_without_people_or_openings_has_no_candidates(rows):
    found = find_candidates(make_instance(*rows))

    assert len(found.option_pair) == len(found.pair_applicant) == 0
