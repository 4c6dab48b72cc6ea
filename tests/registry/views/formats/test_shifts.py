import pytest

from registry.views.formats.shifts import (
    minutes_range,
    pattern_text,
    shift_label,
    shift_name,
    weekend_days,
    working_days,
)

EIGHT, ONE, TWO, SEVEN = 480, 780, 840, 1140


def test_a_shift_is_a_day_and_a_half():
    assert shift_label(10) == "sáb\u00a0mañana"
    assert shift_label(3) == "mar\u00a0tarde"
    assert shift_name(13) == "domingo, tarde"


def test_minutes_are_told_as_hours():
    assert minutes_range(EIGHT, 1080) == "8:00–18:00"
    assert minutes_range(5, 65) == "0:05–1:05"


@pytest.mark.parametrize(
    ("attendances", "told"),
    [
        ([(10, EIGHT, ONE), (11, TWO, SEVEN)], "sáb\u00a08:00–13:00 y 14:00–19:00"),
        ([(10, EIGHT, ONE), (11, ONE, 1080)], "sáb\u00a08:00–18:00"),
        ([(12, EIGHT, ONE), (10, EIGHT, ONE)], "sáb\u00a08:00–13:00; dom\u00a08:00–13:00"),
        ([], "—"),
        (None, "—"),
    ],
)
def test_a_weekly_pattern_follows_the_week_and_joins_what_touches(attendances, told: str):
    assert pattern_text(attendances) == told


def test_a_pattern_may_come_as_it_is_stored():
    assert pattern_text([[10, EIGHT, ONE]]) == "sáb\u00a08:00–13:00"


def test_the_weekend_stands_apart_from_the_working_days():
    assert [(day.label, day.shifts) for day in weekend_days()] == [("Sábado", (10, 11)), ("Domingo", (12, 13))]
    assert [day.label for day in working_days()] == ["Lunes", "Martes", "Miércoles", "Jueves", "Viernes"]
