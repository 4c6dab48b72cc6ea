"""Beneficiary units of the office."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.paging import cut_page, page_of
from registry.api.versions import expected_version, tagged
from registry.schemas.institutions.unit import (
    UnitInput,
    UnitOutput,
    UnitQuery,
    UnitRowOutput,
    UnitWithVacanciesOutput,
)
from registry.services.institutions import units
from registry.services.institutions.details import UnitDetails
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("units", __name__, "Unidades beneficiarias")

ONE = f"/units/<{KEY}:unit_id>"


@noun.at("/units")
class Units(MethodView):
    """The office's units."""

    @permits(Act.READ_UNITS)
    @noun.filters(UnitQuery)
    @noun.answers("Listar las unidades de su oficina con sus plazas", page_of(UnitRowOutput))
    def get(self, query: dict[str, Any]) -> Any:
        """List units by name."""
        page = cut_page(query)
        return units.list_units(units.UnitFilter(**query), officer=current_officer(), **page)


@noun.at(f"/institutions/<{KEY}:institution_id>/units")
class InstitutionUnits(MethodView):
    """The sites of an institution in the office's territory."""

    @permits(Act.ADD_UNITS)
    @noun.takes(UnitInput)
    @noun.answers("Agregar una unidad a una institución", UnitOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any], institution_id: int) -> Any:
        """Add a site."""
        added = units.add_unit(institution_id, UnitDetails(**facts), officer=current_officer())
        return tagged(added, 201, Location=f"{PREFIX}/units/{added.id}")


@noun.at(ONE)
class Unit(MethodView):
    """One unit."""

    @permits(Act.READ_UNITS)
    @noun.answers("Leer una unidad con sus vacantes", UnitWithVacanciesOutput, is_tagged=True)
    def get(self, unit_id: int) -> Any:
        """Read it with its vacancies."""
        return tagged(units.get_unit(unit_id, officer=current_officer()))

    @permits(Act.KEEP_UNITS)
    @noun.versioned
    @noun.takes(UnitInput)
    @noun.answers("Corregir una unidad", UnitOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], unit_id: int) -> Any:
        """Replace the facts."""
        details, version = UnitDetails(**facts), expected_version(unit_id)
        return tagged(units.change_unit(unit_id, details, version=version, officer=current_officer()))


@noun.at(f"{ONE}/closing")
class Closing(MethodView):
    """A unit that stops receiving people."""

    @permits(Act.KEEP_UNITS)
    @noun.versioned
    @noun.answers("Cerrar una unidad a nuevas ubicaciones", UnitOutput, is_tagged=True)
    def post(self, unit_id: int) -> Any:
        """Close it."""
        return tagged(units.close_unit(unit_id, version=expected_version(unit_id), officer=current_officer()))


@noun.at(f"{ONE}/reopening")
class Reopening(MethodView):
    """A unit that receives people again."""

    @permits(Act.KEEP_UNITS)
    @noun.versioned
    @noun.answers("Reabrir una unidad", UnitOutput, is_tagged=True)
    def post(self, unit_id: int) -> Any:
        """Reopen it."""
        return tagged(units.reopen_unit(unit_id, version=expected_version(unit_id), officer=current_officer()))
