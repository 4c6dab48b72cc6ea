"""Looking for words in folded text."""

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from registry.vocabulary.spelling import fold

#: Length of the columns that the search looks at.
SEARCHED = 240


def holding(column: InstrumentedAttribute[str], search: str) -> list[ColumnElement[bool]]:
    """Conditions that every word of *search* stands in a folded column; no words, no condition."""
    return [column.contains(word, autoescape=True) for word in fold(search).split()]
