"""The history of a placement as its timeline tells it."""

from typing import Any

from registry.views.formats.dates import date_text
from registry.vocabulary.placements import PlacementChange, PlacementState


def events_of(placement: Any) -> list[dict[str, Any]]:
    """What happened, the newest first."""
    return [
        {
            "at": event.at,
            "title": event.change.label,
            "by": ", ".join(part for part in (event.officer_name, event.officer_post) if part),
            "text": " ".join(_told(event, placement)),
        }
        for event in reversed(placement.events)
    ]


def _told(event: Any, placement: Any) -> list[str]:
    """From which day, until when, for what cause and reason; as far as each says more than the title."""
    is_end = event.state is PlacementState.ENDED and event is placement.events[-1]
    parts = [
        event.cause.label if event.cause else "",
        placement.end_reason.label if is_end and placement.end_reason else "",
        _days(event),
    ]
    return [*(f"{part}." for part in parts if part not in ("", event.change.label)), event.reason or ""]


def _days(event: Any) -> str:
    if event.change is PlacementChange.UNDONE:
        return ""
    first = f"Rige desde el {date_text(event.effective_on)}"
    return f"{first} hasta el {date_text(event.until)}" if event.until else first
