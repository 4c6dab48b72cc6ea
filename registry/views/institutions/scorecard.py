"""How a unit has done its part: the figures, and how each is counted."""

from typing import Any, NamedTuple

from flask import Blueprint, render_template

from registry.extensions.clock import today
from registry.services.institutions.scorecards import Measure, read_scorecard
from registry.services.institutions.units import get_unit
from registry.views.formats.numbers import number
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("scorecard", __name__)

#: Name of each measure, and how it is counted.
MEASURES = {
    "sheets": ("Planillas a tiempo", "planillas que llegaron en su plazo, de las que debían llegar (art. 263 RCEP)"),
    "sessions": ("Recibió a quien esperaba", "veces que recibió a la persona, de las veces que debía recibirla"),
    "stays": ("Permanencias cumplidas", "permanencias que se cumplieron, de estas y de las que la unidad terminó"),
}
#: Each measure in a sentence.
IN_WORDS = {
    "sheets": "{good} de {of} planillas llegaron a tiempo",
    "sessions": "recibió a la persona {good} de {of} veces",
    "stays": "{good} de {of} permanencias se cumplieron",
}


class Row(NamedTuple):
    """A measure as the page tells it."""

    label: str
    counted: str
    measure: Measure


@blueprint.get("/unidades/<int:unit_id>/cumplimiento")
@permits(Act.READ_UNITS)
def show(unit_id: int) -> str:
    """Show a unit's twelve months."""
    officer = current_officer()
    card = read_scorecard(unit_id, officer=officer, on=today())
    return render_template(
        "institutions/scorecard.html",
        unit=get_unit(unit_id, officer=officer),
        card=card,
        rows=_rows(card),
        columns=[{"label": "Medida"}, {"label": "Cómo se cuenta"}, {"label": "Resultado"}],
    )


def plain_words(card: Any) -> str:
    """What is known of a unit in a sentence or two."""
    known = [words.format(good=number(one.good), of=number(one.of)) for one, words in _known(card)]
    if not known:
        return "Todavía hay muy poco registrado para decir algo."
    told = f"{'; '.join(known)}.".capitalize()
    return told if card.record is None else f"{told} En conjunto, {number(card.record)} de 100."


def _known(card: Any) -> list[tuple[Measure, str]]:
    return [(one, words) for name, words in IN_WORDS.items() if (one := getattr(card, name)).of]


def _rows(card: Any) -> list[Row]:
    return [Row(label, counted, getattr(card, name)) for name, (label, counted) in MEASURES.items()]
