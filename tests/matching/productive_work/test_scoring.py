"""Every criterion of productive work at its ends and between, and what they come to."""

from dataclasses import replace

import pytest

from matching.input.worker import Experience
from matching.productive_work import scoring
from matching.productive_work.round import work_presets
from matching.productive_work.scoring import PINNED_WEIGHT, placed_weight, weighed, work_criteria, work_scores
from tests.matching.workers import NORMS, make_activity, make_post, make_worker

BALANCED = work_presets()["balanced"]


@pytest.mark.parametrize(("applied", "score"), [(("joiner",), 100), (("a", "joiner"), 50), (("a", "b", "joiner"), 25)])
def test_each_further_choice_counts_half_as_much(applied, score):
    assert scoring.preference_score(make_worker("juan", *applied), make_post()) == score


@pytest.mark.parametrize(("wanted", "score"), [((), 50), (("saw",), 100), (("saw", "glue"), 50), (("glue",), 0)])
def test_skill_is_the_share_of_what_is_wanted(wanted, score):
    worker = make_worker("juan", skills=frozenset({"saw", "weld"}))

    assert scoring.skill_score(worker, make_post(skills=frozenset(wanted))) == score


@pytest.mark.parametrize(("months", "score"), [(0, 0), (6, 25), (24, 100), (90, 100)])
def test_experience_counts_in_the_trade_alone(months, score):
    worker = make_worker("juan", experience=(Experience("joinery", months), Experience("baking", 60)))

    assert scoring.experience_score(worker, make_post()) == score


@pytest.mark.parametrize(("hours", "score"), [(0, 0), (50, 25), (200, 100), (900, 100)])
def test_training_counts_until_it_is_plenty(hours, score):
    assert scoring.training_score(make_worker(), make_post(make_activity(training_hours=hours))) == score


@pytest.mark.parametrize(
    ("criterion", "fields"),
    [
        (scoring.first_timer_score, {"is_first_timer": True}),
        (scoring.youth_score, {"age": 29}),
        (scoring.cetpro_score, {"is_cetpro_graduate": True}),
        (scoring.waiting_score, {"waiting_days": 180}),
    ],
)
def test_a_priority_counts_whole_or_not_at_all(criterion, fields):
    assert criterion(make_worker(**fields), NORMS) == 100
    assert criterion(make_worker(), NORMS) == 0


def test_half_the_wait_counts_half():
    assert scoring.waiting_score(make_worker(waiting_days=90), NORMS) == 50


@pytest.mark.parametrize("weights", work_presets().values())
def test_the_best_worker_at_the_best_post_lacks_only_the_balance(weights):
    assert weighed((100.0,) * len(work_criteria()), weights) == pytest.approx(100 - weights.balance)


def test_neither_sex_nor_stage_nor_pavilion_weighs():
    worker = make_worker("juan", "joiner")
    other = replace(worker, sex="f", stage="maximum", regime="special", pavilion="9")

    assert work_scores(worker, make_post(), NORMS) == work_scores(other, make_post(), NORMS)
    assert placed_weight(worker, NORMS, BALANCED) == placed_weight(other, NORMS, BALANCED) == 100


def test_every_priority_makes_at_most_two_of_one():
    first = make_worker(is_first_timer=True, is_cetpro_graduate=True, age=20, waiting_days=999)

    assert placed_weight(first, NORMS, BALANCED) == 100 + 8 + 6 + 6 + 5
    assert placed_weight(replace(first, pinned_vacancy_id="joiner"), NORMS, BALANCED) == PINNED_WEIGHT
