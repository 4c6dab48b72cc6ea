"""Months, each told by its first day, and as addresses and documents write them: «2026-09»."""

from calendar import monthrange
from datetime import date, datetime

A_YEAR = 12
NAMES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
SHAPE = "%Y-%m"


def spelled(day: date) -> str:
    """A day as documents write it: «7 de setiembre de 2026»."""
    return f"{day.day} de {NAMES[day.month - 1]} de {day.year}"


def month_of(day: date) -> date:
    """The month that a day is in."""
    return day.replace(day=1)


def last_of(month: date) -> date:
    """Last day of a month."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that is too short."""
    years, month = divmod(day.month - 1 + months, A_YEAR)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, last_of(first).day))


def month_after(day: date) -> date:
    """The month after that of a day."""
    return add_months(month_of(day), 1)


def month_before(day: date) -> date:
    """The month before that of a day."""
    return add_months(month_of(day), -1)


def months_between(first: date, last: date) -> list[date]:
    """The months from that of one day to that of another; none where the other is earlier."""
    count = (last.year - first.year) * A_YEAR + last.month - first.month + 1
    return [add_months(month_of(first), step) for step in range(count)]


def latest_months(day: date, count: int) -> list[date]:
    """The month of a day and those before it, the newest first."""
    return [add_months(month_of(day), -step) for step in range(count)]


def parse_month(text: str) -> date | None:
    """The month that is written; None where none is."""
    try:
        month = datetime.strptime(text, SHAPE).date()
    except ValueError:
        return None
    return month if f"{month:{SHAPE}}" == text else None
