"""The service as an office runs it: a demonstration registry in a folder, web and worker over it."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import flask_migrate

from registry.config import Settings
from registry.demo import Size, build
from registry.extensions.clock import today
from registry.extensions.database import db
from registry.factory import create_app
from registry.jobs.queue import prepare_tables
from registry.services.accounts.passwords import COSTS
from tests.programs import ROOT, eventually, family_of, is_running

SIZE = Size(persons=240, units=80, seed=3, round_seconds=5)
STOP_SECONDS = 30
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


def build_once(folder: Path) -> Path:
    """Build the demonstration in a folder, unless another process of this run did, and give its database."""
    folder.mkdir(exist_ok=True)
    database = folder / "built.db"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not database.exists():
            _build(folder)
            (folder / "reinserta.db").rename(database)
    return database


def _build(folder: Path) -> None:
    """Do what `reinserta db upgrade` and `reinserta demo load` do, with passwords that cost little."""
    app = create_app(Settings(instance=str(folder), demo=True))
    app.config[COSTS] = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
    with app.app_context():
        flask_migrate.upgrade()
        prepare_tables(app)
        build(SIZE, on=today(), say=print)
        db.engine.dispose()


@contextmanager
def serving(database: Path, folder: Path, told: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a copy of a database on a free port, and give the address; nothing runs on afterwards.

    *told* are settings beside those of a demonstration.
    """
    folder.mkdir(exist_ok=True)
    shutil.copy(database, folder / "reinserta.db")
    log = folder / "serve.log"
    with log.open("w") as output, _started(environment(folder, told), output) as process:
        try:
            yield _await_address(log, process)
        finally:
            family = family_of(process.pid)
            process.terminate()
            process.wait(STOP_SECONDS)
    left = [pid for pid in family if is_running(pid)]
    assert not left, f"still running after the end: {left}\n{log.read_text()}"


def _started(settings: Mapping[str, str], output: TextIO) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "registry.cli", "serve", "--port", "0"]
    return subprocess.Popen(command, cwd=ROOT, env=settings, text=True, stdout=output, stderr=output)


def _await_address(log: Path, process: subprocess.Popen[str]) -> str:
    eventually(lambda: process.poll() is not None or ADDRESS.search(log.read_text()) is not None, "an address")
    found = ADDRESS.search(log.read_text())
    assert found, log.read_text()
    eventually(lambda: _is_ready(f"{found[0]}/readyz"), "a ready service")
    return found[0]


def _is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(url) as answer:
            return bool(answer.status == 200)
    except (urllib.error.HTTPError, ConnectionError) as refusal:
        if isinstance(refusal, urllib.error.HTTPError):
            refusal.close()
        return False


def environment(folder: Path, told: Mapping[str, str] | None = None) -> dict[str, str]:
    """Settings of a demonstration in a folder, changed by what else is told."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REINSERTA_")}
    usual = {"REINSERTA_DEMO": "yes", "REINSERTA_INSTANCE": str(folder), "PYTHONUNBUFFERED": "1"}
    return {**kept, **usual, **(told or {})}
