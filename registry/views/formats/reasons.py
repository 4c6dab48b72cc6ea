"""The matcher's codes in words, where a page tells one alone."""

from registry.views.formats.numbers import MISSING
from registry.vocabulary import reasons


def cause_title(code: str | None) -> str:
    """Tell why somebody has no place: «Plazas ocupadas»."""
    return reasons.cause_of(code).title if code else MISSING


def stage_text(code: str | None) -> str:
    """Tell what a calculation is doing: «mejorar la propuesta»."""
    return reasons.STAGES.get(code or "", "")
