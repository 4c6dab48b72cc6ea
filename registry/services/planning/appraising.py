"""What one more place is worth in a solved round, and where places are short."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from matching.explanation.shortages import Shortage, shortages
from matching.worth import Appraisal, Found, Worth
from registry.services.planning.places import Attendance
from registry.services.planning.running import unpack, unpack_plan

RANKED = 20
#: Each of the first few is tried out by solving the round again within so many seconds.
TRIED, TRY_SECONDS = 3, 10.0
#: Rounds with more pairs of person and vacancy are not appraised: every pair is looked at twice.
MOST_PAIRS = 30_000_000


@dataclass(frozen=True)
class TriedOut:
    """What a solve with one more place gave: people placed, and the gain in the units of the promise."""

    persons: int
    gained_persons: float
    gained_points: float
    is_proven: bool
    seconds: float


@dataclass(frozen=True)
class PlaceWorth:
    """One more place at a vacancy in one weekly pattern: what the prices promise, and what was found if tried."""

    vacancy_id: int
    attendances: tuple[Attendance, ...]
    promised_persons: float
    promised_points: float
    people: int
    tried: TriedOut | None


@dataclass(frozen=True)
class WhomToCall:
    """A vacancy that could be asked for one more place: how many of the group it suits, and how near it is."""

    vacancy_id: int
    people: int
    distance_km: float


@dataclass(frozen=True)
class PlaceShortage:
    """People of one district without a place: the places near by on their days, and all who want them."""

    ubigeo: str
    days: str
    unplaced: int
    places: int
    people: int
    distance_km: float
    calls: tuple[WhomToCall, ...]


@dataclass(frozen=True)
class Appraised:
    """A round's places appraised; nothing is said of a round too large for it."""

    worths: tuple[PlaceWorth, ...] = ()
    shortages: tuple[PlaceShortage, ...] = ()
    is_too_large: bool = False

    def as_json(self) -> dict[str, Any]:
        """Figures and keys, ready to be kept."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Appraised":
        """Read what `as_json` wrote."""
        return cls(
            worths=tuple(_kept_worth(worth) for worth in kept["worths"]),
            shortages=tuple(_kept_shortage(shortage) for shortage in kept["shortages"]),
            is_too_large=kept["is_too_large"],
        )


def appraise(
    frozen_instance: bytes, frozen_plan: bytes, district_of: Mapping[str, str], *, tried: int = TRIED
) -> Appraised:
    """Appraise a solved round; *district_of* names the district of each sentence by its key, as text."""
    instance, plan = unpack(frozen_instance), unpack_plan(frozen_plan)
    if len(instance.applicants) * len(instance.openings) > MOST_PAIRS:
        return Appraised(is_too_large=True)
    appraisal = Appraisal(instance, plan)
    short = shortages(appraisal.market, appraisal.roomier, district_of)
    return Appraised(tuple(_worths(appraisal, tried)), tuple(_shortage(each) for each in short))


def _worths(appraisal: Appraisal, tried: int) -> Sequence[PlaceWorth]:
    ranked = appraisal.rank(RANKED)
    first = [_tried(appraisal.try_out(worth, TRY_SECONDS)) for worth in ranked[:tried]]
    found = [*first, *[None] * (len(ranked) - len(first))]
    return [_worth(worth, outcome) for worth, outcome in zip(ranked, found, strict=True)]


def _tried(found: Found) -> TriedOut:
    return TriedOut(found.persons, found.gain.persons, found.gain.points, found.is_proven, found.seconds)


def _worth(worth: Worth, tried: TriedOut | None) -> PlaceWorth:
    return PlaceWorth(
        vacancy_id=int(worth.opening_id),
        attendances=tuple((hours.shift, hours.start_minute, hours.end_minute) for hours in worth.pattern),
        promised_persons=worth.promise.persons,
        promised_points=worth.promise.points,
        people=worth.people,
        tried=tried,
    )


def _shortage(shortage: Shortage) -> PlaceShortage:
    return PlaceShortage(
        ubigeo=shortage.group,
        days=shortage.days,
        unplaced=shortage.unplaced,
        places=shortage.places,
        people=shortage.people,
        distance_km=shortage.km,
        calls=tuple(WhomToCall(int(call.opening_id), call.people, call.km) for call in shortage.calls),
    )


def _kept_worth(kept: Mapping[str, Any]) -> PlaceWorth:
    attendances = tuple((shift, start, end) for shift, start, end in kept["attendances"])
    tried = TriedOut(**kept["tried"]) if kept["tried"] else None
    return PlaceWorth(**{**kept, "attendances": attendances, "tried": tried})


def _kept_shortage(kept: Mapping[str, Any]) -> PlaceShortage:
    return PlaceShortage(**{**kept, "calls": tuple(WhomToCall(**call) for call in kept["calls"])})
