"""What whole stories share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from registry.extensions.queue import QUEUE
from tests.conftest import empty_registry, fresh_postgres
from tests.factories.rounds import FakeQueue
from tests.functional.matrix import World


@pytest.fixture
def empty_database_url(database_url: str, tmp_path: Path) -> str:
    """Address of a database without a table, beside the one of the suite."""
    if database_url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return fresh_postgres("empty")


@pytest.fixture(scope="module")
def world(migrated_app: Flask) -> Iterator[World]:
    """Two offices with one of everything, kept through a module: its tests ask, and change nothing of each other's."""
    with migrated_app.app_context(), pytest.MonkeyPatch.context() as patch:
        empty_registry()
        patch.setitem(migrated_app.extensions, QUEUE, FakeQueue())
        patch.setitem(migrated_app.config, "WTF_CSRF_METHODS", [])
        yield World(migrated_app)
