"""Places for one waiting person between two rounds, at the prices of the last one."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template

from registry.errors import NotFound
from registry.extensions.clock import today
from registry.services.rounds.recommending import suggest_places
from registry.views.formats.numbers import number, plural
from registry.vocabulary.accounts import Act
from registry.vocabulary.reasons import ONE_PERSON
from registry.vocabulary.rounds import Criterion
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("suggestions", __name__, url_prefix="/personas")

MOST_REASONS = 3
COLUMNS = [
    {"label": "Unidad, tarea"},
    {"label": "Turno"},
    {"label": "Distancia", "unit": "km", "is_number": True},
    {"label": "Puntaje", "is_number": True},
    {"label": "Por qué"},
    {"label": "Costo para otros"},
]


@dataclass(frozen=True)
class Row:
    """One suggested place in words."""

    place: Any
    vacancy: Any
    reasons: str
    cost: str
    is_free: bool


@blueprint.get("/<int:person_id>/penas/<int:sentence_id>/sugerencias")
@permits(Act.READ_ROUNDS)
def show(person_id: int, sentence_id: int) -> str:
    """List the best places that the rules admit today, with what each would cost others."""
    answer = suggest_places(sentence_id, officer=current_officer(), on=today())
    if answer.sentence.person_id != person_id:
        raise NotFound(person_id=person_id)
    return render_template(
        "people/suggestions.html",
        person=answer.sentence.person,
        sentence=answer.sentence,
        round=answer.round,
        proposal=answer.proposal,
        is_waiting=answer.places is not None,
        rows=[_row(each, answer.vacancies[each.place.vacancy_id]) for each in answer.places or ()],
        columns=COLUMNS + ([{"label": "Decidir"}] if answer.proposal else []),
    )


def _row(suggestion: Any, vacancy: Any) -> Row:
    return Row(suggestion.place, vacancy, _reasons(suggestion.place), cost_of(suggestion), suggestion.is_free)


def _reasons(place: Any) -> str:
    """The criteria that gave most of the score."""
    most = sorted((score for score in place.scores if score.points > 0), key=lambda score: -score.points)
    return ", ".join(
        f"{Criterion(score.criterion).label.lower()} {number(score.points)}" for score in most[:MOST_REASONS]
    )


def cost_of(suggestion: Any) -> str:
    """What taking the place would cost others, and whether somebody would have to give way."""
    if suggestion.lost_persons >= ONE_PERSON:
        lost = max(1, round(suggestion.lost_persons))
        return f"Dejaría sin lugar a {plural(lost, 'persona', 'personas')}"
    if suggestion.lost_points >= ONE_PERSON:
        return f"Costaría {plural(max(1, round(suggestion.lost_points)), 'punto', 'puntos')} a otras personas"
    return "Libre: nadie pierde" if suggestion.is_free else "Propuesta a otra persona, que tendría otra igual"
