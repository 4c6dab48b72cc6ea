"""What planning answers to why: keys, codes and numbers, without anything that rests on reserved data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matching import Alternative, Change, Explanation, Instance, Miss, Obstacle, Refusal, Remedy, Rung
from registry.services.planning.places import Place, place_of
from registry.vocabulary.reasons import RESERVED_RULES


@dataclass(frozen=True)
class OtherPlace:
    """An admissible place that was not given: how it compares, and who or what stands in the way.

    `status` is a code of `matching.explanation.answers`; `lost_persons` and `lost_points` are what others would lose.
    `obstacles` tell it of each half day, or of the vacancy as a whole, that has run out.
    """

    place: Place
    difference: float | None
    status: str
    lost_persons: float
    lost_points: float
    people_ahead: int
    obstacles: tuple[Obstacle, ...] = ()


@dataclass(frozen=True)
class NearMiss:
    """A vacancy that the rules refuse, with every refusal (rule, value, requirement, smallest change)."""

    vacancy_id: int
    distance_km: float
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True)
class Way:
    """One change that would by itself admit the person: to so many vacancies, the nearest of them named.

    `alike` more would each need a change of their own, or a larger one; `ladder` tells the larger ones.
    """

    change: Change
    openings: int
    vacancy_id: int
    alike: int = 0
    ladder: tuple[Rung, ...] = ()


@dataclass(frozen=True)
class Explained:
    """A sentence's outcome: its place or the cause of having none, what comes next, and what would change it."""

    place: Place | None
    cause: str | None
    others: tuple[OtherPlace, ...]
    refused: Mapping[str, int]
    near_misses: tuple[NearMiss, ...]
    remedies: tuple[Way, ...]


@dataclass(frozen=True)
class WhyNotHere:
    """One vacancy that was asked for: the rules against it, or how it stands among the admissible."""

    vacancy_id: int
    refusals: tuple[Refusal, ...]
    other: OtherPlace | None


def explained_of(instance: Instance, answer: Explanation) -> Explained:
    """Read an explanation of the matcher; what a reserved condition alone would change is left out."""
    return Explained(
        place=place_of(instance, answer.chosen) if answer.chosen else None,
        cause=answer.cause,
        others=tuple(other_of(instance, alternative) for alternative in answer.alternatives),
        refused=answer.refused,
        near_misses=tuple(_near_miss(miss) for miss in answer.nearest_misses if not _is_reserved(miss.refusals)),
        remedies=tuple(_way(remedy) for remedy in answer.remedies if remedy.change.code not in RESERVED_CHANGES),
    )


def other_of(instance: Instance, alternative: Alternative) -> OtherPlace:
    """Read an admissible place that was not given."""
    return OtherPlace(
        place=place_of(instance, alternative.choice),
        difference=alternative.difference,
        status=alternative.status,
        lost_persons=alternative.price.persons,
        lost_points=alternative.price.points,
        people_ahead=alternative.people_ahead,
        obstacles=alternative.obstacles,
    )


def told_refusals(refusals: Sequence[Refusal]) -> tuple[Refusal, ...]:
    """The refusals as they may be told: those that rest on reserved data are one, without figures or change."""
    told = (Refusal(RESERVED_RULES[0]) if _is_reserved([refusal]) else refusal for refusal in refusals)
    return tuple(dict.fromkeys(told))


#: Changes that would tell which reserved condition it is.
RESERVED_CHANGES = ("drop_demands",)


def _is_reserved(refusals: Sequence[Refusal]) -> bool:
    return any(refusal.rule in RESERVED_RULES for refusal in refusals)


def _near_miss(miss: Miss) -> NearMiss:
    return NearMiss(int(miss.opening_id), miss.km, miss.refusals)


def _way(remedy: Remedy) -> Way:
    return Way(remedy.change, remedy.openings, int(remedy.opening_id), remedy.alike, remedy.ladder)
