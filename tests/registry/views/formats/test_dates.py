from datetime import UTC, date, datetime, time

import pytest

from registry.views.formats.dates import (
    date_long,
    date_table,
    date_text,
    deadline,
    moment_table,
    time_office,
    time_public,
)

MONDAY = date(2026, 9, 14)


def test_september_is_written_as_in_peru():
    assert date_text(date(2026, 9, 7)) == "7\u00a0set.\u00a02026"
    assert date_long(date(2026, 9, 7)) == "lunes 7 de setiembre de 2026"


def test_a_date_in_a_table_has_two_digits_for_day_and_month():
    assert date_table(date(2026, 9, 7)) == "07/09/2026"


def test_an_instant_is_told_by_perus_clock():
    midnight_in_london = datetime(2026, 9, 8, 2, 5, tzinfo=UTC)

    assert moment_table(midnight_in_london) == "07/09/2026\u00a021:05"
    assert date_text(midnight_in_london) == "7\u00a0set.\u00a02026"


@pytest.mark.parametrize(
    ("hour", "told"),
    [
        (time(0, 0), "12:00\u00a0a.\u00a0m."),
        (time(8, 0), "8:00\u00a0a.\u00a0m."),
        (time(12, 0), "12:00\u00a0p.\u00a0m."),
        (time(18, 5), "6:05\u00a0p.\u00a0m."),
    ],
)
def test_the_public_reads_twelve_hours(hour: time, told: str):
    assert time_public(hour) == told


def test_the_office_reads_twenty_four_hours():
    assert time_office(time(14, 5)) == "14:05"
    assert time_office(time(8, 0)) == "8:00"


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (5, "Vence el lunes 14 de setiembre (quedan 5 días hábiles)"),
        (1, "Vence el lunes 14 de setiembre (queda 1 día hábil)"),
        (0, "Vence hoy, lunes 14 de setiembre"),
        (-1, "Venció el lunes 14 de setiembre (hace 1 día hábil)"),
        (-3, "Venció el lunes 14 de setiembre (hace 3 días hábiles)"),
        (250, "Vence el lunes 14 de setiembre de 2026 (quedan 250 días hábiles)"),
    ],
)
def test_a_deadline_tells_the_day_and_what_is_left(left: int, told: str):
    assert deadline(MONDAY, left) == told


@pytest.mark.parametrize("tell", [date_text, date_long, date_table, moment_table, time_office, time_public])
def test_what_is_missing_is_a_dash(tell):
    assert tell(None) == "—"


def test_a_missing_deadline_is_a_dash():
    assert deadline(None, 0) == "—"
