"""How a round fell on each group of people, and what a floor for districts costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template

from registry.services.rounds import rounds
from registry.services.rounds.fairness import AGE_ENDS, OTHERS, POPULATION_ENDS, SMALLEST_GROUP, Group, get_fairness
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
LIMITS = {"limits": "Con límites registrados", "none": "Sin límites registrados"}


@dataclass(frozen=True)
class Dot:
    """One group as a row of the drawing and of the table; `at` is where its dot stands."""

    name: str
    label: str
    at: int
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
    eligible = [group for group in groups if group.tally.eligible]
    apart = sorted(eligible, key=lambda group: (-abs(group.tally.share - everybody.share), group.code))
    named = [_dot(aspect, group) for group in apart]
    return Chart(aspect, _finding(aspect, apart, named, everybody.share), named, _at(everybody.share))


def _dot(aspect: Aspect, group: Group) -> Dot:
    tally = group.tally
    return Dot(
        name=_name(aspect, group.code),
        label=f"{percent(tally.share)} ({number(tally.placed)} de {number(tally.eligible)})",
        at=_at(tally.share),
        beyond_reach=number(tally.persons - tally.eligible),
        distance=km(tally.median_km),
        wait="–" if tally.median_wait_days is None else plural(round(tally.median_wait_days), "día", "días"),
        skill=percent(tally.skill_fit),
    )


def _at(share: float) -> int:
    return round(MARGIN + SCALE * share)


def _finding(aspect: Aspect, apart: Sequence[Group], dots: Sequence[Dot], average: float) -> str:
    """The one group furthest from the average, in a sentence."""
    if len(apart) < 2:
        return f"{aspect.label}: no hay dos grupos que comparar"
    rank = next(rank for rank, group in enumerate(apart) if group.code != OTHERS)
    points = round(100 * abs(apart[rank].tally.share - average))
    if not points:
        return f"{aspect.label}: los grupos están en el promedio"
    side = "sobre" if apart[rank].tally.share > average else "bajo"
    return f"{aspect.label}: «{dots[rank].name}» queda {plural(points, 'punto', 'puntos')} {side} el promedio"


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
