"""What entries of every ledger share: hours, and corrections that replace an entry and never change it."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Replaceable(Protocol):
    """An entry that another may replace."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def replaces(self) -> int | None:
        """Number of the entry that it corrects, if any."""


class Timed:
    """An entry with the minutes of the day at which somebody arrived and left, either of which may be missing."""

    __slots__ = ()
    arrived: int | None
    left: int | None

    @property
    def hours(self) -> tuple[int, int]:
        """From when to when the person was there; an empty stretch where a time is missing or they contradict."""
        if self.arrived is None or self.left is None or self.left < self.arrived:
            return (0, 0)
        return (self.arrived, self.left)

    @property
    def minutes(self) -> int:
        """How long the person was there."""
        arrived, left = self.hours
        return left - arrived


Entry = TypeVar("Entry", bound=Replaceable)


def ends(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that no other one replaces, in the order given."""
    every = tuple(entries)
    replaced = {entry.replaces for entry in every}
    return [entry for entry in every if entry.id not in replaced]
