import sqlite3
import time

from sqlalchemy import create_engine

from registry.jobs import sqlite_clock

TABLE = "CREATE TABLE stamped (id INTEGER PRIMARY KEY, at INTEGER NOT NULL DEFAULT (unixepoch('subsec') * 1000))"


def test_a_column_stamps_itself_whatever_the_version_of_sqlite() -> None:
    connection = sqlite3.connect(":memory:")
    sqlite_clock.teach(connection, None)

    connection.execute(TABLE)
    connection.execute("INSERT INTO stamped (id) VALUES (1)")

    (at,) = connection.execute("SELECT at FROM stamped").fetchone()
    assert abs(at - time.time() * 1000) < 5_000


def test_every_engine_of_the_process_knows_the_clock() -> None:
    sqlite_clock.install()

    with create_engine("sqlite://").connect() as connection:
        assert connection.exec_driver_sql("SELECT unixepoch('subsec')").scalar() is not None


def test_other_databases_keep_their_own_clock() -> None:
    sqlite_clock.teach(object(), None)
