"""Somebody with every right in the database, the triggers of what is only added to among what they can switch off."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from registry.extensions.database import db

TRIGGERS = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_is_append_only_%'")


@contextmanager
def without_guards(connection: Connection) -> Iterator[None]:
    """Let the audit's and the ledger's rows be changed and removed on this connection, within its transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        yield
        return
    triggers = connection.execute(TRIGGERS).all()
    for name, _sql in triggers:
        connection.execute(text(f"DROP TRIGGER {name}"))
    yield
    for _name, sql in triggers:
        connection.exec_driver_sql(sql)


def tamper(*statements: str) -> None:
    """Run SQL behind the registry's back."""
    with db.engine.begin() as connection, without_guards(connection):
        for statement in statements:
            connection.execute(text(statement))
