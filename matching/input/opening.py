"""A vacancy as the matcher sees it: where, for whom, when and how many."""

from dataclasses import dataclass
from functools import cached_property

from matching.input.checks import require, require_id, require_not_negative, require_position, require_shifts
from matching.input.patterns import Attendance, Timetable

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True)
class OpeningShift:
    """One open half day of the week with its free places; minutes count from midnight."""

    shift: int
    start_minute: int
    end_minute: int
    places: int

    def __post_init__(self) -> None:
        require_shifts((self.shift,), "shift")
        require(0 <= self.start_minute < self.end_minute <= MINUTES_A_DAY, "shift.start_minute", "must precede the end")
        require_not_negative(self.places, "shift.places")

    @property
    def attendance(self) -> Attendance:
        """The open hours without their places."""
        return Attendance(self.shift, self.start_minute, self.end_minute)


@dataclass(frozen=True)
class Opening:
    """One vacancy of a beneficiary unit at the round's date.

    `total_places` and the places of each shift are what is still free; `load` counts the people already there and
    `capacity_total` all it can take. `demands` are work-demand codes that an applicant may be unable to meet;
    `skills` are wanted, never required. `is_active` holds when the unit's registration or agreement is in force.
    `unit_record` is how the unit has done its part, 0 to 100; None where too little is known of it.
    """

    id: str
    unit_id: str
    latitude: float
    longitude: float
    district: str
    task: str
    shifts: tuple[OpeningShift, ...]
    total_places: int
    capacity_total: int
    load: int = 0
    is_public: bool = True
    has_social_purpose: bool = False
    is_active: bool = True
    is_recorded_exception: bool = False
    is_free_of_charge: bool = True
    is_educational: bool = False
    duties_are_specific: bool = False
    skills: frozenset[str] = frozenset()
    demands: frozenset[str] = frozenset()
    minimum_age: int | None = None
    programme: str | None = None
    unit_record: float | None = None

    def __post_init__(self) -> None:
        place = f"openings[{self.id}]"
        require_id(self.id, place)
        require_id(self.unit_id, f"{place}.unit")
        require_position(self.latitude, self.longitude, place)
        for count in ("total_places", "capacity_total", "load", "minimum_age"):
            require_not_negative(getattr(self, count), f"{place}.{count}")
        known = 50 if self.unit_record is None else self.unit_record
        require(0 <= known <= 100, f"{place}.unit_record", "must lie between 0 and 100")
        numbers = [shift.shift for shift in self.shifts]
        require(len(set(numbers)) == len(numbers), f"{place}.shifts", "must name each half day once")

    @cached_property
    def timetable(self) -> Timetable:
        """The open hours of the week in their order, full shifts included."""
        return tuple(sorted(shift.attendance for shift in self.shifts))

    @cached_property
    def free_timetable(self) -> Timetable:
        """The open hours that still have a place; empty when the vacancy as a whole is full."""
        if self.total_places == 0:
            return ()
        return tuple(sorted(shift.attendance for shift in self.shifts if shift.places > 0))

    @cached_property
    def scarce_shifts(self) -> frozenset[int]:
        """Shifts with fewer places than the vacancy in total: only their rows can ever bind."""
        return frozenset(shift.shift for shift in self.shifts if shift.places < self.total_places)
