"""Everything one prison's round is decided from: workers, workshops, activities, vacancies, weights and norms."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

from matching.input.checks import require, require_not_negative
from matching.input.worker import Worker
from matching.input.workplace import Activity, Post, Vacancy, WorkNorms, Workshop
from matching.instance import require_unique


@dataclass(frozen=True)
class WorkWeights:
    """How much each criterion counts, in hundredths; they sum to 100."""

    preference: float
    skill: float
    experience: float
    training: float
    first_timer: float
    youth: float
    cetpro: float
    waiting: float
    balance: float

    def __post_init__(self) -> None:
        shares = asdict(self)
        for criterion, share in shares.items():
            require_not_negative(share, f"weights.{criterion}")
        require(abs(sum(shares.values()) - 100) < 1e-9, "weights", "must sum to 100")

    def points(self, criterion: str, score: float) -> float:
        """Weigh one criterion's score."""
        share: float = getattr(self, criterion)
        return score * share / 100


def work_presets() -> Mapping[str, WorkWeights]:
    """Name the weights that a prison can choose between."""
    priority = {"first_timer": 8, "youth": 6, "cetpro": 6}
    return {
        "balanced": WorkWeights(preference=25, skill=20, experience=10, training=10, waiting=5, balance=10, **priority),
        "trade": WorkWeights(preference=15, skill=30, experience=25, training=5, waiting=5, balance=0, **priority),
        "turn": WorkWeights(preference=20, skill=10, experience=5, training=10, waiting=20, balance=15, **priority),
    }


@dataclass(frozen=True)
class PrisonRound:
    """One prison's round, frozen; the lists are kept in the order of their ids, so that their order cannot matter.

    Raises:
        InstanceError: An id stands twice, or something refers to what is not in the round.
    """

    prison_id: str
    workers: tuple[Worker, ...]
    workshops: tuple[Workshop, ...]
    activities: tuple[Activity, ...]
    vacancies: tuple[Vacancy, ...]
    weights: WorkWeights
    norms: WorkNorms
    date: date
    seed: int = 0

    def __post_init__(self) -> None:
        for place in ("workers", "workshops", "activities", "vacancies"):
            rows = getattr(self, place)
            require_unique((row.id for row in rows), place)
            object.__setattr__(self, place, tuple(sorted(rows, key=lambda row: row.id)))
        workshops, activities, vacancies = _ids(self.workshops), _ids(self.activities), _ids(self.vacancies)
        for activity in self.activities:
            known = activity.workshop_id is None or activity.workshop_id in workshops
            require(known, f"activities[{activity.id}].workshop_id", "names no workshop of the round")
        for vacancy in self.vacancies:
            require(vacancy.activity_id in activities, f"vacancies[{vacancy.id}].activity_id", "names no activity")
        for worker in self.workers:
            place = f"workers[{worker.id}].applications"
            require(worker.rank_of.keys() <= vacancies, place, "name a vacancy that is not in the round")

    @cached_property
    def worker_index(self) -> Mapping[str, int]:
        """Where each worker stands in `workers`."""
        return {worker.id: index for index, worker in enumerate(self.workers)}

    @cached_property
    def post_index(self) -> Mapping[str, int]:
        """Where each vacancy stands in `posts`."""
        return {vacancy.id: index for index, vacancy in enumerate(self.vacancies)}

    @cached_property
    def activity_index(self) -> Mapping[str, int]:
        """Where each activity stands in `activities`."""
        return {activity.id: index for index, activity in enumerate(self.activities)}

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The vacancies in their order, each with its activity and workshop."""
        workshops = {workshop.id: workshop for workshop in self.workshops}
        meets = self._meetings()
        return tuple(
            Post(
                vacancy,
                activity := self.activities[self.activity_index[vacancy.activity_id]],
                workshops.get(activity.workshop_id or ""),
                tuple(sorted(meets.get(activity.id, ()))),
            )
            for vacancy in self.vacancies
        )

    def _meetings(self) -> Mapping[str, set[str]]:
        """For each activity, those that it would meet in a workshop but must be apart from.

        Where one of the two has people at work and the other none, the one at work stays and the other is refused.
        """
        meets: dict[str, set[str]] = {}
        for present in self._present().values():
            for one in present:
                for other in present:
                    stays = one.crew > 0 and other.crew == 0
                    if one.keeps_apart(other) and not stays:
                        meets.setdefault(one.id, set()).add(other.id)
        return meets

    def _present(self) -> Mapping[tuple[str, int], list[Activity]]:
        """The activities in each workshop and half day, as far as they have published vacancies there."""
        present: dict[tuple[str, int], list[Activity]] = {}
        for vacancy in self.vacancies:
            activity = self.activities[self.activity_index[vacancy.activity_id]]
            for shift in vacancy.shifts if activity.workshop_id and vacancy.is_published else ():
                together = present.setdefault((activity.workshop_id or "", shift), [])
                if activity not in together:
                    together.append(activity)
        return present


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=_Named)


def _ids(rows: Iterable[Row]) -> set[str]:
    return {row.id for row in rows}
