from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from registry.extensions.database import configure_engine
from registry.migrations.turns import rebuilding, taking_turns


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    """An SQLite database as the application opens it."""
    engine = create_engine(f"sqlite:///{tmp_path / 'registry.db'}")
    configure_engine(engine)
    yield engine
    engine.dispose()


def checks_references(connection: Connection) -> bool:
    return bool(connection.scalar(text("PRAGMA foreign_keys")))


def test_references_are_not_checked_while_tables_are_rebuilt(sqlite: Engine) -> None:
    with rebuilding(sqlite) as connection:
        connection.execute(text("SELECT 1"))

        assert not checks_references(connection)


def test_references_are_checked_again_after_a_migration_failed(sqlite: Engine) -> None:
    with pytest.raises(OperationalError), rebuilding(sqlite) as connection:
        connection.execute(text("SELECT nothing FROM nowhere"))

    with sqlite.connect() as connection:
        assert checks_references(connection)


def test_whoever_fails_leaves_the_turn_to_the_next(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), taking_turns():
        raise ZeroDivisionError

    with taking_turns():
        pass
