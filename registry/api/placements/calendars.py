"""Sessions to come as calendar files, which any telephone reads."""

from typing import Any

from registry.api.nouns import KEY, MethodView, Noun
from registry.extensions.clock import today
from registry.services.placements import calendars
from registry.vocabulary.accounts import Act
from registry.web.files import CALENDAR, download
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("calendars", __name__, "Calendarios")


@noun.at(f"/placements/<{KEY}:placement_id>/calendar")
class PlacementCalendar(MethodView):
    """The sessions of one person."""

    offers = (CALENDAR,)

    @permits(Act.READ_PLACEMENTS)
    @noun.answers_file("Descargar las sesiones por venir de una persona como calendario", CALENDAR)
    def get(self, placement_id: int) -> Any:
        """Send place and hours, and nothing of the penalty."""
        content = calendars.open_calendar(placement_id, officer=current_officer(), on=today())
        return download(content, CALENDAR, f"jornadas-{placement_id}.ics")


@noun.at(f"/units/<{KEY}:unit_id>/calendar")
class UnitCalendar(MethodView):
    """The sessions at one unit."""

    offers = (CALENDAR,)

    @permits(Act.READ_ATTENDANCE)
    @noun.answers_file("Descargar cuántas personas vienen a una unidad, y a qué hora, como calendario", CALENDAR)
    def get(self, unit_id: int) -> Any:
        """Send hours and numbers of people, without names."""
        content = calendars.open_unit_calendar(unit_id, officer=current_officer(), on=today())
        return download(content, CALENDAR, f"unidad-{unit_id}.ics")
