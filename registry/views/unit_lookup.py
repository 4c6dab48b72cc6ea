"""Finding one of the office's units by its name."""

from collections.abc import Sequence

from registry.errors import NotFound
from registry.services.accounts.accounts import Account
from registry.services.institutions.units import UnitFilter, get_unit, list_units
from registry.views.formats.places import district_name
from registry.views.lookups import Lookup, Option

OTHER_OFFICE = "Unidad de otra oficina"


def unit_lookup(name: str, officer: Account) -> Lookup:
    """The field *name* of a form, whose value is the key of a unit of the officer's office."""

    def find(text: str) -> Sequence[Option]:
        found = list_units(UnitFilter(search=text.split(",")[0]), officer=officer)
        return [(str(row.unit.id), _words(row.unit.name, row.unit.ubigeo)) for row in found.items]

    def label(value: str) -> str:
        return unit_words(int(value), officer) if value.isascii() and value.isdigit() else ""

    return Lookup(
        name=name,
        find=find,
        label=label,
        nothing="No hay en su oficina una unidad que se llame «{typed}». Revise cómo se escribe.",
        several="Varias unidades responden a «{typed}». Elija una.",
    )


def unit_words(unit_id: int, officer: Account) -> str:
    """Name and district of a unit; of another office's, only that it is."""
    try:
        unit = get_unit(unit_id, officer=officer)
    except NotFound:
        return OTHER_OFFICE
    return _words(unit.name, unit.ubigeo)


def _words(name: str, ubigeo: str) -> str:
    return f"{name}, {district_name(ubigeo)}"
