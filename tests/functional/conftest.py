"""What whole stories share."""

from pathlib import Path

import pytest

from tests.conftest import fresh_postgres


@pytest.fixture
def empty_database_url(database_url: str, tmp_path: Path) -> str:
    """Address of a database without a table, beside the one of the suite."""
    if database_url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return fresh_postgres("empty")
