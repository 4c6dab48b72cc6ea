"""An explanation in words: the matcher's codes and numbers as a page tells them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.views.formats.numbers import number, plural, whole
from registry.vocabulary import reasons
from registry.vocabulary.reasons import ONE_PERSON
from registry.vocabulary.rounds import Criterion

MORE = "más"


@dataclass(frozen=True)
class Merit:
    """One criterion of a place's score: the points it gave, of the most it could."""

    label: str
    points: float
    most: float


@dataclass(frozen=True)
class Rival:
    """A place that was not given: how it compares, and who or what stands in the way."""

    vacancy: Any
    attendances: Sequence[Any]
    distance_km: float
    total: float
    comparison: str
    #: Of each half day, or of the vacancy as a whole, that has run out: who holds it and what it costs.
    obstacles: Sequence[str] = ()


@dataclass(frozen=True)
class Miss:
    """A vacancy that rules refuse, each with what would lift it."""

    vacancy: Any
    distance_km: float
    why: Sequence[str]


@dataclass(frozen=True)
class Help:
    """The least change of its kind that would by itself admit the person somewhere, and to how many vacancies."""

    change: str
    openings: int
    nearest: Any
    #: Larger changes of the kind, or places that need one of their own.
    more: str


@dataclass(frozen=True)
class PassedOver:
    """The best place that scores more than the one proposed, and why it was not proposed."""

    vacancy: Any
    why: str


@dataclass(frozen=True)
class Told:
    """Everything that the page of a proposal says of it."""

    cause: reasons.Cause | None
    merits: Sequence[Merit]
    total: float | None
    rivals: Sequence[Rival]
    passed_over: PassedOver | None
    misses: Sequence[Miss]
    helps: Sequence[Help]
    refused: Sequence[tuple[str, int]]


def tell(explained: Any, vacancies: Mapping[int, Any]) -> Told:
    """Put a proposal's explanation into words; *vacancies* are those that it names."""
    place = explained.place
    return Told(
        cause=reasons.cause_of(explained.cause) if explained.cause else None,
        merits=merits_of(place) if place else (),
        total=place.total if place else None,
        rivals=[tell_rival(other, vacancies.get(other.place.vacancy_id)) for other in explained.others],
        passed_over=_passed_over(explained.others, vacancies),
        misses=[_miss(miss, vacancies.get(miss.vacancy_id)) for miss in explained.near_misses],
        helps=[_help(remedy, vacancies.get(remedy.vacancy_id)) for remedy in explained.remedies],
        refused=_refused(explained.refused),
    )


def tell_unexplained(cause: str) -> Told:
    """What a proposal says by itself where its round cannot be explained any more."""
    return Told(reasons.cause_of(cause) if cause else None, (), None, (), None, (), (), ())


def merits_of(place: Any) -> Sequence[Merit]:
    """The criteria of a place's score, those that gave most first; one that weighs nothing is left out."""
    scores = sorted(place.scores, key=lambda score: -score.points)
    return [Merit(Criterion(score.criterion).label, score.points, score.weight) for score in scores if score.weight]


def tell_rival(other: Any, vacancy: Any) -> Rival:
    """Put one place that was not given into words."""
    place = other.place
    parts = [_standing(other), _difference(place.total, other.difference)]
    comparison = "; ".join(part for part in parts if part)
    obstacles = [_obstacle(obstacle) for obstacle in other.obstacles]
    return Rival(vacancy, place.attendances, place.distance_km, place.total, comparison, obstacles)


def _passed_over(others: Sequence[Any], vacancies: Mapping[int, Any]) -> PassedOver | None:
    """Of the places that score more as the page shows it, the best; the round sought the best for all together."""
    higher = [other for other in others if _difference(other.place.total, other.difference).endswith(MORE)]
    if not higher:
        return None
    best = max(higher, key=lambda other: float(other.difference))
    return PassedOver(vacancies.get(best.place.vacancy_id), reasons.PASSED_OVER.get(best.status, reasons.NOT_TOLD))


