"""How a round's outcome fell on each group of people: a report after the fact, which weighs nothing.

Attributes are joined to the outcome here; the matcher never gets them. Groups of fewer than `SMALLEST_GROUP` people are
told together, so that no figure speaks of somebody in particular, and no total gives a hidden one away. Of those that
are large enough, a figure over fewer people than that is not told either, nor one more that it would follow from.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from statistics import median
from typing import Any

from sqlalchemy import select

from registry.extensions.database import reading
from registry.models import Account, Person, Round, Sentence
from registry.reference.places import find_district
from registry.services import planning
from registry.services.rounds.rounds import get_round
from registry.vocabulary.rounds import Aspect

SMALLEST_GROUP = 5
OTHERS = "others"
#: Upper ends of the ages told together; the last class is open.
AGE_ENDS = (24, 34, 44, 59)
#: Upper ends of the classes of a district's population, which stands in for how rural it is.
POPULATION_ENDS = (9_999, 49_999, 199_999)

Member = tuple[planning.Standing, Person]


@dataclass(frozen=True)
class Tally:
    """Figures of one group: shares are of the `eligible`, whom the rules admit somewhere; medians are of the placed."""

    persons: int
    eligible: int
    placed: int
    median_km: float | None
    median_wait_days: float | None
    skill_fit: float | None

    @property
    def share(self) -> float:
        """Share with a place, of those who could have one."""
        return self.placed / self.eligible if self.eligible else 0.0


@dataclass(frozen=True)
class Group:
    """One group of one aspect; its figures are not told where few are `eligible`, or to hide another group's."""

    code: str
    tally: Tally | None
    is_small: bool = False


@dataclass(frozen=True)
class Fairness:
    """A round's report: everybody's figures and, by aspect, those of its groups."""

    everybody: Tally
    aspects: Mapping[Aspect, Sequence[Group]]


def report(standings: Sequence[planning.Standing]) -> dict[str, Any]:
    """Tally a round's outcome by every aspect that the registry records; figures only, small groups together."""
    people = _people([standing.sentence_id for standing in standings])
    members = [(standing, people[standing.sentence_id]) for standing in standings]
    return {
        "everybody": asdict(_tally(members)),
        "aspects": {aspect.value: _groups(members, GROUPERS[aspect]) for aspect in Aspect},
    }


def get_fairness(public_id: str, *, officer: Account) -> Fairness | None:
    """The report of a round of the officer's office; None for one that was computed before there were reports.

    Raises:
        NotFound: The office has no such round.
    """
    key = get_round(public_id, officer=officer).id
    with reading() as session:
        told = session.scalars(select(Round.fairness).where(Round.id == key)).one()
    if told is None:
        return None
    aspects = {Aspect(code): _tellable([_read(row) for row in rows]) for code, rows in told["aspects"].items()}
    return Fairness(Tally(**told["everybody"]), aspects)


def few(counts: Sequence[int]) -> frozenset[int]:
    """The ranks of counts that may not be told: those of few people and, where that is one alone, the next larger."""
    small = {rank for rank, count in enumerate(counts) if 0 < count < SMALLEST_GROUP}
    others = [rank for rank, count in enumerate(counts) if count >= SMALLEST_GROUP]
    if len(small) == 1 and others:
        small.add(min(others, key=lambda rank: counts[rank]))
    return frozenset(small)


def _read(row: Mapping[str, Any]) -> tuple[str, Tally]:
    return row["code"], Tally(**row["tally"])


def _tellable(groups: Sequence[tuple[str, Tally]]) -> Sequence[Group]:
    """The groups as they may be told; one alone tells no more than everybody's figures."""
    if len(groups) == 1:
        return [Group(*groups[0])]
    hidden = few([tally.eligible for _, tally in groups])
    return [
        Group(code, None if rank in hidden else _of_many(tally), tally.eligible < SMALLEST_GROUP)
        for rank, (code, tally) in enumerate(groups)
    ]


def _of_many(tally: Tally) -> Tally:
    """The tally without what would speak of the few who are placed."""
    if tally.placed >= SMALLEST_GROUP:
        return tally
    return replace(tally, median_km=None, median_wait_days=None, skill_fit=None)


def _people(sentence_ids: Sequence[int]) -> dict[int, Person]:
    statement = select(Sentence.id, Person).join(Sentence.person).where(Sentence.id.in_(sentence_ids))
    with reading() as session:
        return dict(session.execute(statement).all())


def _groups(members: Iterable[Member], group_of: Callable[[Member], str]) -> list[dict[str, Any]]:
    by_code: dict[str, list[Member]] = {}
    for member in members:
        by_code.setdefault(group_of(member), []).append(member)
    rows = [(code, _tally(group)) for code, group in sorted(_large_enough(by_code).items())]
    return [{"code": code, "tally": asdict(tally)} for code, tally in rows]


def _large_enough(by_code: Mapping[str, list[Member]]) -> dict[str, list[Member]]:
    """Put small groups together, and with them the next larger one while they are still few."""
    kept = dict(sorted(by_code.items(), key=lambda group: (len(group[1]), group[0])))
    together: list[Member] = []
    for code, members in list(kept.items()):
        if len(members) >= SMALLEST_GROUP and not 0 < len(together) < SMALLEST_GROUP:
            break
        together += kept.pop(code)
    return {**kept, OTHERS: together} if together else kept


def _tally(members: Sequence[Member]) -> Tally:
    placed = [standing for standing, _ in members if standing.is_placed]
    return Tally(
        persons=len(members),
        eligible=sum(standing.is_eligible for standing, _ in members),
        placed=len(placed),
        median_km=round(median(one.distance_km or 0.0 for one in placed), 2) if placed else None,
        median_wait_days=float(median(one.waiting_days for one in placed)) if placed else None,
        skill_fit=round(sum(one.uses_skill for one in placed) / len(placed), 3) if placed else None,
    )


def _class_of(number: int, ends: tuple[int, ...]) -> str:
    """The class of a number by its upper end; the open class by the last end and a sign."""
    return next((f"{end:06d}" for end in ends if number <= end), f"{ends[-1]:06d}+")


def _population(member: Member) -> str:
    district = find_district(member[1].ubigeo)
    return _class_of(district.population, POPULATION_ENDS) if district else OTHERS


GROUPERS: Mapping[Aspect, Callable[[Member], str]] = {
    Aspect.DISTRICT: lambda member: member[1].ubigeo,
    Aspect.SETTLEMENT: _population,
    Aspect.AGE: lambda member: _class_of(member[0].age, AGE_ENDS),
    Aspect.EDUCATION: lambda member: member[1].education.value,
    Aspect.LIMITS: lambda member: "limits" if member[0].has_limits else "none",
}
