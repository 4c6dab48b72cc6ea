"""How many times something asks the database."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from registry.extensions.database import db


def count_queries(act: Callable[[], object]) -> int:
    """Count the statements that reach the database while *act* runs."""
    counted: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        counted.append(statement)

    event.listen(db.engine, "before_cursor_execute", count)
    try:
        act()
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    return len(counted)
