"""Offices of the operator; read only, since the command line opens them."""

from typing import Any

from registry.api.nouns import KEY, MethodView, Noun
from registry.api.versions import tagged
from registry.schemas.accounts.office import OfficeOutput
from registry.services.accounts import offices

noun = Noun("offices", __name__, "Oficinas")


@noun.at("/offices")
class Offices(MethodView):
    """Every office."""

    @noun.answers("Listar las oficinas", OfficeOutput(many=True))
    def get(self) -> Any:
        """List offices by name; they are few."""
        return offices.list_offices()


@noun.at(f"/offices/<{KEY}:office_id>")
class Office(MethodView):
    """One office."""

    @noun.answers("Leer una oficina", OfficeOutput, is_tagged=True)
    def get(self, office_id: int) -> Any:
        """Read it."""
        return tagged(offices.get_office(office_id))
