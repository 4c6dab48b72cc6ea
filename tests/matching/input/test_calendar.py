"""The days ahead of a round."""

from datetime import date

import pytest

from matching.errors import InstanceError
from matching.input.calendar import Calendar
from matching.input.patterns import Attendance

MONDAY = date(2026, 9, 7)
SATURDAYS = (Attendance(10, 480, 780), Attendance(11, 840, 1140))


def test_a_saturday_pattern_serves_ten_hours_every_saturday():
    assert Calendar(MONDAY).possible_minutes(SATURDAYS, 14) == 1200


def test_service_begins_the_day_after_the_round():
    assert Calendar(date(2026, 9, 12)).possible_minutes(SATURDAYS, 6) == 0


@pytest.mark.parametrize("days", [0, -3])
def test_no_days_serve_nothing(days):
    assert Calendar(MONDAY).possible_minutes(SATURDAYS, days) == 0


def test_a_decreed_day_serves_nothing():
    assert Calendar(MONDAY, closed_days=(date(2026, 9, 12),)).possible_minutes(SATURDAYS, 14) == 600


def test_a_holiday_is_possible_but_not_likely():
    calendar = Calendar(MONDAY, holidays=(date(2026, 9, 12),))

    assert calendar.possible_minutes(SATURDAYS, 5) == 600
    assert calendar.expected_end(SATURDAYS, 600) == date(2026, 9, 19)


def test_expected_absences_move_the_end():
    assert Calendar(MONDAY, absence_rate=0.5).expected_end(SATURDAYS, 600) == date(2026, 9, 19)


def test_an_end_beyond_the_horizon_is_not_known():
    assert Calendar(MONDAY).expected_end(SATURDAYS, 600 * 1000) is None


def test_days_before_the_round_and_beyond_the_horizon_do_not_matter():
    calendar = Calendar(MONDAY, closed_days=(date(2020, 1, 4), date(2090, 1, 7)))

    assert calendar.possible_minutes(SATURDAYS, 14) == 1200


@pytest.mark.parametrize("rate", [-0.1, 1.0])
def test_a_rate_of_absences_is_a_share(rate):
    with pytest.raises(InstanceError, match="absence_rate"):
        Calendar(MONDAY, absence_rate=rate)
