"""Time served as people read it."""

from fractions import Fraction

import pytest

from registry.views.formats.jornadas import duration, jornadas_text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0 horas"), (60, "1 hora"), (600, "10 horas"), (150, "2 horas 30\u00a0min"), (45, "45\u00a0min")],
)
def test_a_duration_is_told_in_hours_and_minutes(minutes: int, text: str):
    assert duration(minutes) == text


@pytest.mark.parametrize(
    ("jornadas", "text"),
    [
        (Fraction(1), "1 jornada"),
        (Fraction(40), "40 jornadas"),
        (Fraction(3, 2), "1.5 jornadas"),
        (Fraction(13, 20), "0.65 jornadas"),
        (Fraction(5999, 600), "9.99 jornadas"),
        (Fraction(1, 600), "0 jornadas"),
    ],
)
def test_jornadas_are_never_rounded_up(jornadas: Fraction, text: str):
    assert jornadas_text(jornadas) == text
