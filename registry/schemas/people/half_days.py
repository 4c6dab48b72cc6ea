"""Half days of the week: ticked in a form, written in words in a sheet."""

import re
from typing import Any

from marshmallow import fields

from registry.reference.hours import minute_at
from registry.schemas.basics import HalfDay, Spanish, words
from registry.vocabulary.shifts import WEEKDAYS, Shift
from registry.vocabulary.spelling import fold

WRITTEN = re.compile(
    r"(?P<day>[a-z]+)\.?(?: (?:por|en) la)?"
    r"(?: (?P<part>manana|tarde|am|pm))?"
    r"(?:(?: de)? (?P<start>\d{1,2}(?::\d{2})?) ?(?:-|a) ?(?P<end>\d{1,2}(?::\d{2})?))?"
)
DASHES = str.maketrans("‐‑‒–—", "-----")
MORNING = {"manana": True, "am": True, "tarde": False, "pm": False}
SHORTEST_DAY = 2
#: Weekday (0 = Monday), whether of the morning (None: either), start and end minute (None: all of it).
Stretch = tuple[int, bool | None, int | None, int | None]


class HalfDays(Spanish, fields.List):  # type: ignore[type-arg]  # its members are always numbers
    """Half days as a sorted tuple, from 0 (Monday morning) to 13 (Sunday afternoon)."""

    default_error_messages = words(invalid="Envíe una lista de turnos, de 0 a 13.")

    def __init__(self, **options: Any) -> None:
        options.setdefault("load_default", ())
        super().__init__(HalfDay(), post_load=_sorted, **options)


def read_stretches(text: str) -> tuple[Stretch, ...]:
    """Read «sábado mañana; dom 8:00-13:00».

    Raises:
        ValueError: A part is something else; its argument is that part.
    """
    return tuple(_stretch(part.strip()) for part in re.split(r"[;,/]", text) if part.strip())


def read_half_days(text: str) -> tuple[int, ...]:
    """Read «sábado mañana; domingo»: the half days that are meant whole.

    Raises:
        ValueError: A part is something else, or tells hours; its argument is that part.
    """
    found: set[int] = set()
    for stretch in read_stretches(text):
        weekday, is_morning, start, _end = stretch
        if start is not None:
            raise ValueError(text)
        found |= {shift for shift in Shift if shift.weekday == weekday and is_morning in (None, shift.is_morning)}
    return _sorted(found)


def _stretch(part: str) -> Stretch:
    written = WRITTEN.fullmatch(fold(part.translate(DASHES)))
    weekday = _weekday(written["day"]) if written else None
    if written is None or weekday is None:
        raise ValueError(part)
    start, end = (_minute(written[name], part) for name in ("start", "end"))
    if start is not None and end is not None and start >= end:
        raise ValueError(part)
    return weekday, MORNING.get(written["part"] or ""), start, end


def _weekday(name: str) -> int | None:
    if len(name) < SHORTEST_DAY:
        return None
    found = [number for number, weekday in enumerate(WEEKDAYS) if fold(weekday).startswith(name)]
    return found[0] if len(found) == 1 else None


def _minute(clock: str | None, part: str) -> int | None:
    if clock is None:
        return None
    hour, _, minute = clock.partition(":")
    if int(hour) > 24 or int(minute or 0) > 59:
        raise ValueError(part)
    return minute_at(hour, minute)


def _sorted(shifts: Any) -> tuple[int, ...]:
    return tuple(sorted({int(shift) for shift in shifts}))
