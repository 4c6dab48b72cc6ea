"""The week as fourteen half days, Monday morning (0) to Sunday afternoon (13), and sets of them as bits."""

from collections.abc import Iterable

SHIFTS = (
    "monday-am",
    "monday-pm",
    "tuesday-am",
    "tuesday-pm",
    "wednesday-am",
    "wednesday-pm",
    "thursday-am",
    "thursday-pm",
    "friday-am",
    "friday-pm",
    "saturday-am",
    "saturday-pm",
    "sunday-am",
    "sunday-pm",
)
SHIFT_COUNT = len(SHIFTS)
EVERY_SHIFT = frozenset(range(SHIFT_COUNT))
WEEKEND = frozenset(range(10, SHIFT_COUNT))


def day_of(shift: int) -> int:
    """Give the day of a half day, Monday = 0."""
    return shift // 2


def other_half(shift: int) -> int:
    """Give the other half of the same day."""
    return shift ^ 1


def mask_of(shifts: Iterable[int]) -> int:
    """Write a set of shifts as one integer, bit *s* for shift *s*."""
    return sum(1 << shift for shift in set(shifts))


def holds(mask: int, shift: int) -> bool:
    """Tell whether *mask* holds *shift*."""
    return bool(mask >> shift & 1)
