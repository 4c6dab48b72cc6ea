"""Why here, why not there, why nowhere."""

import pytest
from hypothesis import HealthCheck, given, settings

from matching.errors import PlanError
from matching.explanation.answers import FREE, TAKEN, WOULD_DISPLACE
from matching.explanation.explainer import Explainer
from matching.explanation.holdings import Held
from matching.explanation.market import Market
from matching.input.applicant import Applicant
from matching.input.opening import Opening
from matching.propose import propose
from tests.matching.factories import CENTRE, make_applicant, make_instance, make_opening, make_town, open_shift
from tests.matching.strategies import crowded, instances

KM_PER_DEGREE = 111.195


def explained(*rows: Applicant | Opening) -> Explainer:
    instance = make_instance(*rows)
    return Explainer.of_plan(instance, propose(instance).plan)


def away(km: float) -> dict[str, float]:
    return {"latitude": CENTRE[0] + km / KM_PER_DEGREE}


def test_a_placed_person_sees_the_score_of_the_place_by_criterion():
    chosen = explained(make_applicant("rosa"), make_opening("library")).explain("rosa").chosen

    assert chosen is not None
    assert chosen.opening_id == "library"
    assert chosen.scores == {
        "skill": 50, "distance": 100, "urgency": 0, "preference": 50, "specific_task": 0, "load": 100, "stability": 100,
        "unit_record": 50,
    }  # fmt: skip
    assert chosen.total == pytest.approx(0.25 * 50 + 0.25 * 100 + 0.1 * 50 + 0.03 * 100 + 0.05 * 100 + 0.02 * 50)


def test_the_next_best_places_come_best_first_with_what_they_lack():
    openings = [make_opening("near"), make_opening("further", **away(5)), make_opening("far", **away(10))]

    alternatives = explained(make_applicant("rosa"), *openings).explain("rosa").alternatives

    assert [one.choice.opening_id for one in alternatives] == ["further", "far"]
    assert [one.difference for one in alternatives] == [pytest.approx(-12.5, abs=0.01), pytest.approx(-18.75, abs=0.01)]
    assert {one.status for one in alternatives} == {FREE}


def test_only_the_best_places_are_told():
    openings = [make_opening(f"o{km}", **away(km)) for km in range(8)]

    assert len(explained(make_applicant("rosa"), *openings).explain("rosa", top=3).alternatives) == 3


def test_a_better_place_held_by_people_with_a_higher_claim_is_taken():
    urgent = [make_applicant(f"urgent-{index}", waiting_days=180, travel_limit_km=1) for index in range(2)]
    near, far = (
        make_opening("near", total_places=2, shifts=(open_shift(10, 2), open_shift(11, 2))),
        make_opening("far", **away(5)),
    )

    (alternative,) = explained(make_applicant("rosa"), *urgent, near, far).explain("rosa").alternatives

    assert (alternative.choice.opening_id, alternative.status, alternative.people_ahead) == ("near", TAKEN, 2)
    assert alternative.difference is not None
    assert alternative.difference > 0
    assert alternative.price.points > 0


def test_a_better_place_held_by_somebody_with_nowhere_else_to_go_would_displace():
    tied_down = make_applicant("tied", travel_limit_km=4, **away(-3))
    near, far = make_opening("near"), make_opening("far", **away(5))

    (alternative,) = explained(make_applicant("rosa"), tied_down, near, far).explain("rosa").alternatives

    assert (alternative.status, alternative.people_ahead) == (WOULD_DISPLACE, 0)


def test_what_has_run_out_is_told_half_day_by_half_day():
    only_then = {"court_weekly_hours": 5, "free_shifts": frozenset({10}), "waiting_days": 180}
    morning = [make_applicant(f"m{index}", **only_then) for index in range(2)]
    opening = make_opening("near", total_places=3, shifts=(open_shift(10, 2), open_shift(11, 3)))

    (alternative,) = explained(make_applicant("rosa"), *morning, opening).explain("rosa").alternatives

    (obstacle,) = alternative.obstacles
    assert (obstacle.shift, obstacle.people_ahead, obstacle.people_behind) == (10, 2, 0)


def test_a_vacancy_full_as_a_whole_is_told_as_one_obstacle():
    rival = make_applicant("ana", waiting_days=180)

    (alternative,) = explained(make_applicant("rosa"), rival, make_opening()).explain("rosa").alternatives

    (obstacle,) = alternative.obstacles
    assert (obstacle.shift, obstacle.people_ahead) == (None, 1)
    assert obstacle.price.persons >= 1


