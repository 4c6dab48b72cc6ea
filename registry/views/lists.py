"""What list pages share: reading the narrowing from the address, and writing addresses without a part of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import url_for

from registry.vocabulary.term import Term

PAGE = "pagina"
LONGEST_NUMBER = 6

AnyTerm = TypeVar("AnyTerm", bound=Term)


@dataclass(frozen=True)
class ListAddress:
    """The address of a list with its narrowing in force; the page's number is not part of it."""

    endpoint: str
    given: Mapping[str, str]

    @classmethod
    def of(cls, endpoint: str, args: Mapping[str, str], *names: str) -> "ListAddress":
        """Keep of a request's arguments what is filled and belongs to the list."""
        return cls(endpoint, {name: args[name].strip() for name in names if args.get(name, "").strip()})

    def page(self, number: int) -> str:
        """Address of another page of the same list."""
        return self.with_(**{PAGE: str(number)})

    def without(self, name: str) -> str:
        """Address without one filter."""
        kept: dict[str, Any] = {key: value for key, value in self.given.items() if key != name}
        return url_for(self.endpoint, **kept)

    def with_(self, **changed: str) -> str:
        """Address with some parts changed."""
        given: dict[str, Any] = {**self.given, **changed}
        return url_for(self.endpoint, **given)

    def chips(self, words: Mapping[str, str]) -> list[tuple[str, str]]:
        """The filters in force, in words, each with the address without it."""
        return [(text, self.without(name)) for name, text in words.items() if text]


def term_of(vocabulary: type[AnyTerm], value: str | None) -> AnyTerm | None:
    """The term that an address names; none where it names nothing of the list."""
    return next((term for term in vocabulary if term.value == value), None)


def number_of(value: str | None, missing: int | None = None) -> int | None:
    """The number that an address tells; *missing* where it tells none."""
    text = (value or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else missing


def page_of(args: Mapping[str, str]) -> int:
    """Number of the page that an address asks for, from 1."""
    return max(1, number_of(args.get(PAGE)) or 1)
