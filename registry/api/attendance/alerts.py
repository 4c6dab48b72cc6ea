"""What needs an officer among people who serve, or are about to."""

from typing import Any

from registry.api.nouns import MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.extensions.clock import today
from registry.schemas.attendance.alert import AlertsOutput, MatterQuery, MatterRowOutput
from registry.services.attendance.alerts import list_matter, read_alerts
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("alerts", __name__, "Avisos")


@noun.at("/alerts")
class Alerts(MethodView):
    """Everything that asks for an officer."""

    @permits(Act.DECIDE_PLACEMENTS)
    @noun.answers("Contar lo que pide la atención de la oficina, con la fecha que apremia", AlertsOutput)
    def get(self) -> Any:
        """Count it, zeros too."""
        return read_alerts(officer=current_officer(), on=today())


@noun.at("/alerts/placements")
class MatterPlacements(MethodView):
    """The placements of one matter."""

    @permits(Act.READ_PLACEMENTS)
    @noun.filters(MatterQuery)
    @noun.answers("Listar las ubicaciones de un asunto, la fecha más apremiante primero", page_of(MatterRowOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List them."""
        return list_matter(query["matter"], officer=current_officer(), on=today(), **cut_page(query))
