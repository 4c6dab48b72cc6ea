"""Where inmates work: workshops with their safe capacity, activities with their crew, vacancies in them."""

from dataclasses import dataclass
from functools import cached_property
from math import inf

from matching.input.checks import require, require_id, require_not_negative, require_shifts
from matching.input.shifts import SHIFT_COUNT


@dataclass(frozen=True)
class WorkNorms:
    """The numbers in force at the round's date; the rules read them here and nowhere else.

    People from `separated_from_age` to `separated_to_age` work apart from older ones (art. 11.4 TUO CEP). Young, for
    the priority of RPROD 18.a, are those up to `youth_to_age`. `floor_m2_each` is the floor that safety asks for each
    worker; None where no figure is set.
    """

    separated_from_age: int
    separated_to_age: int
    youth_to_age: int
    floor_m2_each: float | None = None

    def __post_init__(self) -> None:
        ages_rise = 0 <= self.separated_from_age <= self.separated_to_age
        require(ages_rise, "norms.separated_to_age", "must not lie below the age from which")
        require(self.floor_m2_each is None or self.floor_m2_each > 0, "norms.floor_m2_each", "must be above zero")


@dataclass(frozen=True)
class Room:
    """How many may safely be in a workshop in one half day, and how many are there already."""

    shift: int
    capacity: int
    present: int = 0

    def __post_init__(self) -> None:
        require_shifts((self.shift,), "room.shift")
        require_not_negative(self.capacity, "room.capacity")
        require_not_negative(self.present, "room.present")


@dataclass(frozen=True)
class Workshop:
    """A place of work, open in the half days of its `rooms`; `pavilions` may reach it, all where None.

    Work in cells and corridors is none that counts (PROD 20), whoever does it.
    """

    id: str
    rooms: tuple[Room, ...]
    floor_m2: float | None = None
    pavilions: frozenset[str] | None = None
    is_cell_or_corridor: bool = False

    def __post_init__(self) -> None:
        place = f"workshops[{self.id}]"
        require_id(self.id, place)
        require_not_negative(self.floor_m2, f"{place}.floor_m2")
        require(len(self._room_of) == len(self.rooms), f"{place}.rooms", "must name each half day once")

    @cached_property
    def _room_of(self) -> dict[int, Room]:
        return {room.shift: room for room in self.rooms}

    def places(self, shift: int, norms: WorkNorms) -> int:
        """Count who may still come in a half day: up to the safe capacity, and to what the floor holds; 0 if closed."""
        room = self._room_of.get(shift)
        if room is None:
            return 0
        has_limit = self.floor_m2 is not None and norms.floor_m2_each is not None
        on_the_floor = int((self.floor_m2 or 0.0) / (norms.floor_m2_each or 1.0) + 1e-9) if has_limit else room.capacity
        return max(0, min(room.capacity, on_the_floor) - room.present)


@dataclass(frozen=True)
class Activity:
    """One productive activity under an agreement, by a company or by the prison.

    It opens only with `minimum_crew` people, the `crew` at work already included, and never holds more than
    `maximum_crew`. Of regimes, security stages and sexes it admits those named, all where None; people of 16 to 21 only
    if it is `for_youth`, and then nobody else. Who has no special account cannot be paid where it `needs_account`.
    `closed_to` are exclusion codes that it cannot admit, `demands` what all its work asks of the body.
    """

    id: str
    workshop_id: str | None = None
    agreement_in_force: bool = True
    minimum_crew: int = 1
    maximum_crew: int | None = None
    crew: int = 0
    regimes: frozenset[str] | None = None
    stages: frozenset[str] | None = None
    sexes: frozenset[str] | None = None
    for_youth: bool = False
    needs_account: bool = False
    closed_to: frozenset[str] = frozenset()
    demands: frozenset[str] = frozenset()
    training_hours: float = 0.0

    def __post_init__(self) -> None:
        place = f"activities[{self.id}]"
        require_id(self.id, place)
        for count in ("minimum_crew", "maximum_crew", "crew", "training_hours"):
            require_not_negative(getattr(self, count), f"{place}.{count}")
        fits = self.maximum_crew is None or self.minimum_crew <= self.maximum_crew
        require(fits, f"{place}.minimum_crew", "must not exceed the maximum")

    @property
    def least_more(self) -> int:
        """How many must come at once, if anybody does."""
        return max(0, self.minimum_crew - self.crew)

    @property
    def most_more(self) -> float:
        """How many may still come; infinity where nothing limits it."""
        return inf if self.maximum_crew is None else max(0, self.maximum_crew - self.crew)

    def keeps_apart(self, other: "Activity") -> bool:
        """Tell whether the people of both must not meet: young and older, or no sex or stage that both admit."""
        return self.for_youth != other.for_youth or any(
            mine is not None and theirs is not None and not mine & theirs
            for mine, theirs in ((self.sexes, other.sexes), (self.stages, other.stages))
        )


@dataclass(frozen=True)
class Vacancy:
    """Equal posts of one activity: `places` are still free, every one of them takes all of `shifts`.

    `certificates` are required, `skills` wanted. The contract ends `contract_days` after the round. On Sundays nobody
    works unless the technical council authorised it (RCEP 175).
    """

    id: str
    activity_id: str
    trade: str
    shifts: frozenset[int]
    places: int
    contract_days: int
    is_published: bool = True
    sundays_authorised: bool = False
    skills: frozenset[str] = frozenset()
    certificates: frozenset[str] = frozenset()
    demands: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        place = f"vacancies[{self.id}]"
        require_id(self.id, place)
        require(bool(self.shifts), f"{place}.shifts", "must name a half day")
        require_shifts(self.shifts, f"{place}.shifts")
        require_not_negative(self.places, f"{place}.places")
        require_not_negative(self.contract_days, f"{place}.contract_days")

    @property
    def sunday_shifts(self) -> frozenset[int]:
        """The half days of Sunday, the last two of the week."""
        return frozenset(shift for shift in self.shifts if shift >= SHIFT_COUNT - 2)


@dataclass(frozen=True)
class Post:
    """A vacancy with its activity and workshop, and the activities that it would meet there but must be apart from."""

    vacancy: Vacancy
    activity: Activity
    workshop: Workshop | None
    meets: tuple[str, ...] = ()

    @cached_property
    def demands(self) -> frozenset[str]:
        """What the work asks of the body."""
        return self.vacancy.demands | self.activity.demands

    def free_places(self, norms: WorkNorms) -> float:
        """Count who could still come to this vacancy alone: its places, the crew's limit and the safe capacity."""
        rooms = [self.workshop.places(shift, norms) for shift in self.vacancy.shifts] if self.workshop else []
        return min(self.vacancy.places, self.activity.most_more, *rooms)
