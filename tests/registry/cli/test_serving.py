import json
import os
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from flask import Flask

from tests.programs import eventually, family_of, is_running, running


@pytest.fixture
def upgraded_app(empty_app: Flask) -> Flask:
    """The application on an empty registry of its own."""
    empty_app.test_cli_runner().invoke(args=["db", "upgrade"])
    return empty_app


class Service:
    """`reinserta serve` at some free port."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert process.stdout is not None
        self.address = process.stdout.readline().split()[3]

    def answers(self, path: str) -> bool:
        try:
            with urllib.request.urlopen(self.address + path, timeout=60) as response:
                return bool(json.load(response))
        except OSError:
            return False

    def await_ready(self) -> None:
        eventually(lambda: self.answers("/readyz"), "database and worker answer")

    def worker_pid(self) -> int:
        family = family_of(self.process.pid)
        return next((pid for pid in family if "worker" in _arguments(pid)), 0)


def _arguments(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")


@pytest.fixture
def service(upgraded_app: Flask, settings: Mapping[str, str]) -> Iterator[Service]:
    with running(["registry.cli", "serve", "--port", "0"], settings) as process:
        service = Service(process)
        service.await_ready()
        yield service


def test_a_dead_worker_is_replaced_and_ctrl_c_leaves_no_process(service: Service) -> None:
    before = service.worker_pid()
    os.kill(before, signal.SIGKILL)
    eventually(lambda: service.worker_pid() not in (0, before), "another worker")
    family = family_of(service.process.pid)

    service.process.send_signal(signal.SIGINT)

    assert service.process.wait(20) == 0
    assert not any(map(is_running, family))


def test_nothing_outlives_a_killed_parent(service: Service) -> None:
    family = family_of(service.process.pid)

    service.process.kill()

    eventually(lambda: not any(map(is_running, family)), "every process ends")


def test_a_busy_port_is_told_in_one_line(upgraded_app: Flask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        result = upgraded_app.test_cli_runner().invoke(args=["serve", "--port", str(port)])

    assert result.exit_code == 1
    assert result.output.splitlines() == [
        f"Error: El puerto {port} está ocupado. Cierre lo que lo usa o elija otro con --port."
    ]


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_nothing_starts_on_a_stale_database(empty_app: Flask, command: str) -> None:
    result = empty_app.test_cli_runner().invoke(args=[command])

    assert result.exit_code == 1
    assert "reinserta db upgrade" in result.output
