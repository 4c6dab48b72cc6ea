"""The slow worker: started under a name, watched by its marks."""

import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask import Flask

from registry.jobs.queue import database_url
from tests.programs import eventually, running
from tests.queued import empty_queue

Start = Callable[[str], AbstractContextManager[subprocess.Popen[str]]]


class Marks:
    """What the slow worker's steps left in their folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def lines(self) -> list[str]:
        marks = self.folder / "marks"
        return marks.read_text(encoding="utf-8").splitlines() if marks.exists() else []

    def await_line(self, line: str) -> None:
        eventually(lambda: line in self.lines(), line)

    def let_go(self) -> None:
        (self.folder / "go").touch()


@pytest.fixture
def marks(tmp_path: Path) -> Marks:
    return Marks(tmp_path)


@pytest.fixture
def bare_queue(app: Flask) -> None:
    """The queue without the rounds of other tests."""
    empty_queue(app)


@pytest.fixture
def start(app: Flask, bare_queue: None, tmp_path: Path) -> Start:
    """Starts the slow worker under a name."""

    def start(name: str) -> AbstractContextManager[subprocess.Popen[str]]:
        settings = {
            "REINSERTA_ENV": "test",
            "REINSERTA_DATABASE_URL": database_url(app),
            "REINSERTA_INSTANCE": str(tmp_path / "instance"),
            "REINSERTA_WORKER_ID": name,
        }
        return running(["tests.registry.jobs.slow_worker", str(tmp_path)], settings)

    return start
