"""Dates, times and deadlines as people in Peru read them; instants are told by Peru's clock."""

from datetime import date, datetime, time

from registry.extensions.clock import in_peru
from registry.reference.months import NAMES as MONTHS
from registry.views.formats.numbers import MISSING, NBSP, plural
from registry.vocabulary.shifts import WEEKDAYS

SHORT_MONTHS = ("ene.", "feb.", "mar.", "abr.", "may.", "jun.", "jul.", "ago.", "set.", "oct.", "nov.", "dic.")
BUSINESS_DAYS_THAT_NEED_NO_YEAR = 200


def date_text(value: date | None) -> str:
    """Tell a date inside a sentence: «7 set. 2026»."""
    if value is None:
        return MISSING
    day = _day(value)
    return f"{day.day}{NBSP}{SHORT_MONTHS[day.month - 1]}{NBSP}{day.year}"


def date_long(value: date | None) -> str:
    """Tell a date in full: «lunes 7 de setiembre de 2026»."""
    if value is None:
        return MISSING
    day = _day(value)
    return f"{_weekday_and_month(day)} de {day.year}"


def month_text(value: date | None) -> str:
    """Tell the month of a date: «setiembre de 2026»."""
    if value is None:
        return MISSING
    day = _day(value)
    return f"{MONTHS[day.month - 1]} de {day.year}"


def date_table(value: date | None) -> str:
    """Tell a date inside a table: «07/09/2026»."""
    return MISSING if value is None else f"{_day(value):%d/%m/%Y}"


def moment_table(value: datetime | None) -> str:
    """Tell an instant inside a table: «07/09/2026 14:05»."""
    return MISSING if value is None else f"{date_table(value)}{NBSP}{time_office(value)}"


def time_office(value: time | datetime | None) -> str:
    """Tell an hour to the office, which reads 24 hours: «14:05»."""
    if value is None:
        return MISSING
    clock = _clock(value)
    return f"{clock.hour}:{clock.minute:02}"


def time_public(value: time | datetime | None) -> str:
    """Tell an hour to the public and to units: «8:00 a. m.»."""
    if value is None:
        return MISSING
    clock = _clock(value)
    half = "a" if clock.hour < 12 else "p"
    return f"{clock.hour % 12 or 12}:{clock.minute:02}{NBSP}{half}.{NBSP}m."


def deadline(value: date | None, business_days_left: int) -> str:
    """Tell a deadline and what is left of it: «Vence el lunes 14 de setiembre (quedan 5 días hábiles)».

    The caller counts the business days, negative once it has passed. The year
    is told only where weekday and month could be read as another one.
    """
    if value is None:
        return MISSING
    day = _weekday_and_month(value)
    if abs(business_days_left) > BUSINESS_DAYS_THAT_NEED_NO_YEAR:
        day = f"{day} de {value.year}"
    if business_days_left == 0:
        return f"Vence hoy, {day}"
    left = plural(abs(business_days_left), "día hábil", "días hábiles")
    if business_days_left < 0:
        return f"Venció el {day} (hace {left})"
    return f"Vence el {day} ({'queda' if business_days_left == 1 else 'quedan'} {left})"


def _weekday_and_month(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} de {MONTHS[day.month - 1]}"


def _day(value: date) -> date:
    return in_peru(value).date() if isinstance(value, datetime) else value


def _clock(value: time | datetime) -> time:
    return in_peru(value).time() if isinstance(value, datetime) else value
