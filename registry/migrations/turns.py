"""Changing the schema: one process at a time, and on SQLite without checking what a rebuilt table is referred to by."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from registry.extensions.database import db

#: Name of the lock among PostgreSQL's advisory ones: any number that is always the same.
LOCK = 7_266_278
ASK_AGAIN_SECONDS = 0.2


@contextmanager
def taking_turns() -> Iterator[None]:
    """Wait until no other process upgrades the database in force; whoever waited finds nothing left to do.

    PostgreSQL is asked again and again: an index built concurrently waits for every statement that waits.
    """
    engine: Engine = db.engine
    if engine.dialect.name == "sqlite":
        with Path(f"{engine.url.database}.upgrading").open("w", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
    else:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            while not connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": LOCK}):
                time.sleep(ASK_AGAIN_SECONDS)
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})


@contextmanager
def rebuilding(engine: Engine) -> Iterator[Connection]:
    """A connection on which tables may be rebuilt: SQLite drops the old one, which rows elsewhere still refer to."""
    with engine.connect() as connection:
        _check_references(connection, False)
        try:
            yield connection
        finally:
            connection.rollback()
            _check_references(connection, True)


def _check_references(connection: Connection, is_on: bool) -> None:
    """Go past SQLAlchemy, which begins a transaction first: inside one SQLite does not heed it."""
    if connection.dialect.name == "sqlite" and (driver := connection.connection.driver_connection) is not None:
        driver.execute(f"PRAGMA foreign_keys = {int(is_on)}")
