"""Fields of closed lists, and of records within records."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from registry.schemas.basics import Spanish, words
from registry.vocabulary.spelling import fold
from registry.vocabulary.term import Term


class Choice(Spanish, fields.Enum):  # type: ignore[type-arg]  # one class for every closed list
    """A term of a closed list, by its code or by its Spanish label."""

    default_error_messages = words(unknown="Elija una de estas opciones: {labels}.")

    def __init__(self, vocabulary: type[Term], **options: Any) -> None:
        meaning = "; ".join(f"{term.value}: {term.label}" for term in vocabulary)
        metadata = {"description": meaning, **options.pop("metadata", {})}
        super().__init__(vocabulary, by_value=fields.String, metadata=metadata, **options)
        self.vocabulary = vocabulary
        labels = {fold(term.label): term for term in vocabulary}
        self.terms: dict[str, Term] = labels | {str(term): term for term in vocabulary}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Term:
        typed = value if isinstance(value, str) else ""
        if term := self.terms.get(typed) or self.terms.get(fold(typed)):
            return term
        raise self.make_error("unknown", labels=", ".join(term.label for term in self.vocabulary))


class Codes(Spanish, fields.List):  # type: ignore[type-arg]  # its terms vary with the list
    """Several terms of a closed list, as a tuple without repetitions; none when nothing is sent."""

    default_error_messages = words(invalid="Envíe una lista de opciones.")

    def __init__(self, vocabulary: type[Term], **options: Any) -> None:
        if not options.get("dump_only"):
            options.setdefault("load_default", ())
        super().__init__(Choice(vocabulary), post_load=distinct, **options)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> list[str] | None:
        return None if value is None else [str(code) for code in value]


class Rows(Spanish, fields.List):  # type: ignore[type-arg]  # rows are dictionaries
    """Rows of one shape. In a form they are named `rows-<key>-<field>`; *key* is the field told by the name."""

    default_error_messages = words(invalid="Envíe una lista de filas.")

    def __init__(self, row: type[Schema], *, key: str, longest: int = 100, **options: Any) -> None:
        self.row = row
        self.key = key
        shortest = 1 if options.get("required") else 0
        if not shortest and not options.get("dump_only"):
            options.setdefault("load_default", ())
        limits = validate.Length(shortest, longest, error=f"Complete entre {shortest} y {longest} filas.")
        super().__init__(Part(row), validate=limits, post_load=tuple, **options)


class Part(Spanish, fields.Nested):
    """A record within a record."""

    default_error_messages = words(type="Envíe los datos como un objeto con sus campos.")


class Label(fields.String):
    """The Spanish words of a term held by *attribute*; only shown."""

    def __init__(self, attribute: str, **options: Any) -> None:
        super().__init__(attribute=attribute, dump_only=True, **options)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else str(value.label)


def distinct(values: list[Any]) -> tuple[Any, ...]:
    """The values in their order, each once."""
    return tuple(dict.fromkeys(values))
