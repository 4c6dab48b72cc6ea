"""The benchmark as strangers run it: rows as they come, files written from what was measured."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from matching.__main__ import main


def bench(*arguments: object) -> int:
    return main(["bench", *map(str, arguments)])


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that one quick session writes."""
    folder = tmp_path_factory.mktemp("bench")
    files = [f"--json={folder / 'b.json'}", f"--chart={folder / 'b.svg'}", f"--results={folder / 'b.md'}"]
    assert bench("--sizes", "XS", "--seeds", "1", "--peers", "highspy-lp,highspy-mip", "--limit", "20", *files) == 0
    return folder


def test_every_contestant_leaves_a_reading(measured):
    readings = json.loads((measured / "b.json").read_text())["readings"]

    assert [one["contestant"] for one in readings] == ["engine", "engine-listed", "highspy-lp", "highspy-mip"]
    assert {one["ending"] for one in readings} == {"proven"}
    assert all(one["peak_bytes"] > 10**7 for one in readings)


def test_a_plan_over_all_options_recommends_at_its_prices(measured):
    engine, *_ = json.loads((measured / "b.json").read_text())["readings"]

    assert 0 < engine["figures"]["recommendation_p95_seconds"] < 1


def test_peers_are_measured_against_the_engines_bound(measured):
    *_, mip = json.loads((measured / "b.json").read_text())["readings"]

    assert 0 <= mip["gaps"]["weighted"] < 0.2


def test_report_and_chart_are_written_from_the_same_readings(measured, tmp_path):
    assert bench("--read", measured / "b.json", "--results", tmp_path / "again.md", "--chart", tmp_path / "b.svg") == 0
    assert (tmp_path / "again.md").read_text() == (measured / "b.md").read_text()
    assert (tmp_path / "b.svg").read_text() == (measured / "b.svg").read_text()


@pytest.mark.parametrize("wrong", [("--sizes", "XXL"), ("--peers", "gurobi"), ("--read", "/dev/null")])
def test_what_does_not_exist_is_refused_in_one_line(wrong, capsys):
    assert bench(*wrong) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_session_keeps_its_rows_and_leaves_nothing_running(tmp_path, number):
    with start_session("--json", str(tmp_path / "b.json")) as process:
        started = wait_for_a_row(process)
        process.send_signal(number)
        process.communicate(timeout=120)

    assert process.returncode == 130
    assert not psutil.wait_procs(started, timeout=120)[1]
    assert len(json.loads((tmp_path / "b.json").read_text())["readings"]) >= 1


def test_a_killed_session_leaves_nothing_running():
    with start_session() as process:
        started = wait_for_a_row(process)
        process.kill()

    assert not psutil.wait_procs(started, timeout=120)[1]


def start_session(*arguments: str) -> "subprocess.Popen[bytes]":
    command = ["bench", "--sizes", "XS,L", "--seeds", "1", "--peers", "none", *arguments]
    return subprocess.Popen([sys.executable, "-m", "matching", *command], stdout=subprocess.PIPE)


def wait_for_a_row(process: "subprocess.Popen[bytes]") -> list[psutil.Process]:
    """The processes that a session runs once it has told its first row."""
    assert process.stdout
    while b" XS " not in process.stdout.readline():
        continue
    started: list[psutil.Process] = []
    while not started:
        started = psutil.Process(process.pid).children(recursive=True)
    return started
