"""How many statements a piece of work sends to the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from registry.extensions.database import db


@dataclass
class Statements:
    """What was sent; beginnings and endings of transactions are not counted."""

    texts: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.texts)


@contextmanager
def counting_statements() -> Iterator[Statements]:
    """Count what the block sends."""
    sent = Statements()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            sent.texts.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def count_queries(act: Callable[[], object]) -> int:
    """Count what *act* sends."""
    with counting_statements() as sent:
        act()
    return sent.count
