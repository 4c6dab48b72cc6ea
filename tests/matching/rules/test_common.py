"""Each rule of every placement: it binds, and it leaves alone."""

import pytest

from matching.input.applicant import Zone
from matching.instance import Norms
from matching.rules import Change, Refusal, common
from tests.matching.factories import (
    CENTRE,
    NORMS,
    SATURDAY_AM,
    SATURDAY_PM,
    SUNDAY_AM,
    make_applicant,
    make_opening,
    open_shift,
)

KM_PER_DEGREE = 111.195


def north(km: float) -> float:
    """Give the latitude *km* north of the library."""
    return CENTRE[0] + km / KM_PER_DEGREE


def test_a_pinned_person_is_refused_everywhere_else():
    refusal = common.pinned(make_applicant(pinned_opening_id="museum"), make_opening("library"), NORMS)

    assert refusal == Refusal("pinned", "library", "museum", Change("unpin", 1))


@pytest.mark.parametrize("pinned", [None, "library"])
def test_a_pin_leaves_its_own_place_and_the_unpinned_alone(pinned):
    assert common.pinned(make_applicant(pinned_opening_id=pinned), make_opening("library"), NORMS) is None


def test_an_excluded_place_is_refused():
    refusal = common.excluded(make_applicant(excluded_opening_ids=frozenset({"library"})), make_opening(), NORMS)

    assert refusal == Refusal("excluded", "library", None, Change("lift_exclusion", 1))


def test_an_exclusion_leaves_other_places_alone():
    applicant = make_applicant(excluded_opening_ids=frozenset({"museum"}))

    assert common.excluded(applicant, make_opening("library"), NORMS) is None


@pytest.mark.parametrize(
    ("terms", "value", "requirement"),
    [
        ({"court_opening_ids": frozenset({"museum"})}, "library", "museum"),
        ({"court_unit_ids": frozenset({"ugel"})}, "unit-of-library", "ugel"),
        ({"court_unit_ids": frozenset()}, "unit-of-library", ""),
    ],
)
def test_a_place_that_the_court_did_not_impose_is_refused(terms, value, requirement):
    refusal = common.court_place(make_applicant(**terms), make_opening("library"), NORMS)

    assert refusal == Refusal("court_place", value, requirement, Change("court_order", 1))


@pytest.mark.parametrize(
    "terms",
    [{}, {"court_opening_ids": frozenset({"library"})}, {"court_unit_ids": frozenset({"unit-of-library", "ugel"})}],
)
def test_the_imposed_place_is_left_alone(terms):
    assert common.court_place(make_applicant(**terms), make_opening("library"), NORMS) is None


def test_a_vacancy_outside_the_imposed_programme_is_refused():
    refusal = common.court_programme(make_applicant(court_programme="focos"), make_opening(programme=None), NORMS)

    assert refusal == Refusal("court_programme", None, "focos", Change("court_order", 1))


def test_a_programme_that_nobody_imposed_is_refused():
    refusal = common.court_programme(make_applicant(), make_opening(programme="focos"), NORMS)

    assert refusal == Refusal("court_programme", "focos", None, Change("court_order", 1))


@pytest.mark.parametrize("programme", [None, "focos"])
def test_the_imposed_programme_and_plain_service_are_left_alone(programme):
    applicant, opening = make_applicant(court_programme=programme), make_opening(programme=programme)

    assert common.court_programme(applicant, opening, NORMS) is None


def test_a_place_inside_a_protected_zone_is_refused_without_telling_where_the_zone_is():
    applicant = make_applicant(exclusion_zones=(Zone(north(0.9), CENTRE[1], radius_km=1),))

    assert common.reserved(applicant, make_opening(), NORMS) == Refusal("reserved", None, None, None)


def test_a_protected_persons_workplace_is_refused_without_saying_why():
    applicant = make_applicant(excluded_unit_ids=frozenset({"unit-of-library"}))

    assert common.reserved(applicant, make_opening("library"), NORMS) == Refusal("reserved", None, None, None)


