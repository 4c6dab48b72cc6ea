"""Each criterion from 0 to 100, and their weighted sum."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings

from matching import scoring
from matching.grid import Grid
from matching.input.applicant import Applicant
from matching.input.opening import Opening
from matching.instance import Weights, presets
from matching.problem import Floats
from tests.matching.factories import CENTRE, NORMS, make_applicant, make_opening
from tests.matching.strategies import instances

KM_PER_DEGREE = 111.195


def of_pair(criterion: Callable[[Grid], Floats], applicant: Applicant, opening: Opening) -> float:
    return float(np.broadcast_to(criterion(Grid([applicant], [opening], NORMS)), (1, 1))[0, 0])


@pytest.mark.parametrize(
    ("held", "wanted", "score"),
    [
        ({"paint", "weld"}, {"paint", "weld"}, 100),
        ({"paint"}, {"paint", "weld"}, 50),
        (set(), {"paint"}, 0),
        ({"paint"}, set(), 50),
    ],
)
def test_skill_is_the_share_of_the_wanted_skills_held(held, wanted, score):
    applicant, opening = make_applicant(skills=frozenset(held)), make_opening(skills=frozenset(wanted))

    assert of_pair(scoring.skill_score, applicant, opening) == score


@pytest.mark.parametrize(("occupation", "score"), [("gardening", 100), ("weld", 100), ("nursing", 0), (None, 0)])
def test_an_occupation_counts_as_a_skill_and_fits_its_own_task(occupation, score):
    opening = make_opening(task="gardening", skills=frozenset({"weld"}))

    assert of_pair(scoring.skill_score, make_applicant(occupation=occupation), opening) == score


@pytest.mark.parametrize(("km", "score"), [(0, 100), (5, 50), (10, 25)])
def test_distance_halves_every_five_kilometres(km, score):
    away = make_applicant(latitude=CENTRE[0] + km / KM_PER_DEGREE)

    assert of_pair(scoring.distance_score, away, make_opening()) == pytest.approx(score, abs=0.01)


@pytest.mark.parametrize(
    ("waiting_days", "days_to_prescription", "jornadas", "score"),
    [
        (0, None, 30, 0),
        (90, None, 30, 50),
        (900, None, 30, 100),
        (0, 7 * 30, 30, 100),
        (0, 7 * 30 + 73, 30, 80),
        (0, -5, 30, 100),
        (0, 3000, 30, 0),
        (90, 3000, 30, 50),
    ],
)
def test_urgency_is_the_wait_or_the_prescription_whatever_presses_more(
    waiting_days, days_to_prescription, jornadas, score
):
    applicant = make_applicant(waiting_days=waiting_days, days_to_prescription=days_to_prescription, jornadas=jornadas)

    assert of_pair(scoring.urgency_score, applicant, make_opening()) == pytest.approx(score)


@pytest.mark.parametrize(
    ("view", "score"),
    [
        ({}, 50),
        ({"preferred_unit_ids": frozenset({"unit-of-library"})}, 100),
        ({"preferred_tasks": frozenset({"shelving"})}, 100),
        ({"objected_unit_ids": frozenset({"unit-of-library"})}, 0),
        ({"preferred_unit_ids": frozenset({"unit-of-library"}), "objected_tasks": frozenset({"shelving"})}, 0),
    ],
)
def test_preference_is_the_persons_own_view_and_an_objection_prevails(view, score):
    assert of_pair(scoring.preference_score, make_applicant(**view), make_opening("library")) == score


@pytest.mark.parametrize(("specific", "score"), [(True, 100), (False, 0)])
def test_a_specific_task_scores(specific, score):
    opening = make_opening(duties_are_specific=specific)

    assert of_pair(scoring.specific_task_score, make_applicant(), opening) == score


@pytest.mark.parametrize(("load", "capacity", "score"), [(0, 4, 100), (1, 4, 75), (4, 4, 0), (6, 4, 0), (0, 0, 0)])
def test_load_is_the_share_of_the_vacancy_still_empty(load, capacity, score):
    assert of_pair(scoring.load_score, make_applicant(), make_opening(load=load, capacity_total=capacity)) == score


@pytest.mark.parametrize(("current", "score"), [(None, 100), ("library", 100), ("museum", 0)])
def test_stability_is_staying(current, score):
    applicant = make_applicant(current_opening_id=current)

    assert of_pair(scoring.stability_score, applicant, make_opening("library")) == score


@pytest.mark.parametrize(("record", "score"), [(None, 50), (0, 0), (87.5, 87.5), (100, 100)])
def test_a_units_record_counts_as_it_is_known_and_in_the_middle_where_it_is_not(record, score):
    opening = make_opening(unit_record=record)

    assert of_pair(scoring.unit_record_score, make_applicant(), opening) == score


def test_the_total_weighs_each_criterion():
    only_skill = Weights(skill=100, distance=0, urgency=0, preference=0, specific_task=0, load=0, stability=0)
    scores = np.array([80.0, 1, 2, 3, 4, 5, 6, 7])

    assert scoring.total(scores, only_skill) == 80


def test_every_weight_has_its_criterion():
    assert list(scoring.criteria()) == list(Weights.__dataclass_fields__)


@settings(max_examples=50, deadline=None)
@given(instances())
def test_scores_and_totals_stay_between_0_and_100_in_hundredths(instance):
    grid = Grid(instance.applicants, instance.openings, instance.norms)
    rows, columns = np.indices(grid.shape, dtype=np.int32).reshape(2, -1)

    scores = scoring.score(grid, rows, columns)

    for numbers in (scores, scoring.total(scores, instance.weights)):
        assert ((numbers >= 0) & (numbers <= 100)).all()
        assert np.allclose(numbers * 100, np.rint(numbers * 100), atol=1e-6)


def test_placing_somebody_urgent_counts_more_and_never_more_than_two_others():
    urgent, calm = make_applicant(waiting_days=400), make_applicant(waiting_days=0)

    weights = [scoring.placed_weight(urgent, preset) for preset in presets().values()]

    assert all(100 < weight <= 200 for weight in weights)
    assert {scoring.placed_weight(calm, preset) for preset in presets().values()} == {100}


def test_a_pinned_person_outweighs_everybody_who_could_take_the_place():
    pinned = make_applicant(pinned_opening_id="library")

    assert scoring.placed_weight(pinned, presets()["balanced"]) > 15 * 200
