from datetime import date

import pytest

from registry.reference.months import (
    add_months,
    last_of,
    latest_months,
    month_after,
    month_before,
    month_of,
    months_between,
    parse_month,
)

NOVEMBER, DECEMBER, JANUARY = date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)


def test_a_day_belongs_to_the_month_that_its_first_day_names():
    assert month_of(date(2025, 12, 31)) == DECEMBER
    assert last_of(date(2028, 2, 1)) == date(2028, 2, 29)


def test_months_beside_one_cross_the_year():
    assert month_after(date(2025, 12, 31)) == JANUARY
    assert month_before(date(2026, 1, 31)) == DECEMBER


def test_a_month_later_is_the_last_day_where_the_month_is_short():
    assert add_months(date(2025, 12, 31), 2) == date(2026, 2, 28)
    assert add_months(date(2026, 3, 7), 2) == date(2026, 5, 7)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)


def test_months_between_two_days_are_those_of_both_and_all_within():
    assert months_between(date(2025, 11, 30), date(2026, 1, 1)) == [NOVEMBER, DECEMBER, JANUARY]
    assert months_between(date(2025, 12, 31), DECEMBER) == [DECEMBER]
    assert months_between(JANUARY, date(2025, 12, 31)) == []


def test_the_latest_months_begin_with_that_of_the_day():
    assert latest_months(date(2026, 1, 15), 3) == [JANUARY, DECEMBER, NOVEMBER]


@pytest.mark.parametrize("written", ["", "2026-1", "2026-13", "01-2026", "2026-01-01", "enero"])
def test_what_is_no_month_is_none(written: str):
    assert parse_month(written) is None


def test_a_written_month_is_its_first_day():
    assert parse_month("2026-01") == JANUARY
