"""Everything one round is decided from: applicants, openings, weights and the norms in force."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property

from matching.input.applicant import Applicant
from matching.input.calendar import Calendar
from matching.input.checks import require, require_not_negative
from matching.input.opening import Opening


@dataclass(frozen=True)
class Weights:
    """How much each criterion counts, in hundredths; they sum to 100."""

    skill: float
    distance: float
    urgency: float
    preference: float
    specific_task: float
    load: float
    stability: float
    unit_record: float = 0

    def __post_init__(self) -> None:
        shares = asdict(self)
        for criterion, share in shares.items():
            require_not_negative(share, f"weights.{criterion}")
        require(abs(sum(shares.values()) - 100) < 1e-9, "weights", "must sum to 100")


def presets() -> Mapping[str, Weights]:
    """Name the weights that an office can choose between."""
    return {
        "balanced": _weights(skill=25, distance=25, urgency=20, preference=10, specific_task=10),
        "proximity": _weights(skill=15, distance=50, urgency=10, preference=10, specific_task=5),
        "skill": _weights(skill=50, distance=15, urgency=10, preference=10, specific_task=5),
        "prescription": _weights(skill=15, distance=15, urgency=50, preference=5, specific_task=5),
    }


def _weights(**shares: float) -> Weights:
    """What every preset leaves for spreading, staying and the unit's record."""
    return Weights(**shares, load=3, stability=5, unit_record=2)


@dataclass(frozen=True)
class Norms:
    """The numbers in force at the round's date; the rules read them here and nowhere else.

    `weekly_hours` is the length of a jornada (CP 34.3). `travel_limit_km` is the office's own limit for those who
    state none; None means no limit. Without a `calendar` no rule looks at the time that is left.
    """

    weekly_hours: float
    travel_limit_km: float | None = None
    calendar: Calendar | None = None

    def __post_init__(self) -> None:
        require(0 < self.weekly_hours <= 7 * 24, "norms.weekly_hours", "must fit into a week")
        require_not_negative(self.travel_limit_km, "norms.travel_limit_km")

    def weekly_minutes(self, applicant: Applicant) -> int:
        """Give the minutes *applicant* owes a week: the court's term or the norm."""
        hours = applicant.court_weekly_hours or self.weekly_hours
        return round(hours * 60)

    def owed_minutes(self, applicant: Applicant) -> int:
        """Give the minutes *applicant* owes in all: each jornada is as long as the norm says, however many a week."""
        return round(applicant.jornadas * self.weekly_hours * 60)

    def reach_km(self, applicant: Applicant) -> float:
        """Give how far *applicant* may be sent; infinity where nothing limits it."""
        stated = applicant.travel_limit_km if applicant.travel_limit_km is not None else self.travel_limit_km
        return float("inf") if stated is None else stated


@dataclass(frozen=True)
class Instance:
    """One round's input, frozen; the lists are kept in the order of their ids, so that their order cannot matter."""

    applicants: tuple[Applicant, ...]
    openings: tuple[Opening, ...]
    weights: Weights
    norms: Norms
    date: date
    seed: int = 0

    def __post_init__(self) -> None:
        calendar = self.norms.calendar
        require(calendar is None or calendar.on == self.date, "norms.calendar.on", "must be the round's date")
        require_unique((applicant.id for applicant in self.applicants), "applicants")
        require_unique((opening.id for opening in self.openings), "openings")
        object.__setattr__(self, "applicants", tuple(sorted(self.applicants, key=lambda applicant: applicant.id)))
        object.__setattr__(self, "openings", tuple(sorted(self.openings, key=lambda opening: opening.id)))

    @cached_property
    def applicant_index(self) -> Mapping[str, int]:
        """Where each applicant stands in `applicants`."""
        return {applicant.id: index for index, applicant in enumerate(self.applicants)}

    @cached_property
    def opening_index(self) -> Mapping[str, int]:
        """Where each opening stands in `openings`."""
        return {opening.id: index for index, opening in enumerate(self.openings)}

    @cached_property
    def shared_people(self) -> frozenset[str]:
        """People with several sentences: their attendances must not overlap."""
        sentences = Counter(applicant.person_id for applicant in self.applicants)
        return frozenset(person for person, count in sentences.items() if count > 1)


def require_unique(ids: Iterable[str], place: str) -> None:
    """Refuse an id that stands twice."""
    seen: set[str] = set()
    for identifier in ids:
        require(identifier not in seen, f"{place}[{identifier}].id", "must be unique")
        seen.add(identifier)
