"""The table of contents of the rules."""

import numpy as np
from hypothesis import given, settings

from matching.grid import Grid
from matching.rules import RULES, refusals, refused_masks
from tests.matching.factories import NORMS, make_applicant, make_opening
from tests.matching.strategies import crowded, instances


def test_every_rule_has_its_own_code_and_names_its_norm():
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(rule.norm for rule in RULES)


def test_an_ordinary_pair_is_refused_by_no_rule():
    assert refusals(make_applicant(), make_opening(), NORMS) == ()


def test_all_refusals_of_a_pair_are_told_at_once():
    opening = make_opening(is_active=False, is_public=False, minimum_age=60)

    assert [refusal.rule for refusal in refusals(make_applicant(), opening, NORMS)] == [
        "registration",
        "purpose",
        "age",
    ]


@settings(max_examples=50, deadline=None)
@given(instances() | crowded())
def test_each_rule_says_of_a_whole_grid_what_it_says_of_each_pair(instance):
    masks = refused_masks(Grid(instance.applicants, instance.openings, instance.norms))

    one_by_one = [
        [[rule.check(a, o, instance.norms) is not None for o in instance.openings] for a in instance.applicants]
        for rule in RULES
    ]

    assert np.array_equal(masks, np.array(one_by_one, dtype=bool).reshape(masks.shape))


@settings(max_examples=50, deadline=None)
@given(instances() | crowded())
def test_a_refusal_carries_the_code_of_the_rule_that_made_it(instance):
    for applicant in instance.applicants:
        for opening in instance.openings:
            for rule in RULES:
                refusal = rule.check(applicant, opening, instance.norms)
                assert refusal is None or refusal.rule == rule.code
