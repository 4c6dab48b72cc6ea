"""What planning tells the rest of the registry of one place for one sentence: keys, codes and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from matching import Choice, Instance

Attendance = tuple[int, int, int]


@dataclass(frozen=True)
class PlaceScore:
    """One criterion of a place's score: 0 to 100, its weight, and the points it adds to the total."""

    criterion: str
    score: float
    weight: float
    points: float


@dataclass(frozen=True)
class Place:
    """A vacancy in one weekly pattern, with its worth for the sentence."""

    vacancy_id: int
    attendances: tuple[Attendance, ...]
    distance_km: float
    total: float
    scores: tuple[PlaceScore, ...]


def place_of(instance: Instance, choice: Choice) -> Place:
    """Read a choice of the matcher as a place of the registry."""
    return Place(
        vacancy_id=int(choice.opening_id),
        attendances=tuple((hours.shift, hours.start_minute, hours.end_minute) for hours in choice.pattern),
        distance_km=choice.km,
        total=choice.total,
        scores=tuple(_scores(choice.scores, instance)),
    )


def _scores(scores: Mapping[str, float], instance: Instance) -> list[PlaceScore]:
    weights = ((criterion, score, getattr(instance.weights, criterion)) for criterion, score in scores.items())
    return [PlaceScore(code, score, weight, score * weight / 100) for code, score, weight in weights]