def test_a_refused_place_is_answered_with_its_refusals():
    explainer = explained(make_applicant("rosa", age=18), make_opening("library"), make_opening("bar", minimum_age=21))

    answer = explainer.why_not("rosa", "bar")

    assert [refusal.rule for refusal in answer.refusals] == ["age"]
    assert answer.alternative is None


def test_an_admissible_place_is_answered_with_how_it_stands():
    answer = explained(make_applicant("rosa"), make_opening("near"), make_opening("far", **away(5))).why_not(
        "rosa", "far"
    )

    assert answer.refusals == ()
    assert answer.alternative is not None
    assert answer.alternative.status == FREE


def test_an_outbid_person_sees_who_is_ahead_and_at_what_price():
    explanation = explained(make_applicant("rosa"), make_applicant("ana", waiting_days=180), make_opening()).explain(
        "rosa"
    )

    assert (explanation.chosen, explanation.cause) == (None, "outbid")
    (alternative,) = explanation.alternatives
    assert (alternative.status, alternative.people_ahead, alternative.difference) == (TAKEN, 1, None)
    assert alternative.price.persons >= 1


def test_an_unplaced_person_sees_the_nearest_misses_and_what_would_change_them():
    openings = [
        make_opening("weekday", shifts=(open_shift(0), open_shift(1))),
        make_opening("far-weekday", shifts=(open_shift(0), open_shift(1)), **away(31)),
        make_opening("far", **away(32)),
    ]
    rosa = make_applicant("rosa", free_shifts=frozenset({0, 1, 10, 11}))

    explanation = explained(rosa, *openings).explain("rosa")

    assert [miss.opening_id for miss in explanation.nearest_misses] == ["weekday", "far", "far-weekday"]
    assert {(remedy.change.code, remedy.openings) for remedy in explanation.remedies} == {
        ("authorise_weekdays", 1),
        ("extend_reach_km", 1),
    }
    assert explanation.refused == {"schedule": 2, "reach": 2}


def test_the_cause_is_what_keeps_somebody_from_the_places_that_are_near():
    openings = [make_opening("near", shifts=(open_shift(0), open_shift(1)))]
    openings += [make_opening(f"far-{km}", **away(km)) for km in (31, 40, 50)]
    rosa = make_applicant("rosa", free_shifts=frozenset({10, 11}))

    explanation = explained(rosa, *openings).explain("rosa")

    assert (explanation.cause, explanation.nearest_misses[0].opening_id) == ("schedule", "near")


def test_the_distance_is_the_cause_where_nothing_is_near():
    openings = [make_opening(f"far-{km}", **away(km)) for km in (31, 40, 50)]

    assert explained(make_applicant("rosa"), *openings).explain("rosa").cause == "reach"


def test_a_place_closed_by_a_protection_order_is_never_a_near_miss():
    rosa = make_applicant("rosa", excluded_unit_ids=frozenset({"unit-of-library"}))

    explanation = explained(rosa, make_opening("library")).explain("rosa")

    assert (explanation.cause, explanation.nearest_misses, explanation.remedies) == ("reserved", (), ())


def test_a_place_that_other_rules_gave_is_not_explained():
    instance = make_instance(make_applicant("rosa"), make_opening())
    market = Market.untouched(instance)
    held = Held(0, ((10, 480, 780), (11, 840, 1140)), total=1.0)

    with pytest.raises(PlanError):
        Explainer(Market(instance, market.tariff, {0: held})).explain("rosa")


def test_an_unknown_person_is_refused():
    with pytest.raises(KeyError):
        explained(make_applicant("rosa")).explain("nobody")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(instances(people=6) | crowded(people=6))
def test_everybody_is_explained_and_every_pair_is_answered(instance):
    explainer = Explainer.of_plan(instance, propose(instance).plan)

    for applicant in instance.applicants:
        explanation = explainer.explain(applicant.id)
        assert (explanation.chosen is None) == (explanation.cause is not None)
        for opening in instance.openings:
            answer = explainer.why_not(applicant.id, opening.id)
            assert bool(answer.refusals) != bool(answer.alternative)


def test_in_an_optimal_plan_no_better_place_is_free():
    town = make_town(60, 15)
    explainer = Explainer.of_plan(town, propose(town).plan)

    alternatives = [one for person in town.applicants for one in explainer.explain(person.id).alternatives]

    assert not [one for one in alternatives if one.status == FREE and (one.difference is None or one.difference > 0)]
