"""Terms of case files in words: how many business days are left."""

from collections.abc import Callable
from datetime import date

from registry.reference.holidays import business_days_between
from registry.services.procedures.deadlines.settings import closed_days
from registry.views.formats.dates import date_table, deadline
from registry.views.formats.numbers import plural

NO_TERM = "sin plazo"


def days_left(on: date) -> Callable[[date | None], str]:
    """For the rows of a table on a day: «09/09/2026, quedan 2 días hábiles»."""
    closed = closed_days()

    def tell(due_on: date | None) -> str:
        if due_on is None:
            return NO_TERM
        left = business_days_between(on, due_on, closed)
        if due_on == on:
            return f"{date_table(due_on)}, hoy"
        days = plural(abs(left), "día hábil", "días hábiles")
        if due_on < on:
            return f"{date_table(due_on)}, hace {days}"
        return f"{date_table(due_on)}, {'queda' if left == 1 else 'quedan'} {days}"

    return tell


def deadline_told(due_on: date | None, on: date) -> str:
    """A deadline in a sentence, with the business days that are left on a day."""
    return deadline(due_on, business_days_between(on, due_on, closed_days())) if due_on else ""