def tell_refusals(refusals: Sequence[Any]) -> Sequence[str]:
    """What each rule says and what would lift it, in one sentence or two; those told alike stand once."""
    told = [_refusal(refusal) for refusal in refusals]
    return list(dict.fromkeys(told))


def _refusal(refusal: Any) -> str:
    text, change = reasons.refusal_text(refusal.rule, refusal.value, refusal.requirement), refusal.change
    return f"{text} {reasons.change_text(change.code, change.amount, change.shifts)}" if change else text


def _miss(miss: Any, vacancy: Any) -> Miss:
    return Miss(vacancy, miss.distance_km, tell_refusals(miss.refusals))


def _help(remedy: Any, nearest: Any) -> Help:
    change = remedy.change
    return Help(
        change=reasons.change_text(change.code, change.amount, change.shifts),
        openings=remedy.openings,
        nearest=nearest,
        more=_more(remedy),
    )


def _more(remedy: Any) -> str:
    """Where larger changes of the kind would lead, or how many places need one of their own."""
    larger = [
        f"{reasons.larger_text(rung.change.code, rung.change.amount, rung.change.shifts)}, {number(rung.openings)}"
        for rung in remedy.ladder
    ]
    if larger:
        told = "; ".join(larger)
        return f"{told[0].upper()}{told[1:]}."
    if not remedy.alike:
        return ""
    alike = plural(remedy.alike, "vacante pide su propio cambio", "vacantes piden su propio cambio")
    return f"{'Otra' if remedy.alike == 1 else 'Otras'} {alike.removeprefix('1 ')}."


def _obstacle(obstacle: Any) -> str:
    """Who holds what has run out, and what taking it would cost them."""
    where = "La vacante entera" if obstacle.shift is None else reasons.half_day_text(obstacle.shift).capitalize()
    holders = obstacle.people_ahead + obstacle.people_behind
    if not holders:
        return f"{where}: sin plazas desde antes de la ronda"
    held, ahead = plural(holders, "persona", "personas"), obstacle.people_ahead
    claim = " con menos prioridad" if not ahead else f", {number(ahead)} con igual o más prioridad"
    if ahead == holders:
        claim = " con igual o más prioridad"
    return f"{where}: {held}{claim}{_cost(obstacle.price)}"


def _cost(price: Any) -> str:
    """What a place is worth to others, in people or in points, as an ending."""
    if price.persons >= ONE_PERSON:
        return f"; vale {plural(max(1, round(price.persons)), 'ubicación', 'ubicaciones')}"
    return f"; vale {plural(round(price.points), 'punto', 'puntos')}" if price.points >= 1 else ""


def _standing(other: Any) -> str:
    if other.status == "would_displace":
        return _displacement(other)
    if other.status == "taken" and other.people_ahead:
        holders = plural(other.people_ahead, "persona la ocupa", "personas la ocupan")
        return f"{holders} con igual o más prioridad"
    return reasons.STATUSES.get(other.status, reasons.NOT_TOLD)


def _displacement(other: Any) -> str:
    if other.lost_persons >= ONE_PERSON:
        lost = max(1, round(other.lost_persons))
        return f"Dejaría sin lugar a {plural(lost, 'persona', 'personas')}"
    if other.lost_points >= 1:
        return f"Costaría {plural(round(other.lost_points), 'punto', 'puntos')} a otras personas"
    return reasons.STATUSES["would_displace"]


def _difference(total: float, difference: float | None) -> str:
    """How the scores differ as the page shows them, both without decimals."""
    if difference is None:
        return ""
    points = whole(total) - whole(round(total - difference, 2))
    if not points:
        return "mismo puntaje"
    return f"{plural(abs(points), 'punto', 'puntos')} {MORE if points > 0 else 'menos'}"


def _refused(counts: Mapping[str, int]) -> Sequence[tuple[str, int]]:
    """How many vacancies each rule refuses; reserved ones are told as the one that refuses most."""
    told: dict[str, int] = {}
    for code, count in counts.items():
        title = reasons.cause_of(code).title
        told[title] = max(told.get(title, 0), count)
    return sorted(told.items(), key=lambda row: (-row[1], row[0]))
