import sqlite3
import time
from contextlib import closing

from sqlalchemy import create_engine

from registry.extensions import sqlite_clock

TABLE = "CREATE TABLE stamped (id INTEGER PRIMARY KEY, at INTEGER NOT NULL DEFAULT (unixepoch('subsec') * 1000))"


def test_a_column_stamps_itself_whatever_the_version_of_sqlite() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        sqlite_clock.teach(connection, None)
        connection.execute(TABLE)
        connection.execute("INSERT INTO stamped (id) VALUES (1)")
        (at,) = connection.execute("SELECT at FROM stamped").fetchone()

    assert abs(at - time.time() * 1000) < 60_000


def test_every_engine_of_the_process_knows_the_clock() -> None:
    sqlite_clock.install()
    engine = create_engine("sqlite://")

    with engine.connect() as connection:
        at = connection.exec_driver_sql("SELECT unixepoch('subsec')").scalar()

    engine.dispose()
    assert at is not None


def test_other_databases_keep_their_own_clock() -> None:
    sqlite_clock.teach(object(), None)
