"""The columns of a sheet, as its template shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from registry.vocabulary.spelling import fold
from registry.vocabulary.term import Term

#: What is said of no column.
WHOLE_ROW = "fila"
#: How a day is written.
DAY = "Día/mes/año"


@dataclass(frozen=True)
class Column:
    """One column: the field that it fills, its heading, an example, and what is accepted."""

    field: str
    header: str
    example: str
    guide: str
    is_required: bool = False


def one_of(vocabulary: type[Term]) -> str:
    """The guide of a column that takes one entry of a closed list."""
    return "Una de estas opciones: " + ", ".join(term.label for term in vocabulary)


def several_of(vocabulary: type[Term]) -> str:
    """The guide of a column that takes any entries of a closed list."""
    return "Varias, separadas por punto y coma: " + ", ".join(term.label for term in vocabulary)


def find_column(header: str, columns: Iterable[Column]) -> Column | None:
    """The column that a heading names, whatever its accents, capitals or underscores."""
    named = fold(header.replace("_", " "))
    return next((column for column in columns if fold(column.header) == named), None)


def headers(fields: Iterable[str], columns: Iterable[Column]) -> str:
    """The headings of some fields, in words; what has no column concerns the whole row."""
    named = {column.field: column.header for column in columns}
    return ", ".join(named.get(field, WHOLE_ROW) for field in fields)
