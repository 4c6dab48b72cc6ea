"""The fourteen half-day shifts of a week: names, hours and weekly patterns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from registry.reference.hours import clock
from registry.views.formats.numbers import MISSING, NBSP
from registry.vocabulary.shifts import WEEKDAYS, Shift

SHORT_WEEKDAYS = ("lun", "mar", "mié", "jue", "vie", "sáb", "dom")
HALVES = ("mañana", "tarde")


@dataclass(frozen=True, slots=True)
class GridDay:
    """One row of a weekly grid: its day, and the numbers of its morning and afternoon."""

    label: str
    shifts: tuple[int, int]


def shift_label(shift: int) -> str:
    """Tell a shift in a table: 10 as «sáb mañana»."""
    return f"{SHORT_WEEKDAYS[shift // 2]}{NBSP}{HALVES[shift % 2]}"


def shift_name(shift: int) -> str:
    """Tell a shift in full, as the name of a field: 10 as «sábado, mañana»."""
    return f"{WEEKDAYS[shift // 2]}, {HALVES[shift % 2]}"


def minutes_range(start_minute: int, end_minute: int) -> str:
    """Tell a stretch of the day: «8:00–18:00»."""
    return f"{clock(start_minute)}–{clock(end_minute)}"


def pattern_text(attendances: Iterable[Sequence[int]] | None) -> str:
    """Tell a weekly pattern: «sáb 8:00–13:00 y 14:00–19:00; dom 8:00–10:00».

    Each attendance is (shift, start minute, end minute); two that touch are
    told as one stretch.
    """
    ordered = sorted((shift // 2, start, end) for shift, start, end in attendances or ())
    days = [
        f"{SHORT_WEEKDAYS[day]}{NBSP}{' y '.join(_stretches(found))}"
        for day, found in groupby(ordered, key=lambda attendance: attendance[0])
    ]
    return "; ".join(days) or MISSING


def weekend_days() -> list[GridDay]:
    """List the days a person may be called to without an authorisation (art. 34 CP)."""
    return [_grid_day(shift.weekday) for shift in Shift if shift.is_weekend and shift.is_morning]


def working_days() -> list[GridDay]:
    """List Monday to Friday, which need the judge's authorisation."""
    return [_grid_day(shift.weekday) for shift in Shift if not shift.is_weekend and shift.is_morning]


def _grid_day(day: int) -> GridDay:
    return GridDay(WEEKDAYS[day].capitalize(), (2 * day, 2 * day + 1))


def _stretches(attendances: Iterable[tuple[int, int, int]]) -> list[str]:
    joined: list[tuple[int, int]] = []
    for _, start, end in attendances:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [minutes_range(start, end) for start, end in joined]
