"""What is entered of pavilions and workshops, and the rules that need nothing but these."""

from collections import Counter
from dataclasses import dataclass

from registry.services.religious.details import prison_problems
from registry.services.saving import Problems
from registry.vocabulary.prison_work import WorkPlace
from registry.vocabulary.shifts import Shift

MOST_IN_ROOM = 500


@dataclass(frozen=True)
class PavilionDetails:
    """A part of a prison where people are held."""

    prison: str
    name: str
    is_open: bool = True


@dataclass(frozen=True)
class RoomDetails:
    """How many may safely be in a workshop in one half day."""

    shift: int
    capacity: int


@dataclass(frozen=True)
class WorkshopDetails:
    """A place of work of a prison, with the half days in which it opens; no *pavilions*: all may reach it."""

    prison: str
    name: str
    rooms: tuple[RoomDetails, ...]
    floor_m2: float | None = None
    place: WorkPlace = WorkPlace.WORKSHOP
    pavilions: tuple[int, ...] = ()
    is_open: bool = True


def pavilion_problems(details: PavilionDetails) -> Problems:
    """What is wrong with a pavilion as entered."""
    problems: Problems = {} if details.name.strip() else {"name": ("required", {})}
    return problems | prison_problems("prison", details.prison)


def workshop_problems(details: WorkshopDetails) -> Problems:
    """What is wrong with a workshop as entered."""
    problems: Problems = {} if details.name.strip() else {"name": ("required", {})}
    if not details.rooms:
        problems["rooms"] = ("workshop_never_open", {})
    numbers = Counter(room.shift for room in details.rooms)
    if numbers and (max(numbers.values()) > 1 or not set(numbers) <= set(Shift)):
        problems["rooms"] = ("room_repeated_or_unknown", {})
    for room in details.rooms:
        if not 1 <= room.capacity <= MOST_IN_ROOM:
            problems[box(room.shift)] = ("room_range", {"most": MOST_IN_ROOM})
    if details.floor_m2 is not None and details.floor_m2 <= 0:
        problems["floor_m2"] = ("workshop_floor", {})
    return problems | prison_problems("prison", details.prison)


def box(shift: int) -> str:
    """Name of a half day's field in forms and refusals."""
    return f"rooms-{int(shift)}-capacity"
