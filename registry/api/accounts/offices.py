"""Offices of the operator; the command line opens them, and a chief corrects the own one."""

from typing import Any

from registry.api.nouns import KEY, MethodView, Noun
from registry.api.versions import expected_version, tagged
from registry.schemas.accounts.office import OfficeInput, OfficeOutput
from registry.services.accounts import offices
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("offices", __name__, "Oficinas")


@noun.at("/offices")
class Offices(MethodView):
    """Every office."""

    @permits(Act.READ_OFFICES)
    @noun.answers("Listar las oficinas", OfficeOutput(many=True))
    def get(self) -> Any:
        """List offices by name; they are few."""
        return offices.list_offices()


@noun.at(f"/offices/<{KEY}:office_id>")
class Office(MethodView):
    """One office."""

    @permits(Act.READ_OFFICES)
    @noun.answers("Leer una oficina", OfficeOutput, is_tagged=True)
    def get(self, office_id: int) -> Any:
        """Read it."""
        return tagged(offices.get_office(office_id))

    @permits(Act.KEEP_OFFICES)
    @noun.versioned
    @noun.takes(OfficeInput)
    @noun.answers("Corregir su propia oficina; corresponde a la jefatura", OfficeOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], office_id: int) -> Any:
        """Replace the facts; the code stays, since documents are numbered by it."""
        details, version = offices.OfficeDetails(**facts), expected_version(office_id)
        return tagged(offices.change_office(office_id, details, version=version, officer=current_officer()))
