"""The catalogue of procedures, for anybody."""

from typing import Any

from registry.api.nouns import MethodView, Noun
from registry.extensions.clock import today
from registry.procedures.catalogue import CATALOGUE
from registry.schemas.procedures.catalogue import ProcedureOutput
from registry.services.procedures.deadlines import settings
from registry.web.permissions import public

noun = Noun("procedures", __name__, "Trámites")


@public
@noun.at("/public/procedures")
class Procedures(MethodView):
    """What may be asked of the operator."""

    @noun.open_to_all
    @noun.answers("Listar los trámites con sus requisitos, plazos y base legal", ProcedureOutput(many=True))
    def get(self) -> Any:
        """List them with what binds today."""
        return [(found, settings.details_at(found.code, today())) for found in CATALOGUE.values()]
