"""Inductions of inmates who will work."""

from typing import Any

from registry.api.nouns import MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.extensions.clock import today
from registry.schemas.prison_work.induction import InductedOutput, InductionInput, InductionOutput, InductionsQuery
from registry.services.prison_work import inductions
from registry.services.prison_work.inductions import InductionDetails
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("work_inductions", __name__, "Inducciones al trabajo")


@noun.at("/prison-work/inductions")
class Inductions(MethodView):
    """Sessions of induction."""

    @permits(Act.READ_APPLICATIONS)
    @noun.filters(InductionsQuery)
    @noun.answers("Listar las inducciones de un penal", page_of(InductedOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List them, the latest first."""
        page = cut_page(query)
        return inductions.list_inductions(query["prison"], officer=current_officer(), **page)

    @permits(Act.KEEP_APPLICATIONS)
    @noun.takes(InductionInput)
    @noun.answers("Registrar una inducción y quiénes asistieron", InductionOutput(many=True), 201)
    def post(self, facts: dict[str, Any]) -> Any:
        """Note one for everybody who was there."""
        return inductions.register(InductionDetails(**facts), officer=current_officer(), on=today())
