"""How a round fell on each group of people, and what a floor for districts costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template

from registry.services.rounds import rounds
from registry.services.rounds.fairness import (
    AGE_ENDS,
    OTHERS,
    POPULATION_ENDS,
    SMALLEST_GROUP,
    Group,
    Tally,
    few,
    get_fairness,
)
from registry.views.formats.gap import PROVEN, proven_share
from registry.views.formats.numbers import km, number, percent, plural
from registry.views.formats.places import district_name
from registry.views.rounds.headings import heading_of
from registry.vocabulary.accounts import Act
from registry.vocabulary.people import EducationLevel
from registry.vocabulary.rounds import Aspect
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("fairness", __name__, url_prefix="/rondas")

#: The drawing is 300 wide and its scale 280 long, from nobody to everybody.
MARGIN, SCALE = 10, 280
#: Rows of a drawing; the table below has all.
MOST_DOTS = 12
COLUMNS = [
    {"label": "Grupo"},
    {"label": "Con plaza", "is_number": True},
    {"label": "Sin plaza admisible", "is_number": True},
    {"label": "Distancia mediana", "is_number": True},
    {"label": "Espera mediana", "is_number": True},
    {"label": "Usa lo que sabe hacer", "is_number": True},
]
FEW, NOT_TOLD = f"menos de {SMALLEST_GROUP}", "no se muestra"
LIMITS = {"limits": "Con límites registrados", "none": "Sin límites registrados"}


@dataclass(frozen=True)
class Dot:
    """One group as a row of the drawing and of the table; `at` is where its dot stands, None where it is not told."""

    name: str
    label: str
    at: int | None
    beyond_reach: str
    distance: str
    wait: str
    skill: str


@dataclass(frozen=True)
class Chart:
    """The groups of one aspect, the furthest from the average first."""

    aspect: Aspect
    finding: str
    dots: Sequence[Dot]
    average_at: int


@blueprint.get("/<uuid:round_id>/equidad")
@permits(Act.READ_ROUNDS)
def show(round_id: UUID) -> str:
    """Compare the groups of each aspect with the round's average."""
    officer = current_officer()
    round_ = rounds.get_round(str(round_id), officer=officer)
    told = get_fairness(str(round_id), officer=officer)
    return render_template(
        "rounds/fairness.html",
        **heading_of(round_, "fairness.show"),
        fairness=told,
        charts=[_chart(aspect, groups, told.everybody) for aspect, groups in told.aspects.items()] if told else [],
        floor=_floor((round_.summary or {}).get("floor")),
        columns=COLUMNS,
        most=MOST_DOTS,
        smallest=SMALLEST_GROUP,
    )


def _chart(aspect: Aspect, groups: Sequence[Group], everybody: Any) -> Chart:
    told = [(group.code, group.tally) for group in groups if group.tally and group.tally.eligible]
    apart = sorted(told, key=lambda group: (-abs(group[1].share - everybody.share), group[0]))
    hidden = few([tally.persons - tally.eligible for _, tally in apart])
    dots = [_dot(_name(aspect, code), tally, rank in hidden) for rank, (code, tally) in enumerate(apart)]
    dots += [_hidden_dot(_name(aspect, group.code), group) for group in groups if group.tally is None]
    return Chart(aspect, _finding(aspect, apart, everybody.share), dots, _at(everybody.share))


def _hidden_dot(name: str, group: Group) -> Dot:
    return Dot(name, FEW if group.is_small else NOT_TOLD, None, *[NOT_TOLD] * 4)


def _dot(name: str, tally: Tally, is_beyond_hidden: bool) -> Dot:
    beyond = tally.persons - tally.eligible
    few_or_not_told = FEW if beyond < SMALLEST_GROUP else NOT_TOLD
    return Dot(
        name=name,
        label=f"{percent(tally.share)} ({number(tally.placed)} de {number(tally.eligible)})",
        at=_at(tally.share),
        beyond_reach=few_or_not_told if is_beyond_hidden else number(beyond),
        distance=km(tally.median_km),
        wait="–" if tally.median_wait_days is None else plural(round(tally.median_wait_days), "día", "días"),
        skill=percent(tally.skill_fit),
    )


def _at(share: float) -> int:
    return round(MARGIN + SCALE * share)


def _finding(aspect: Aspect, apart: Sequence[tuple[str, Tally]], average: float) -> str:
    """The one group furthest from the average, in a sentence."""
    if len(apart) < 2:
        return f"{aspect.label}: no hay dos grupos que comparar"
    code, tally = next(group for group in apart if group[0] != OTHERS)
    points = round(100 * abs(tally.share - average))
    if not points:
        return f"{aspect.label}: los grupos están en el promedio"
    side = "sobre" if tally.share > average else "bajo"
    return f"{aspect.label}: «{_name(aspect, code)}» queda {plural(points, 'punto', 'puntos')} {side} el promedio"


def _name(aspect: Aspect, code: str) -> str:
    if code == OTHERS:
        return "Otros grupos, juntos"
    if aspect is Aspect.DISTRICT:
        return district_name(code)
    if aspect is Aspect.EDUCATION:
        return EducationLevel(code).label
    if aspect is Aspect.LIMITS:
        return LIMITS[code]
    is_age = aspect is Aspect.AGE
    return _class_name(code, AGE_ENDS if is_age else POPULATION_ENDS, "años" if is_age else "habitantes")


def _class_name(code: str, ends: tuple[int, ...], unit: str) -> str:
    if code.endswith("+"):
        return f"{number(ends[-1] + 1)} {unit} o más"
    end = int(code)
    rank = ends.index(end)
    return f"{number(ends[rank - 1] + 1)} a {number(end)} {unit}" if rank else f"Hasta {number(end)} {unit}"


def _floor(found: Mapping[str, Any] | None) -> str:
    """What the floor cost: «Garantizar 80 % en cada distrito cuesta 2 ubicaciones y 0.3 km de mediana.»"""
    if found is None:
        return ""
    share, free, kept = percent(found["share"]), found["free"], found["kept"]
    if not found["holds"]:
        return f"No se halló a tiempo una propuesta que garantice {share} en cada distrito. Calcule con más tiempo."
    lost, further = free["placed"] - kept["placed"], (kept["median_km"] or 0) - (free["median_km"] or 0)
    costs = [plural(lost, "ubicación", "ubicaciones")] if lost > 0 else []
    costs += [f"{km(further)} de mediana"] if further >= 0.05 else []
    price = f"cuesta {' y '.join(costs)}" if costs else "no cuesta ubicaciones ni distancia"
    reached = proven_share(found["gap"])
    proof = "" if found["gap"] <= PROVEN else f" Entre las que lo garantizan logra al menos el {reached}."
    return f"Garantizar {share} del promedio en cada distrito {price}.{proof}"
