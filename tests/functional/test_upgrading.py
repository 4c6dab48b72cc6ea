"""Processes that bring one database up to date at the same time."""

import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.programs import running

UPGRADE = ["registry.cli", "db", "upgrade"]


@pytest.mark.acceptance
def test_upgrades_started_together_all_succeed(empty_database_url: str, tmp_path: Path) -> None:
    settings = {
        "REINSERTA_ENV": "test",
        "REINSERTA_DATABASE_URL": empty_database_url,
        "REINSERTA_INSTANCE": str(tmp_path),
    }

    with ExitStack() as started:
        upgrades: list[subprocess.Popen[str]] = [started.enter_context(running(UPGRADE, settings)) for _ in range(3)]
        outcomes = [upgrade.wait(timeout=120) for upgrade in upgrades]

    assert outcomes == [0, 0, 0]
