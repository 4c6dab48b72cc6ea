"""How units have done their part: for the unit itself, its institution and its office."""

from typing import Any

from registry.api.nouns import KEY, MethodView, Noun
from registry.extensions.clock import today
from registry.schemas.institutions.scorecard import ScorecardOutput
from registry.services.institutions.scorecards import read_scorecard
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("scorecards", __name__, "Cumplimiento de las unidades")


@noun.at(f"/units/<{KEY}:unit_id>/scorecard")
class Scorecard(MethodView):
    """A unit's twelve months."""

    @permits(Act.READ_UNITS)
    @noun.answers("Leer cómo cumplió una unidad en doce meses", ScorecardOutput)
    def get(self, unit_id: int) -> Any:
        """Read it."""
        return read_scorecard(unit_id, officer=current_officer(), on=today())
