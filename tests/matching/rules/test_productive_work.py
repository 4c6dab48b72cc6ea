"""Each rule of productive work about the way to a post: it binds, and it leaves alone."""

from dataclasses import replace

import pytest

from matching.input.worker import PROFESSIONS, Application
from matching.rules import productive_work as rules
from matching.rules.productive_work import WORK_RULES, work_refusals
from matching.rules.refusal import Change, Refusal
from tests.matching.workers import (
    MONDAY_AM,
    NORMS,
    SUNDAY_AM,
    make_activity,
    make_post,
    make_worker,
    make_workshop,
)

ALL_FOUR = frozenset(PROFESSIONS)
JUAN = make_worker("juan", "joiner")


def test_an_approved_applicant_meets_no_refusal():
    assert work_refusals(JUAN, make_post(), NORMS) == ()


def test_every_rule_has_a_code_and_a_norm_of_its_own():
    assert len({rule.code for rule in WORK_RULES}) == len(WORK_RULES) == 22
    assert all(rule.norm and rule.check.__name__ == rule.code for rule in WORK_RULES)


def test_a_vacancy_not_published_inside_is_refused():
    refusal = rules.published(JUAN, make_post(is_published=False), NORMS)

    assert refusal == Refusal("published", "joiner", None, Change("publish", 1))


def test_a_published_vacancy_is_left_alone():
    assert rules.published(JUAN, make_post(), NORMS) is None


def test_an_activity_whose_agreement_is_not_in_force_is_refused():
    refusal = rules.agreement(JUAN, make_post(make_activity(agreement_in_force=False)), NORMS)

    assert refusal == Refusal("agreement", "chairs", None, Change("renew_agreement", 1))


def test_an_agreement_in_force_is_left_alone():
    assert rules.agreement(JUAN, make_post(), NORMS) is None


def test_work_in_cells_or_corridors_is_refused():
    refusal = rules.place_of_work(JUAN, make_post(make_workshop(is_cell_or_corridor=True)), NORMS)

    assert refusal == Refusal("place_of_work", "carpentry", None, Change("move_to_workshop", 1))


def test_workshops_and_work_outside_any_are_left_alone():
    outdoors = replace(make_post(), workshop=None)

    assert [rules.place_of_work(JUAN, post, NORMS) for post in (make_post(), outdoors)] == [None, None]


def test_sundays_are_refused_until_the_council_authorises_them():
    refusal = rules.sundays(JUAN, make_post(shifts=frozenset({MONDAY_AM, SUNDAY_AM})), NORMS)

    assert refusal == Refusal("sundays", 1, 0, Change("authorise_sundays", 1, (SUNDAY_AM,)))


@pytest.mark.parametrize("fields", [{}, {"shifts": frozenset({SUNDAY_AM}), "sundays_authorised": True}])
def test_working_days_and_authorised_sundays_are_left_alone(fields):
    assert rules.sundays(JUAN, make_post(**fields), NORMS) is None


def test_an_activity_that_would_meet_one_kept_apart_is_refused():
    refusal = rules.meeting(JUAN, make_post(meets=("bread", "shoes")), NORMS)

    assert refusal == Refusal("meeting", "bread shoes", None, Change("separate_activities", 2))


def test_an_activity_that_meets_none_kept_apart_is_left_alone():
    assert rules.meeting(JUAN, make_post(), NORMS) is None


def test_who_has_not_applied_is_refused():
    assert rules.application(make_worker("pedro", "painter"), make_post(), NORMS) == Refusal(
        "application", "joiner", None, Change("apply", 1)
    )


def test_who_has_applied_is_left_alone():
    assert rules.application(JUAN, make_post(), NORMS) is None


def test_who_awaits_trial_and_has_not_agreed_in_writing_is_refused():
    refusal = rules.free_will(replace(JUAN, awaits_trial=True), make_post(), NORMS)

    assert refusal == Refusal("free_will", None, None, Change("agree_in_writing", 1))


@pytest.mark.parametrize("fields", [{}, {"awaits_trial": True, "agreed_in_writing": True}])
def test_the_sentenced_and_who_agreed_in_writing_are_left_alone(fields):
    assert rules.free_will(replace(JUAN, **fields), make_post(), NORMS) is None


@pytest.mark.parametrize("missing", PROFESSIONS)
def test_each_missing_approval_is_refused_by_name(missing):
    applied = Application("joiner", ALL_FOUR - {missing})

    refusal = rules.evaluations(replace(JUAN, applications=(applied,)), make_post(), NORMS)

    assert refusal == Refusal("evaluations", missing, 4, Change("evaluate", 1))


def test_a_disapproval_is_refused_and_no_asking_would_change_it():
    applied = Application("joiner", ALL_FOUR - {"health", "social"}, frozenset({"health"}))

    refusal = rules.evaluations(replace(JUAN, applications=(applied,)), make_post(), NORMS)

    assert refusal == Refusal("evaluations", "health", 4)


def test_four_approvals_are_left_alone_and_so_is_who_never_applied():
    workers = (JUAN, make_worker("pedro"))

    assert [rules.evaluations(worker, make_post(), NORMS) for worker in workers] == [None, None]


def test_who_is_pinned_elsewhere_is_refused():
    refusal = rules.pinned(replace(JUAN, pinned_vacancy_id="baker"), make_post(), NORMS)

    assert refusal == Refusal("pinned", "joiner", "baker", Change("unpin", 1))


@pytest.mark.parametrize("pin", [None, "joiner"])
def test_who_is_pinned_here_or_nowhere_is_left_alone(pin):
    assert rules.pinned(replace(JUAN, pinned_vacancy_id=pin), make_post(), NORMS) is None


def test_a_vacancy_that_an_officer_ruled_out_is_refused():
    refusal = rules.excluded(replace(JUAN, excluded_vacancy_ids=frozenset({"joiner"})), make_post(), NORMS)

    assert refusal == Refusal("excluded", "joiner", None, Change("lift_exclusion", 1))


def test_a_vacancy_that_nobody_ruled_out_is_left_alone():
    assert rules.excluded(replace(JUAN, excluded_vacancy_ids=frozenset({"baker"})), make_post(), NORMS) is None


def test_work_that_the_law_closes_is_refused_without_saying_why():
    outside = make_post(make_activity(closed_to=frozenset({"external_work"})))

    refusal = rules.legal_exclusion(replace(JUAN, exclusions=frozenset({"external_work"})), outside, NORMS)

    assert refusal == Refusal("legal_exclusion")


def test_an_exclusion_from_other_work_is_left_alone():
    assert rules.legal_exclusion(replace(JUAN, exclusions=frozenset({"external_work"})), make_post(), NORMS) is None


def test_who_may_hold_no_account_is_refused_where_one_is_needed():
    refusal = rules.account(replace(JUAN, may_hold_account=False), make_post(make_activity(needs_account=True)), NORMS)

    assert refusal == Refusal("account")


@pytest.mark.parametrize(("holds", "needs"), [(True, True), (False, False)])
def test_accounts_are_left_alone_where_held_or_not_needed(holds, needs):
    post = make_post(make_activity(needs_account=needs))

    assert rules.account(replace(JUAN, may_hold_account=holds), post, NORMS) is None


def test_every_refusal_is_told_in_the_order_of_the_table():
    refused = work_refusals(
        replace(make_worker("pedro"), awaits_trial=True), make_post(is_published=False, places=0), NORMS
    )

    assert [refusal.rule for refusal in refused] == ["published", "application", "free_will", "room"]
