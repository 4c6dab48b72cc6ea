"""Fixtures of the whole suite: one migrated application a database, emptied before each test."""

import itertools
import os
import time
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from sqlalchemy import make_url, text

from registry.config import Settings
from registry.extensions.database import Base, db
from registry.factory import create_app
from registry.jobs.queue import prepare_tables
from registry.services.accounts.passwords import COSTS
from registry.services.audit.heads import PACE, Pace, heads_file
from tests.tampering import without_guards

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
POSTGRES_URL = os.environ.get("REINSERTA_TEST_POSTGRES_URL", "")
#: Deleting and this, of tables that hold a few rows, take a tenth of the time of TRUNCATE … RESTART IDENTITY.
NUMBERS_ANEW = text(
    "SELECT setval(seqrelid, seqstart, false) FROM pg_sequence JOIN pg_class ON pg_class.oid = seqrelid"
    " WHERE relnamespace = 'public'::regnamespace"
)
#: Sweeps over every route or operation, and pages over services that are themselves tested on both databases:
#: on the second one they are for `make acceptance`.
REPEATED = (
    "functional/test_matrix.py",
    "functional/test_markers.py",
    "functional/test_lost_updates.py",
    "registry/api/test_contract.py",
    "registry/demo/",
    "registry/views/",
    "registry/web/test_proof.py",
)
TESTS = Path(__file__).parent
#: The same examples on every run: a change is judged by what it changes.
settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")
#: Databases of this process so far: a process that takes tests of the other kind in between builds its own anew.
DATABASES = itertools.count(1)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what PostgreSQL only repeats to the full sizes."""
    for item in items:
        if "postgresql" in item.name and item.path.relative_to(TESTS).as_posix().startswith(REPEATED):
            item.add_marker(pytest.mark.acceptance)


def skip_or_fail(reason: str) -> None:
    """Skip for want of a part that is not on this machine; where everything is required, fail."""
    if REQUIRE_ALL:
        pytest.fail(f"required here: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of an empty database, one a test process."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'registry.db'}"
    if not POSTGRES_URL:
        skip_or_fail("no PostgreSQL server: set REINSERTA_TEST_POSTGRES_URL or run through .ci/postgres")
    return fresh_postgres(os.environ.get("PYTEST_XDIST_WORKER", "main"))


def fresh_postgres(label: str) -> str:
    """Address of a new database on the PostgreSQL server; *label* tells it from the others of this process."""
    name = f"reinserta_{label}_{os.getpid()}_{next(DATABASES)}"
    url = make_url(POSTGRES_URL)
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def migrated_app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a database that the migrations built."""
    app = create_app(Settings(env="test", database_url=database_url, instance=str(tmp_path_factory.mktemp("instance"))))
    app.config[COSTS] = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
    with app.app_context():
        flask_migrate.upgrade()
    prepare_tables(app)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(migrated_app: Flask) -> Iterator[Flask]:
    """The application inside its context, on an empty registry."""
    with migrated_app.app_context():
        empty_registry()
        heads_file().unlink(missing_ok=True)
        migrated_app.extensions[PACE] = Pace(noted_at=time.monotonic())
        yield migrated_app
        db.session.remove()


def empty_registry() -> None:
    """Remove every row of the registry, the audit's and its noted ends too, and begin its numbers anew.

    PostgreSQL also gives the room back: new rows would else stand in the gaps of old ones, in any order.
    """
    heads_file().unlink(missing_ok=True)
    tables = [table.name for table in reversed(Base.metadata.sorted_tables)]
    with db.engine.begin() as connection, without_guards(connection):
        emptied = [name for name in tables if connection.execute(text(f"DELETE FROM {name}")).rowcount]
        if connection.dialect.name == "postgresql":
            connection.execute(NUMBERS_ANEW)
    if emptied and db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"VACUUM {', '.join(emptied)}")


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor who has not signed in."""
    return app.test_client()


@pytest.fixture
def instance_folder(tmp_path: Path) -> Path:
    """An empty folder for a process of its own."""
    return tmp_path / "instance"
