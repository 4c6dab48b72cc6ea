"""What one more place is worth, where places are short, and whom to call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template

from registry.services.rounds import worth
from registry.views.formats.numbers import number, plural
from registry.views.formats.places import district_name
from registry.views.rounds.headings import heading_of
from registry.vocabulary.accounts import Act
from registry.vocabulary.reasons import DAYS, ONE_PERSON
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("worth", __name__, url_prefix="/rondas")

WORTH_COLUMNS = [
    {"label": "Unidad, tarea"},
    {"label": "Turno"},
    {"label": "Lo que se estima"},
    {"label": "Lo que se comprobó"},
    {"label": "Personas sin plaza que podrían ir", "is_number": True},
]
CALL_COLUMNS = [
    {"label": "Unidad, tarea"},
    {"label": "Distancia", "unit": "km", "is_number": True},
    {"label": "Plazas ocupadas", "is_number": True},
    {"label": "Le serviría a", "is_number": True},
    {"label": "Teléfono"},
]


@dataclass(frozen=True)
class Row:
    """One more place: what the prices promise and what was found, in words."""

    worth: Any
    vacancy: Any
    promised: str
    found: str
    phone: str


@dataclass(frozen=True)
class Short:
    """One shortage in a sentence, and where it stands in the list."""

    rank: int
    place: str
    sentence: str


@blueprint.get("/<uuid:round_id>/una-plaza-mas")
@permits(Act.READ_ROUNDS)
def show(round_id: UUID) -> str:
    """Rank the places that would help most, and tell where places are short."""
    answer = worth.read_worth(str(round_id), officer=current_officer())
    rows = [_row(each, answer.vacancies) for each in answer.worths]
    return render_template(
        "rounds/worth.html",
        **heading_of(answer.round, "worth.show"),
        appraised=answer.appraised,
        rows=rows,
        shortages=shortages_of(answer),
        columns=WORTH_COLUMNS,
        seconds=sum(each.tried.seconds for each in answer.worths if each.tried),
    )


@blueprint.get("/<uuid:round_id>/sin-ubicacion/<int:rank>")
@permits(Act.READ_ROUNDS)
def calls(round_id: UUID, rank: int) -> str:
    """List the units to call for one shortage, those with fewest places first."""
    answer, shortage = worth.read_shortage(str(round_id), rank, officer=current_officer())
    return render_template(
        "rounds/calls.html",
        round=answer.round,
        shortage=shortage,
        told=_short(rank, shortage),
        rows=[(call, answer.vacancies.get(call.vacancy_id)) for call in shortage.calls],
        phones={key: _phone(vacancy) for key, vacancy in answer.vacancies.items()},
        columns=CALL_COLUMNS,
    )


def shortages_of(answer: worth.RoundWorth) -> Sequence[Short]:
    """The shortages of a round in words, the largest first."""
    return [_short(rank, shortage) for rank, shortage in enumerate(answer.shortages, start=1)]


def _row(each: Any, vacancies: Mapping[int, Any]) -> Row:
    vacancy = vacancies.get(each.vacancy_id)
    promised = _gain(each.promised_persons, each.promised_points)
    return Row(each, vacancy, f"hasta {promised}", _found(each.tried), _phone(vacancy) if vacancy else "")


def _found(tried: Any) -> str:
    if tried is None:
        return "estimado, sin comprobar"
    if tried.persons > 0:
        told = f"+{plural(tried.persons, 'persona', 'personas')}"
    elif tried.gained_points >= ONE_PERSON:
        told = f"+{plural(round(tried.gained_points), 'punto', 'puntos')}, nadie más"
    else:
        told = "no cambia nada"
    return f"{told}, comprobado" if tried.is_proven else f"{told}, sin demostrar"


def _gain(persons: float, points: float) -> str:
    """A gain in people where it is at least about one, else in points."""
    if persons >= ONE_PERSON:
        return plural(max(1, round(persons)), "persona más", "personas más")
    return plural(max(1, round(points)), "punto más", "puntos más")


def _short(rank: int, shortage: Any) -> Short:
    places = plural(shortage.places, "plaza", "plazas")
    people = plural(shortage.people, "persona", "personas")
    left = plural(shortage.unplaced, "queda sin ubicación", "quedan sin ubicación")
    near = f"{number(ceil(shortage.distance_km))} km"
    sentence = f"{places} {DAYS[shortage.days]} a {near} o menos para {people}; {left}"
    return Short(rank, district_name(shortage.ubigeo), sentence)


def _phone(vacancy: Any) -> str:
    return str(vacancy.unit.phone or vacancy.unit.institution.phone)
