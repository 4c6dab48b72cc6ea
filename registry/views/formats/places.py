"""Districts as people name them."""

from registry.reference.places import UnknownUbigeo, district_label
from registry.views.formats.numbers import MISSING


def district_text(ubigeo: str | None) -> str:
    """Tell a district in full: «Juliaca, San Román, Puno»."""
    try:
        return district_label(ubigeo or "")
    except UnknownUbigeo:
        return MISSING


def district_name(ubigeo: str | None) -> str:
    """Tell a district in a list: «Juliaca»."""
    return district_text(ubigeo).partition(",")[0]
