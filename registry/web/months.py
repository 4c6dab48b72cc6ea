"""Months in addresses: «2026-09» names the first day of September."""

from datetime import date
from typing import Any

from flask import Flask
from werkzeug.routing import BaseConverter, ValidationError

SHAPE = "%Y-%m"
FIRST_YEAR, LAST_YEAR = 2000, 2100


class MonthConverter(BaseConverter):
    """A month; an address with any other text is one that does not exist."""

    regex = r"[0-9]{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        """First day of the month."""
        year, month = (int(part) for part in value.split("-"))
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError
        return date(year, month, 1)

    def to_url(self, value: Any) -> str:
        """«2026-09», of a day of the month or of the month as addresses write it."""
        return value if isinstance(value, str) else f"{value:{SHAPE}}"


def register(app: Flask) -> None:
    """Let addresses carry months."""
    app.url_map.converters["month"] = MonthConverter
