"""Lists in pages: how the page asked for is cut, and how it is answered."""

from functools import cache
from typing import Any

from registry.schemas.base import OutputSchema
from registry.schemas.fields import Part, Whole


def cut_page(query: dict[str, Any]) -> dict[str, Any]:
    """Take the page out of a query; what stays are the list's own filters."""
    return {"page": query.pop("page"), "per_page": query.pop("per_page")}


@cache
def page_of(record: type[OutputSchema]) -> type[OutputSchema]:
    """Schema of a page of *record*."""
    members = {
        "items": Part(record, many=True, required=True),
        "total": Whole(required=True, metadata={"description": "Filas en todas las páginas"}),
        "page": Whole(attribute="number", required=True),
        "pages": Whole(required=True),
        "per_page": Whole(required=True),
    }
    return type(f"{record.__name__.removesuffix('Output')}Page", (OutputSchema,), members)
