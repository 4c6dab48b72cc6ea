"""Time served, in hours and in jornadas."""

from fractions import Fraction

from registry.reference.hours import MINUTES
from registry.views.formats.numbers import NBSP, number, plural


def duration(minutes: int) -> str:
    """Tell how long: «10 horas», «2 horas 30 min», «45 min»."""
    hours, rest = divmod(minutes, MINUTES)
    parts = [plural(hours, "hora", "horas")] if hours or not rest else []
    return " ".join([*parts, f"{rest}{NBSP}min"] if rest else parts)


def jornadas_text(jornadas: Fraction) -> str:
    """Tell jornadas, at most two decimals: «1 jornada», «1.5 jornadas»; never more than were served."""
    hundredths = Fraction(int(jornadas * 100), 100)
    if hundredths.denominator == 1:
        return plural(int(hundredths), "jornada", "jornadas")
    decimals = 1 if (hundredths * 10).denominator == 1 else 2
    return f"{number(float(hundredths), decimals)} jornadas"
