"""What was noted of a session, in a few words."""

from registry.reference.hours import clock
from registry.views.formats.shifts import minutes_range
from registry.vocabulary.attendance import Outcome


def noted_text(outcome: Outcome, arrived: int | None, left: int | None) -> str:
    """Tell an entry: «Llegó 8:04», «Asistió, 8:04–13:00», «No vino»."""
    if outcome is Outcome.PRESENT and arrived is not None:
        return f"Llegó {clock(arrived)}"
    if arrived is None or left is None:
        return outcome.label
    return f"{outcome.label}, {minutes_range(arrived, left)}"
