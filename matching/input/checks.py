"""Refusals at birth: each check names the place and the requirement it breaks."""

from collections.abc import Iterable

from matching.errors import InstanceError
from matching.input.shifts import SHIFT_COUNT


def require(holds: bool, place: str, reason: str) -> None:
    """Refuse what does not hold.

    Raises:
        InstanceError: The condition is false; carries the place and the reason.
    """
    if not holds:
        raise InstanceError(place, reason)


def require_id(identifier: str, place: str) -> None:
    """Refuse an empty identifier."""
    require(bool(identifier), f"{place}.id", "must not be empty")


def require_position(latitude: float, longitude: float, place: str) -> None:
    """Refuse a position off the globe, NaN included."""
    require(-90 <= latitude <= 90, f"{place}.latitude", "must lie between -90 and 90 degrees")
    require(-180 <= longitude <= 180, f"{place}.longitude", "must lie between -180 and 180 degrees")


def require_shifts(shifts: Iterable[int], place: str) -> None:
    """Refuse anything that is not one of the fourteen half days."""
    require(all(0 <= shift < SHIFT_COUNT for shift in shifts), place, "must be half days from 0 to 13")


def require_not_negative(number: float | None, place: str) -> None:
    """Refuse a negative number and NaN; None means that nothing is stated."""
    require(number is None or number >= 0, place, "must not be negative")
