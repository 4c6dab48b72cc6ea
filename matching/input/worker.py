"""An inmate who applies for work, as the matcher sees it.

There is deliberately no field for the offence, religion, ethnicity or income, nor for the reason of a health limit or
of an exclusion: what has no column cannot weigh (art. 10 DL 1343). Sex, age and security stage are here because the
law separates people by them (art. 11 TUO CEP); no score reads sex or stage.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from matching.input.checks import require, require_id, require_not_negative, require_shifts

PROFESSIONS = ("health", "psychology", "social", "work")
"""Who approves or disapproves of each application (RPROD 20.2)."""


@dataclass(frozen=True)
class Application:
    """One vacancy applied for, and which professions have approved or disapproved of it (RPROD 20.2)."""

    vacancy_id: str
    approved_by: frozenset[str] = frozenset()
    disapproved_by: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        place = f"applications[{self.vacancy_id}]"
        known = self.approved_by | self.disapproved_by <= set(PROFESSIONS)
        require(known, place, f"only {', '.join(PROFESSIONS)} evaluate")
        require(not self.approved_by & self.disapproved_by, place, "the same profession cannot say both")


@dataclass(frozen=True)
class Experience:
    """Months of work in one trade, inside or outside."""

    trade: str
    months: float

    def __post_init__(self) -> None:
        require_not_negative(self.months, f"experience[{self.trade}].months")


@dataclass(frozen=True)
class Worker:
    """An inmate with applications in the order of preference, the best first.

    `busy_shifts` are half days of education or programmes. `unable` are work-demand codes the person cannot meet and
    `exclusions` codes of kinds of work that the law closes to them; both come without a reason. `days_to_release`
    counts to the earliest day on which the person may leave; None: not known, or far away. `waiting_days` count from
    the oldest application in force.
    """

    id: str
    pavilion: str
    regime: str
    stage: str
    sex: str
    age: int
    applications: tuple[Application, ...] = ()
    awaits_trial: bool = False
    agreed_in_writing: bool = False
    busy_shifts: frozenset[int] = frozenset()
    unable: frozenset[str] = frozenset()
    exclusions: frozenset[str] = frozenset()
    may_hold_account: bool = True
    days_to_release: int | None = None
    skills: frozenset[str] = frozenset()
    certificates: frozenset[str] = frozenset()
    experience: tuple[Experience, ...] = ()
    is_first_timer: bool = False
    is_cetpro_graduate: bool = False
    waiting_days: int = 0
    pinned_vacancy_id: str | None = None
    excluded_vacancy_ids: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        place = f"workers[{self.id}]"
        require_id(self.id, place)
        for noun in ("pavilion", "regime", "stage", "sex"):
            require(bool(getattr(self, noun)), f"{place}.{noun}", "must not be empty")
        require(0 <= self.age <= 130, f"{place}.age", "must lie between 0 and 130 years")
        require_shifts(self.busy_shifts, f"{place}.busy_shifts")
        for count in ("days_to_release", "waiting_days"):
            require_not_negative(getattr(self, count), f"{place}.{count}")
        require(len(self.rank_of) == len(self.applications), f"{place}.applications", "must name each vacancy once")

    @cached_property
    def rank_of(self) -> Mapping[str, int]:
        """Where each vacancy applied for stands among the preferences, from 0."""
        return {application.vacancy_id: rank for rank, application in enumerate(self.applications)}

    def months_in(self, trade: str) -> float:
        """Add up the experience in one trade."""
        return sum(one.months for one in self.experience if one.trade == trade)

    def application_to(self, vacancy_id: str) -> Application | None:
        """Find the application to a vacancy."""
        rank = self.rank_of.get(vacancy_id)
        return None if rank is None else self.applications[rank]
