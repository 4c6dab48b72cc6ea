"""What the pages of one round share: its tabs, and its figures beside those it is compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from registry.services.rounds import rounds
from registry.views.formats.numbers import km, number, percent, plural

TABS = (
    ("Resumen", "rounds.show"),
    ("Propuestas", "results.proposals_page"),
    ("Sin ubicación", "results.unplaced"),
    ("Una plaza más", "worth.show"),
    ("Equidad", "fairness.show"),
    ("Prueba", "results.proof"),
)
CHANGES = ("Cambios", "alternatives.show")


@dataclass(frozen=True)
class Comparison:
    """One figure: of this round, of the previous one, and of first come, nearest place."""

    label: str
    this: str
    previous: str
    nearest: str


def heading_of(round_: Any, current: str) -> Mapping[str, Any]:
    """What a page of a round's result begins with: the round, its tabs and the later round to decide in, if any."""
    return {"round": round_, "tabs": _tabs(round_, current), "newer": rounds.find_newer(round_)}


def _tabs(round_: Any, current: str) -> list[tuple[str, str, bool]]:
    """The parts of a round's result as links, the one that is read always among them."""
    pages = (*TABS, CHANGES) if round_.based_on_id or current == CHANGES[1] else TABS
    return [(label, url_for(page, round_id=round_.public_id), page == current) for label, page in pages]


def figures_of(round_: Any, previous: Any) -> Sequence[Comparison]:
    """The figures of a round with a result, told side by side."""
    this: Mapping[str, Any] = round_.summary
    before: Mapping[str, Any] = _comparable(previous, round_) if previous else {}
    nearest: Mapping[str, Any] = this["baseline"]
    tellers = (
        ("Personas", "persons", number),
        ("Ubicadas", "placed", number),
        ("Distancia mediana", "median_km", km),
        ("Usa lo que sabe hacer", "skill_fit", percent),
        ("Con tarea específica", "specific_tasks", percent),
        ("Puntaje promedio", "mean_score", number),
        ("Vacantes usadas", "openings_used", number),
    )
    return [
        Comparison(label, *(tell(figures.get(key)) for figures in (this, before, nearest)))
        for label, key, tell in tellers
    ]


def _comparable(previous: Any, round_: Any) -> Mapping[str, Any]:
    """The figures of an earlier round; its scores say nothing beside those of other weights."""
    figures: Mapping[str, Any] = previous.summary
    return figures if previous.preset is round_.preset else {**figures, "mean_score": None}


def conditions_of(round_: Any) -> Sequence[str]:
    """What bound the plan beyond the rules, in words; the proof speaks of all plans, so this stands beside it."""
    found, told = round_.summary or {}, []
    if "curve" in found:
        before = plural(found["curve"]["before"], "propuesta anterior", "propuestas anteriores")
        told.append(f"Cambia {number(_taken(round_)['moved'])} de {before}.")
    if "floor" in found and found["floor"]["holds"]:
        told.append(f"Garantiza a cada distrito {percent(found['floor']['share'])} del promedio.")
    return told


def condition_gap(round_: Any) -> float | None:
    """How far the plan may be from the best of those that keep the same conditions; None: not known."""
    found: Mapping[str, Any] = round_.summary or {}
    gap: float | None = _taken(round_)["gap"] if "curve" in found else found.get("floor", {}).get("gap")
    return gap


def _taken(round_: Any) -> Mapping[str, Any]:
    points: Sequence[Mapping[str, Any]] = round_.summary["curve"]["points"]
    return next(point for point in points if point["budget"] == round_.change_budget)
