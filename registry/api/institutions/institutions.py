"""Institutions with a RUC, visible to every office."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.api.versions import expected_version, tagged
from registry.schemas.institutions.institution import InstitutionInput, InstitutionOutput, InstitutionQuery
from registry.services.institutions import institutions
from registry.services.institutions.details import InstitutionDetails
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("institutions", __name__, "Instituciones")


@noun.at("/institutions")
class Institutions(MethodView):
    """Every institution."""

    @permits(Act.READ_INSTITUTIONS)
    @noun.filters(InstitutionQuery)
    @noun.answers("Listar las instituciones", page_of(InstitutionOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List institutions by name."""
        page = cut_page(query)
        return institutions.list_institutions(
            institutions.InstitutionFilter(**query), officer=current_officer(), **page
        )

    @permits(Act.KEEP_INSTITUTIONS)
    @noun.takes(InstitutionInput)
    @noun.answers("Registrar una institución", InstitutionOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any]) -> Any:
        """Enter an institution; a RUC is entered once."""
        entered = institutions.register_institution(InstitutionDetails(**facts), officer=current_officer())
        return tagged(entered, 201, Location=f"{PREFIX}/institutions/{entered.id}")


@noun.at(f"/institutions/<{KEY}:institution_id>")
class Institution(MethodView):
    """One institution."""

    @permits(Act.READ_INSTITUTIONS)
    @noun.answers("Leer una institución con sus inscripciones", InstitutionOutput, is_tagged=True)
    def get(self, institution_id: int) -> Any:
        """Read it with its registrations."""
        return tagged(institutions.get_institution(institution_id, officer=current_officer()))

    @permits(Act.KEEP_INSTITUTIONS)
    @noun.versioned
    @noun.takes(InstitutionInput)
    @noun.answers("Corregir una institución", InstitutionOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], institution_id: int) -> Any:
        """Replace the facts."""
        details, version = InstitutionDetails(**facts), expected_version(institution_id)
        officer = current_officer()
        return tagged(institutions.change_institution(institution_id, details, version=version, officer=officer))
