"""One row of a sheet of institutions: its cells become an institution and its registration."""

from collections.abc import Mapping
from typing import Any

from registry.schemas.institutions.institution import InstitutionInput
from registry.schemas.institutions.registration import RegistrationInput
from registry.schemas.sheets import Refusals, load_cells, refuse_unknown


def load_institution(cells: Mapping[str, str]) -> tuple[dict[str, Any], Refusals]:
    """Load a row's cells by field: details by noun, and refusals by field.

    A registration whose cells are all blank is None.
    """
    institution, refused = load_cells(_INSTITUTION, cells)
    registration: dict[str, Any] | None = None
    if cells.keys() & _REGISTRATION.load_fields.keys():
        registration, more = load_cells(_REGISTRATION, cells)
        refused |= more
    refused |= refuse_unknown(cells, _INSTITUTION, _REGISTRATION)
    return {"institution": institution, "registration": registration}, refused


_INSTITUTION, _REGISTRATION = InstitutionInput(), RegistrationInput()
