"""A person under one sentence as the matcher sees it.

There is deliberately no field for the offence, sex, religion, ethnicity or income, nor for the reason of a health
limit: what has no column cannot weigh (art. 10 DL 1343; art. 13.8 Ley 29733).
"""

from dataclasses import dataclass
from functools import cached_property

from matching.input.checks import require, require_id, require_not_negative, require_position, require_shifts
from matching.input.shifts import WEEKEND


@dataclass(frozen=True)
class Zone:
    """A circle that a protection order closes to the person."""

    latitude: float
    longitude: float
    radius_km: float

    def __post_init__(self) -> None:
        require_position(self.latitude, self.longitude, "zone")
        require_not_negative(self.radius_km, "zone.radius_km")


@dataclass(frozen=True)
class Applicant:
    """One sentence to be served; a person with several sentences is several applicants with one `person_id`.

    `unable` are work-demand codes the person cannot meet. For the court's terms None means that nothing was imposed,
    while an empty set means an imposed place that no opening offers. Preferences and objections are the person's own;
    objections lower the score and forbid nothing. `days_to_prescription` may be negative, once it has passed; so may
    `days_to_term`, where the court set a last day of service. Service that begins in time interrupts the prescription
    and may outlast it by `days_of_grace` (CP 87).
    """

    id: str
    person_id: str
    latitude: float
    longitude: float
    age: int
    free_shifts: frozenset[int]
    weekday_authorised: bool = False
    jornadas: int = 0
    waiting_days: int = 0
    days_to_prescription: int | None = None
    days_of_grace: int = 0
    days_to_term: int | None = None
    skills: frozenset[str] = frozenset()
    occupation: str | None = None
    unable: frozenset[str] = frozenset()
    travel_limit_km: float | None = None
    court_weekly_hours: float | None = None
    court_opening_ids: frozenset[str] | None = None
    court_unit_ids: frozenset[str] | None = None
    court_programme: str | None = None
    exclusion_zones: tuple[Zone, ...] = ()
    excluded_unit_ids: frozenset[str] = frozenset()
    barred_from_education: bool = False
    preferred_unit_ids: frozenset[str] = frozenset()
    preferred_tasks: frozenset[str] = frozenset()
    objected_unit_ids: frozenset[str] = frozenset()
    objected_tasks: frozenset[str] = frozenset()
    current_opening_id: str | None = None
    pinned_opening_id: str | None = None
    excluded_opening_ids: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        place = f"applicants[{self.id}]"
        require_id(self.id, place)
        require_id(self.person_id, f"{place}.person")
        require_position(self.latitude, self.longitude, place)
        require(0 <= self.age <= 130, f"{place}.age", "must lie between 0 and 130 years")
        require_shifts(self.free_shifts, f"{place}.free_shifts")
        for count in ("jornadas", "waiting_days", "days_of_grace", "travel_limit_km"):
            require_not_negative(getattr(self, count), f"{place}.{count}")
        require(self.court_programme != "", f"{place}.court_programme", "must not be empty")
        hours = self.court_weekly_hours
        require(hours is None or 0 < hours <= 7 * 24, f"{place}.court_weekly_hours", "must fit into a week")

    @cached_property
    def lawful_shifts(self) -> frozenset[int]:
        """Free half days that the person may serve: the weekend, or all once weekdays are authorised (CP 34.3-34.4)."""
        return self.free_shifts if self.weekday_authorised else self.free_shifts & WEEKEND

    @property
    def days_left(self) -> int | None:
        """Days on which service counts, from the day after the round's, if nothing cuts it short; None: no limit."""
        return self._days_within(self.days_of_grace)

    @property
    def safe_days(self) -> int | None:
        """Days that are left even if the prescription is not taken as interrupted; None: no limit."""
        return self._days_within(0)

    def _days_within(self, grace: int) -> int | None:
        """Days before prescription, if it has not come yet, and up to the term."""
        limits = [] if self.days_to_term is None else [self.days_to_term]
        if self.days_to_prescription is not None:
            before = self.days_to_prescription - 1
            limits.append(before + grace if before > 0 else 0)
        return max(0, min(limits)) if limits else None

    @cached_property
    def held(self) -> frozenset[str]:
        """What the person can do: the skills, and the occupation as one more."""
        return self.skills | {self.occupation} if self.occupation else self.skills
