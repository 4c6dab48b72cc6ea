"""What lists take and how their pages are shown."""

from functools import cache

from registry.schemas.base import InputSchema, OutputSchema
from registry.schemas.fields import Part, Text, Whole


class PageQuery(InputSchema):
    """What every list takes: words to look for and the number of the page."""

    search = Text(80, load_default="", metadata={"description": "Palabras que se buscan, sin importar tildes"})
    page = Whole(1, 1_000_000, load_default=1, metadata={"description": "Número de página, desde 1"})


class PageOutput(OutputSchema):
    """Some records of a list; subclasses add `items`."""

    total = Whole()
    number = Whole()
    pages = Whole()
    per_page = Whole()


@cache
def page_of(record: type[OutputSchema]) -> type[PageOutput]:
    """The schema of a page of *record*."""
    name = f"{record.__name__.removesuffix('Output')}Page"
    return type(name, (PageOutput,), {"items": Part(record, many=True)})
