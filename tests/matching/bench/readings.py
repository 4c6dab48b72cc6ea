"""Readings made up for the tests of the report."""

from typing import Any

from matching.bench.contestants import ENGINE
from matching.bench.generator import SIZES
from matching.bench.task import Ending, Reading


def reading(size: str = "M", contestant: str = ENGINE, seconds: float | None = 2.0, **fields: Any) -> Reading:
    """A run that ended well, of seed 1 unless said otherwise."""
    known: dict[str, Any] = {
        "seed": 1,
        "ending": Ending.PROVEN,
        "verify_seconds": 1.0,
        "bound": 100.0,
        "objective": {"placed": 90.0, "value": 5.0},
        "gaps": {"weighted": 0.0005, "placed": 0.0001, "value": 0.004},
        "counts": {"applicants": SIZES[size].applicants, "openings": SIZES[size].openings},
        "figures": {"weight_placed": 1.0, "weight_value": 1.0},
        "peak_bytes": 10**9,
    }
    return Reading(contestant, size, seconds=seconds, **{**known, **fields})
