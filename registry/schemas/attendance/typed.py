"""What one box of a paper sheet's grid may hold: hours, «8-13» or «8:00-13:30», or a short code."""

import re

from registry.reference.hours import DAY, MINUTES, clock, minute_at
from registry.vocabulary.attendance import Outcome

HOURS = re.compile(r"(\d{1,2})(?::?(\d{2}))?\s*[-–aA]\s*(\d{1,2})(?::?(\d{2}))?")
#: As the legend over the grid explains them; what needs a story is noted one by one.
CODES = {
    "F": Outcome.UNEXCUSED,
    "JS": Outcome.EXCUSED_HEALTH,
    "JT": Outcome.EXCUSED_WORK_OR_STUDY,
    "JF": Outcome.EXCUSED_FAMILY,
    "JC": Outcome.EXCUSED_SUMMONS,
    "U": Outcome.UNIT_DID_NOT_ATTEND,
    "D": Outcome.SENT_AWAY,
}
WHOLE = "A"


class Unreadable(ValueError):
    """What somebody typed is neither hours nor a code."""


#: Outcome, arrival and departure.
Cell = tuple[Outcome, int | None, int | None]


def read_cell(typed: str, start: int, end: int) -> Cell:
    """Read a box; «A» is the whole session, from *start* to *end*.

    Raises:
        Unreadable: It is neither hours nor a code.
    """
    text = typed.strip().upper()
    if text == WHOLE:
        return Outcome.ATTENDED, start, end
    if text in CODES:
        return CODES[text], None, None
    found = HOURS.fullmatch(typed.strip())
    if found is None:
        raise Unreadable(typed)
    arrived, left = _minute(found[1], found[2]), _minute(found[3], found[4])
    if not arrived < left <= DAY:
        raise Unreadable(typed)
    return Outcome.ATTENDED, arrived, left


def write_cell(outcome: Outcome, arrived: int | None, left: int | None) -> str:
    """Write a cell as somebody would type it."""
    if arrived is not None and left is not None:
        return f"{_clock(arrived)}-{_clock(left)}"
    return next((code for code, meant in CODES.items() if meant is outcome), outcome.label)


def _minute(hour: str, minute: str | None) -> int:
    if int(minute or 0) >= MINUTES:
        raise Unreadable(minute)
    return minute_at(hour, minute)


def _clock(minute: int) -> str:
    return clock(minute).removesuffix(":00")
