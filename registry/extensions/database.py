"""The database: one `Base`, one session a request, `transaction()` to write and `reading()` to read.

SQLite runs in WAL mode with explicit BEGIN: the default driver behaviour loses concurrent updates.
Writers begin IMMEDIATE, readers plainly, so that reads never wait for a writer.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, MetaData, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session

from registry.errors import Busy

BUSY_TIMEOUT_MS = 30_000
#: PostgreSQL's words for a transaction that gave way to another one: serialization, deadlock, lock not available.
GAVE_WAY = {"40001", "40P01", "55P03"}
SQLITE_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


class Base(DeclarativeBase):
    """Parent of every table; constraints get predictable names, so that migrations can drop them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix__%(table_name)s__%(column_0_N_name)s",
            "uq": "uq__%(table_name)s__%(column_0_N_name)s",
            "ck": "ck__%(table_name)s__%(constraint_name)s",
            "fk": "fk__%(table_name)s__%(column_0_N_name)s",
            "pk": "pk__%(table_name)s",
        }
    )


db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False, "autoflush": True})


@contextmanager
def transaction() -> Iterator[Session]:
    """Run one unit of work: commit at its end, roll everything back on an error.

    Re-entrant: inside another `transaction()` it joins that one, and only the outermost commits.
    What was loaded stays usable afterwards, detached.

    Raises:
        Busy: The database gave way to other writers.
    """
    session = db.session()
    if session.info.get("writing"):
        yield session
        return
    session.rollback()
    session.info["writing"] = True
    try:
        session.connection(execution_options={"begin_immediate": True})
        yield session
        session.commit()
    except DBAPIError as error:
        session.rollback()
        if _gave_way(error):
            raise Busy from error
        raise
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info["writing"] = False
        session.expunge_all()


@contextmanager
def reading() -> Iterator[Session]:
    """Read a consistent state and let go of the connection; what was loaded stays usable."""
    session = db.session()
    if session.info.get("writing") or session.info.get("reading"):
        yield session
        return
    session.info["reading"] = True
    try:
        with session.no_autoflush:
            yield session
    finally:
        session.info["reading"] = False
        session.expunge_all()
        session.rollback()


def configure_engine(engine: Engine) -> None:
    """Teach an SQLite engine the recipe above; on every database nobody waits for a lock without end."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _prepare_postgres)


def _gave_way(error: DBAPIError) -> bool:
    """Whether the same statements may succeed once the others are done."""
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # the rest tells the variety
    return code in SQLITE_LOCKED or getattr(error.orig, "sqlstate", None) in GAVE_WAY


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_postgres(connection: psycopg.Connection, _record: Any) -> None:
    connection.autocommit = True  # else the setting would go with the first rollback
    connection.execute(f"SET lock_timeout = {BUSY_TIMEOUT_MS}")
    connection.autocommit = False


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("begin_immediate")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
