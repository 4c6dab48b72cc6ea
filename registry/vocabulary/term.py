"""The kind of every closed list."""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """One entry of a closed list: `Term.value` in English, `Term.label` in Spanish."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        term = str.__new__(cls, value)
        term._value_ = value
        term.label = label
        return term

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs (value, label) for a form, in the order of the list."""
        return [(term.value, term.label) for term in cls]

    @classmethod
    def values(cls) -> list[str]:
        """The stored values, in the order of the list."""
        return [term.value for term in cls]
