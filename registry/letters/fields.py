"""What one field of a content may hold."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

CLOCK_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Form:
    """A condition on a value of the right type, with its name for the error."""

    expected: str
    holds: Callable[[Any], bool]


def is_text(value: str) -> bool:
    """Tell whether *value* says something and UTF-8 can carry it (half a surrogate pair cannot be)."""
    return bool(value.strip()) and not any("\ud800" <= character <= "\udfff" for character in value)


def is_iso_date(value: str) -> bool:
    """Tell whether *value* is an existing day written ``2026-09-07``."""
    if not ISO_DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_clock_time(value: str) -> bool:
    """Tell whether *value* is a time of day written ``08:00``."""
    return CLOCK_TIME.fullmatch(value) is not None


def is_web_address(value: str) -> bool:
    """Tell whether *value* can stand in a QR code that a phone opens."""
    return value.isascii() and value.startswith(("https://", "http://")) and not re.search(r"\s", value)


def is_month(value: str) -> bool:
    """Tell whether *value* is a month written ``2026-09``."""
    return MONTH.fullmatch(value) is not None


Text = Annotated[str, Form("text", is_text)]
IsoDate = Annotated[str, Form("date as YYYY-MM-DD", is_iso_date)]
ClockTime = Annotated[str, Form("time as HH:MM", is_clock_time)]
WebAddress = Annotated[str, Form("web address", is_web_address)]
YearMonth = Annotated[str, Form("month as YYYY-MM", is_month)]
Amount = Annotated[int, Form("whole number from 0", lambda value: value >= 0)]
Count = Annotated[int, Form("whole number from 1", lambda value: value >= 1)]
Weekday = Annotated[int, Form("weekday from 1 (Monday) to 7", lambda value: 1 <= value <= 7)]
