"""Placements, and the letters that announce them."""

from typing import Any

from registry.api.batches import Problem, batch_of
from registry.api.nouns import KEY, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.api.versions import tagged
from registry.extensions.clock import today
from registry.schemas.base import OutputSchema
from registry.schemas.documents.document import DocumentOutput
from registry.schemas.fields import Key, Part
from registry.schemas.placements.notification import NotificationsInput
from registry.schemas.placements.placement import PlacementFileOutput, PlacementOutput, PlacementQuery
from registry.services.placements import notifying, placements
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sessions import require_proof

noun = Noun("placements", __name__, "Ubicaciones")


class NotificationRow(OutputSchema):
    """What became of one placement: its letters, or why they did not go out."""

    placement_id = Key()
    documents = Part(DocumentOutput, many=True)
    problem = Problem()


@noun.at("/placements")
class Placements(MethodView):
    """The office's placements."""

    @permits(Act.READ_PLACEMENTS)
    @noun.filters(PlacementQuery)
    @noun.answers("Listar las ubicaciones de su oficina", page_of(PlacementOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List placements, the newest first."""
        page = cut_page(query)
        return placements.list_placements(officer=current_officer(), state=query["state"], **page)


@noun.at(f"/placements/<{KEY}:placement_id>")
class Placement(MethodView):
    """One placement."""

    @permits(Act.READ_PLACEMENTS)
    @noun.answers("Leer una ubicación con su historia", PlacementFileOutput, is_tagged=True)
    def get(self, placement_id: int) -> Any:
        """Read it with its history; the look is noted."""
        return tagged(placements.open_placement(placement_id, officer=current_officer()))


@noun.at(f"/placements/<{KEY}:placement_id>/notification")
class Notification(MethodView):
    """The letters of one placement."""

    @permits(Act.ISSUE_LETTERS)
    @noun.answers("Emitir las cartas de una ubicación; ya no se puede deshacer", DocumentOutput(many=True), 201)
    def post(self, placement_id: int) -> Any:
        """Issue both letters and answer them."""
        require_proof()
        _, letters = notifying.notify(placement_id, officer=current_officer(), on=today())
        return list(letters)


@noun.at("/notifications")
class Notifications(MethodView):
    """The letters of many placements."""

    @permits(Act.ISSUE_LETTERS)
    @noun.takes(NotificationsInput)
    @noun.answers("Emitir las cartas de varias ubicaciones; responde por cada una", batch_of(NotificationRow))
    def post(self, facts: dict[str, Any]) -> Any:
        """Notify each; one refusal stops no other."""
        require_proof()
        return notifying.notify_many(facts["placement_ids"], officer=current_officer(), on=today())