def test_a_place_outside_the_protected_zone_is_left_alone():
    applicant = make_applicant(exclusion_zones=(Zone(north(1.1), CENTRE[1], radius_km=1),))

    assert common.reserved(applicant, make_opening(), NORMS) is None


def test_a_barred_person_is_refused_a_post_among_students():
    refusal = common.education(make_applicant(barred_from_education=True), make_opening(is_educational=True), NORMS)

    assert refusal == Refusal("education")


@pytest.mark.parametrize(("barred", "school"), [(True, False), (False, True)])
def test_schools_take_the_others_and_other_places_take_the_barred(barred, school):
    applicant, opening = make_applicant(barred_from_education=barred), make_opening(is_educational=school)

    assert common.education(applicant, opening, NORMS) is None


def test_work_that_demands_what_the_person_cannot_do_is_refused():
    applicant = make_applicant(unable=frozenset({"heights", "heavy_lifting", "driving"}))
    opening = make_opening(demands=frozenset({"heights", "heavy_lifting", "standing"}))

    refusal = common.abilities(applicant, opening, NORMS)

    assert refusal == Refusal("abilities", "heavy_lifting heights", None, Change("drop_demands", 2))


def test_limits_that_the_work_does_not_touch_are_left_alone():
    applicant = make_applicant(unable=frozenset({"heights"}))

    assert common.abilities(applicant, make_opening(demands=frozenset({"standing"})), NORMS) is None


def test_a_person_younger_than_the_vacancy_asks_is_refused():
    refusal = common.age(make_applicant(age=19), make_opening(minimum_age=21), NORMS)

    assert refusal == Refusal("age", 19, 21, Change("lower_minimum_age", 2))


@pytest.mark.parametrize("minimum", [None, 21])
def test_a_person_old_enough_is_left_alone(minimum):
    assert common.age(make_applicant(age=21), make_opening(minimum_age=minimum), NORMS) is None


def test_a_place_beyond_the_offices_limit_is_refused_with_the_kilometres_missing():
    refusal = common.reach(make_applicant(latitude=north(30.5)), make_opening(), NORMS)

    assert refusal is not None
    assert refusal.change is not None
    assert refusal.requirement == 30
    assert refusal.value == pytest.approx(30.5, abs=0.01)
    assert refusal.change.code == "extend_reach_km"
    assert refusal.change.amount == pytest.approx(0.5, abs=0.01)


def test_a_persons_own_travel_limit_comes_before_the_offices():
    near_but_too_far = make_applicant(latitude=north(5), travel_limit_km=4)

    assert common.reach(near_but_too_far, make_opening(), NORMS) is not None


@pytest.mark.parametrize("norms", [NORMS, Norms(weekly_hours=10)])
def test_a_place_within_reach_is_left_alone(norms):
    assert common.reach(make_applicant(latitude=north(29.5)), make_opening(), norms) is None


def test_nothing_is_out_of_reach_where_nobody_set_a_limit():
    assert common.reach(make_applicant(latitude=north(900)), make_opening(), Norms(weekly_hours=10)) is None


def test_a_full_vacancy_is_refused():
    refusal = common.places(make_applicant(), make_opening(total_places=0), NORMS)

    assert refusal == Refusal("places", 0, 1, Change("add_places", 1))


def test_a_vacancy_full_at_the_only_hours_that_fit_is_refused_naming_them():
    opening = make_opening(total_places=2, shifts=(open_shift(SATURDAY_AM, 2), open_shift(SATURDAY_PM, 0)))

    refusal = common.places(make_applicant(), opening, NORMS)

    assert refusal == Refusal("places", 0, 1, Change("add_places", 1, (SATURDAY_PM,)))


def test_a_full_half_day_with_another_way_to_ten_hours_is_left_alone():
    shifts = (open_shift(SATURDAY_AM), open_shift(SATURDAY_PM, 0), open_shift(SUNDAY_AM))

    assert common.places(make_applicant(), make_opening(shifts=shifts), NORMS) is None


def test_hours_that_never_fitted_are_not_blamed_on_full_places():
    opening = make_opening(shifts=(open_shift(SATURDAY_AM, 0),))

    assert common.places(make_applicant(), opening, NORMS) is None
