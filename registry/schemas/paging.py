"""What every list takes beside its own filters."""

from registry.schemas.base import InputSchema
from registry.schemas.fields import Text, Whole


class PageQuery(InputSchema):
    """Which page of a list."""

    page = Whole(1, 1_000_000, load_default=1, metadata={"description": "Número de página, desde 1"})
    per_page = Whole(1, 200, load_default=50, metadata={"description": "Filas por página"})


class SearchQuery(PageQuery):
    """Which page of a list that can be searched."""

    search = Text(80, load_default="", metadata={"description": "Palabras que se buscan, sin importar tildes"})
