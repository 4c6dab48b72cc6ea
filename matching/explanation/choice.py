"""A place with its worth, and what it costs others."""

from collections.abc import Mapping
from dataclasses import dataclass

from matching.input.patterns import Pattern


@dataclass(frozen=True)
class Choice:
    """One admissible place with its worth: `scores` by criterion (0-100) and their weighted `total`."""

    opening_id: str
    pattern: Pattern
    km: float
    scores: Mapping[str, float]
    total: float


@dataclass(frozen=True)
class Price:
    """What others would lose if the places were taken from them.

    In people without a place (each counted without urgency), and in points of score; the larger is the one to tell.
    """

    persons: float
    points: float
