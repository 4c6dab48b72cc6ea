"""Business days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.reference.holidays import (
    add_business_days,
    business_days_between,
    decreed_days,
    is_business_day,
    is_holiday,
)

DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 4, 2),  # Maundy Thursday
        date(2026, 4, 3),  # Good Friday
        date(2026, 7, 28),
        date(2026, 7, 29),
        date(2024, 6, 7),  # added in 2023
        date(2025, 7, 23),  # added in 2023
        date(2022, 12, 9),  # added in 2021
    ],
)
def test_national_holidays_are_not_business_days(day):
    assert is_holiday(day)
    assert not is_business_day(day)


@pytest.mark.parametrize("day", [date(2022, 6, 7), date(2022, 7, 22), date(2026, 7, 27)])
def test_ordinary_weekdays_are_business_days(day):
    assert is_business_day(day)


def test_a_weekend_is_not_a_business_day():
    assert not is_business_day(date(2026, 7, 25))
    assert not is_business_day(date(2026, 7, 26))


def test_a_decreed_day_is_closed_though_no_holiday():
    assert not is_holiday(date(2026, 1, 2))
    assert not is_business_day(date(2026, 1, 2))


def test_the_caller_adds_further_closed_days():
    monday = date(2026, 7, 27)

    assert not is_business_day(monday, also_closed=frozenset({monday}))
    assert add_business_days(date(2026, 7, 24), 1, also_closed={monday}) == date(2026, 7, 30)


def test_a_term_leaps_over_easter():
    assert add_business_days(date(2026, 4, 1), 1) == date(2026, 4, 6)


def test_a_term_leaps_over_independence_days_and_the_weekend():
    assert add_business_days(date(2026, 7, 24), 2) == date(2026, 7, 30)


def test_ten_business_days_from_an_ordinary_monday_are_two_weeks():
    assert add_business_days(date(2026, 9, 7), 10) == date(2026, 9, 21)


def test_a_term_of_nothing_ends_on_its_first_day():
    assert add_business_days(date(2026, 7, 28), 0) == date(2026, 7, 28)


def test_a_negative_term_is_refused():
    with pytest.raises(ValueError, match="-1"):
        add_business_days(date(2026, 7, 28), -1)


def test_days_left_are_counted_without_the_first_and_with_the_last():
    assert business_days_between(date(2026, 7, 24), date(2026, 7, 30)) == 2


def test_days_overdue_are_negative():
    assert business_days_between(date(2026, 7, 30), date(2026, 7, 24)) == -2


@given(start=DAYS, count=st.integers(1, 40))
def test_a_term_ends_on_a_business_day_as_far_as_it_says(start, count):
    end = add_business_days(start, count)

    assert is_business_day(end)
    assert business_days_between(start, end) == count


def test_decreed_days_are_in_order_no_holidays_and_name_their_decree():
    days = [decreed.day for decreed in decreed_days()]

    assert days == sorted(set(days))
    assert not any(is_holiday(day) for day in days)
    assert all(decreed.decree.endswith("-PCM") for decreed in decreed_days())


def test_no_decreed_day_falls_on_a_sunday():
    assert all((decreed.day + timedelta(days=1)).weekday() for decreed in decreed_days())
