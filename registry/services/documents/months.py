"""Months as documents and addresses write them: «2026-09»."""

from datetime import date, datetime


def parse_month(text: str) -> date | None:
    """First day of the month that is written; None where none is."""
    try:
        month = datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return None
    return month if f"{month:%Y-%m}" == text else None


def month_after(month: date) -> date:
    """First day of the month after one."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months_between(first: date, last: date) -> list[date]:
    """First days of the months from that of one day to that of another."""
    months = []
    month = first.replace(day=1)
    while month <= last:
        months.append(month)
        month = month_after(month)
    return months


def month_before(day: date) -> date:
    """First day of the month before that of a day."""
    return (day.replace(day=1) - date.resolution).replace(day=1)
