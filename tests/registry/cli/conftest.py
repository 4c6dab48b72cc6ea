from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from flask import Flask

from registry.config import Settings
from registry.extensions.database import db
from registry.factory import create_app


@pytest.fixture
def settings(tmp_path: Path) -> Mapping[str, str]:
    """Settings of a service of its own, on an embedded database."""
    return {"REINSERTA_ENV": "test", "REINSERTA_INSTANCE": str(tmp_path)}


@pytest.fixture
def empty_app(settings: Mapping[str, str]) -> Iterator[Flask]:
    """The application on a database without a table."""
    app = create_app(Settings.from_environ(settings))
    yield app
    with app.app_context():
        db.engine.dispose()
