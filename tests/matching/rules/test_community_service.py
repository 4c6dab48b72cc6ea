"""Each rule of community service: it binds, and it leaves alone."""

import pytest

from matching.input.shifts import EVERY_SHIFT
from matching.rules import Change, Refusal, community_service
from tests.matching.factories import (
    NORMS,
    SATURDAY_AM,
    SATURDAY_PM,
    SUNDAY_AM,
    make_applicant,
    make_opening,
    open_shift,
)

MONDAY_AM, MONDAY_PM = 0, 1


def test_a_unit_whose_registration_is_not_in_force_is_refused():
    refusal = community_service.registration(make_applicant(), make_opening(is_active=False), NORMS)

    assert refusal == Refusal("registration", None, None, Change("renew_or_record_exception", 1))


@pytest.mark.parametrize("fields", [{}, {"is_active": False, "is_recorded_exception": True}])
def test_a_unit_in_force_or_recorded_as_an_exception_is_left_alone(fields):
    assert community_service.registration(make_applicant(), make_opening(**fields), NORMS) is None


@pytest.mark.parametrize("is_recorded_exception", [False, True])
def test_a_private_unit_without_a_social_purpose_is_refused_even_as_an_exception(is_recorded_exception):
    opening = make_opening(is_public=False, is_recorded_exception=is_recorded_exception)

    assert community_service.purpose(make_applicant(), opening, NORMS) == Refusal("purpose")


@pytest.mark.parametrize("fields", [{}, {"is_public": False, "has_social_purpose": True}])
def test_a_public_unit_and_a_social_one_are_left_alone(fields):
    assert community_service.purpose(make_applicant(), make_opening(**fields), NORMS) is None


def test_a_unit_that_asks_for_money_is_refused():
    refusal = community_service.free_of_charge(make_applicant(), make_opening(is_free_of_charge=False), NORMS)

    assert refusal == Refusal("free_of_charge", None, None, Change("drop_charge", 1))


def test_a_unit_that_asks_for_nothing_is_left_alone():
    assert community_service.free_of_charge(make_applicant(), make_opening(), NORMS) is None


def test_a_schedule_on_working_days_is_refused_until_a_court_authorises_them():
    opening = make_opening(shifts=(open_shift(MONDAY_AM), open_shift(MONDAY_PM)))

    refusal = community_service.schedule(make_applicant(free_shifts=EVERY_SHIFT), opening, NORMS)

    assert refusal == Refusal("schedule", 0, 600, Change("authorise_weekdays", 2, (MONDAY_AM, MONDAY_PM)))


def test_a_schedule_against_declared_work_is_refused_naming_the_half_day_to_free():
    working_saturday_afternoon = make_applicant(free_shifts=frozenset({SATURDAY_AM, SUNDAY_AM}))

    refusal = community_service.schedule(working_saturday_afternoon, make_opening(), NORMS)

    assert refusal == Refusal("schedule", 300, 600, Change("free_shifts", 1, (SATURDAY_PM,)))


def test_a_schedule_that_needs_an_authorisation_and_free_time_names_both():
    opening = make_opening(shifts=(open_shift(MONDAY_AM), open_shift(SATURDAY_AM)))

    refusal = community_service.schedule(make_applicant(free_shifts=frozenset({MONDAY_AM})), opening, NORMS)

    assert refusal is not None
    assert refusal.change == Change("authorise_and_free_shifts", 2, (MONDAY_AM, SATURDAY_AM))


def test_a_unit_that_opens_too_briefly_is_refused_with_the_minutes_missing():
    refusal = community_service.schedule(make_applicant(), make_opening(shifts=(open_shift(SATURDAY_AM),)), NORMS)

    assert refusal == Refusal("schedule", 300, 600, Change("open_more_minutes", 300))


def test_a_longer_opening_is_counted_from_the_hours_that_the_person_shares():
    saturday_only = make_applicant(free_shifts=frozenset({10}))
    opening = make_opening(shifts=(open_shift(10), open_shift(12, hours=(8, 12))))

    refusal = community_service.schedule(saturday_only, opening, NORMS)

    assert refusal is not None
    assert refusal.change == Change("open_more_minutes", 300)


def test_half_days_that_still_have_places_are_named_before_full_ones():
    opening = make_opening(shifts=(open_shift(10), open_shift(11, places=0), open_shift(12)))

    refusal = community_service.schedule(make_applicant(free_shifts=frozenset({10})), opening, NORMS)

    assert refusal is not None
    assert refusal.change == Change("free_shifts", 1, (12,))


def test_a_court_term_of_more_hours_binds():
    assert community_service.schedule(make_applicant(court_weekly_hours=12), make_opening(), NORMS) is not None


@pytest.mark.parametrize(
    "applicant",
    [
        make_applicant(),
        make_applicant(court_weekly_hours=4),
        make_applicant(free_shifts=EVERY_SHIFT, weekday_authorised=True),
    ],
)
def test_hours_that_fit_are_left_alone(applicant):
    assert community_service.schedule(applicant, make_opening(), NORMS) is None


def test_authorised_working_days_are_left_alone():
    opening = make_opening(shifts=(open_shift(MONDAY_AM), open_shift(MONDAY_PM)))
    applicant = make_applicant(free_shifts=EVERY_SHIFT, weekday_authorised=True)

    assert community_service.schedule(applicant, opening, NORMS) is None
