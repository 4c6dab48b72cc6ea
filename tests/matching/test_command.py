"""The command line as strangers use it: exit codes, one line of words, files whole or not at all."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from matching.__main__ import main
from tests.matching.problems import make_problem
from tests.matching.test_solve import knapsacks

PROBLEM = make_problem([(0, 0, 10.0, [(0, 1.0)]), (1, 0, 7.0, [(0, 1.0)])])


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    path = tmp_path / "problem.json.gz"
    path.write_bytes(gzip.compress(PROBLEM.to_json()))
    return path


@pytest.fixture
def plan(problem: Path, tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    assert main(["solve", str(problem), "-o", str(path)]) == 0
    return path


def refusal(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """Run a command; answers its exit code and the one line on stderr."""
    code = main([str(argument) for argument in arguments])
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    return code, lines[0]


def test_what_is_solved_is_verified(problem, plan):
    assert json.loads(plan.read_bytes())["chosen"] == [0]
    assert main(["verify", str(problem), str(plan)]) == 0


def test_verifying_says_what_was_verified(problem, plan, capsys):
    main(["verify", str(problem), str(plan)])

    assert capsys.readouterr().out == "1 placed, feasible; placed 1 (bound 1), value 10 (bound 10); gap 0, optimal\n"


def test_a_tampered_plan_is_refused_with_the_reason(problem, plan, capsys):
    document = json.loads(plan.read_bytes())
    plan.write_text(json.dumps({**document, "gap": 0.5}))

    code, line = refusal(capsys, "verify", problem, plan)

    assert code == 1
    assert line.startswith(f"{plan}: gap: 0.5 is stated")


def test_a_wrong_problem_names_file_and_place(tmp_path, capsys):
    path = tmp_path / "problem.json"
    path.write_bytes(PROBLEM.to_json().replace(b'"value":[10.0,7.0]', b'"value":[10.0,NaN]'))

    assert refusal(capsys, "solve", path, "-o", tmp_path / "plan") == (
        2,
        f"{path}: options.value[1]: not a finite number",
    )


def test_a_wrong_plan_names_file_and_place(problem, plan, capsys):
    plan.write_text("{}")

    assert refusal(capsys, "verify", problem, plan) == (2, f"{plan}: format: missing")


def test_a_missing_file_is_named(tmp_path, capsys):
    code, line = refusal(capsys, "solve", tmp_path / "nothing", "-o", tmp_path / "plan")

    assert (code, line) == (2, f"{tmp_path / 'nothing'}: No such file or directory")


def test_a_plan_that_could_not_be_written_is_refused_before_the_work(problem, tmp_path, capsys):
    code, line = refusal(capsys, "solve", problem, "-o", tmp_path / "nowhere" / "plan")

    assert code == 2
    assert "nowhere" in line


@pytest.mark.parametrize("limit", ["-1", "nan", "soon"])
def test_a_wrong_limit_is_refused(problem, limit, capsys):
    with pytest.raises(SystemExit) as error:
        main(["solve", str(problem), "-o", "plan", "--time-limit", limit])

    assert error.value.code == 2
    assert "--time-limit" in capsys.readouterr().err


def test_an_internal_failure_is_one_line(problem, tmp_path, capsys, monkeypatch):
    def fail(*_arguments: object, **_limits: object) -> None:
        raise RuntimeError("no\nsuch luck")

    monkeypatch.setattr("matching.__main__.solve", fail)

    code, line = refusal(capsys, "solve", problem, "-o", tmp_path / "plan")

    assert (code, line) == (3, "internal failure: RuntimeError: no such luck")
    assert not (tmp_path / "plan").exists()


def test_nothing_is_left_beside_the_plan(plan):
    assert sorted(path.name for path in plan.parent.iterdir()) == ["plan.json", "problem.json.gz"]


def test_signals_are_given_back(problem, tmp_path):
    before = signal.getsignal(signal.SIGINT)

    main(["solve", str(problem), "-o", str(tmp_path / "plan.json")])

    assert signal.getsignal(signal.SIGINT) is before


def test_a_process_reads_stdin_and_writes_stdout():
    done = run_process("solve", "-", "-o", "-", input=PROBLEM.to_json())

    assert done.returncode == 0
    assert json.loads(done.stdout)["objective"] == {"placed": 1.0, "value": 10.0}


def test_an_empty_stdin_is_wrong_input():
    done = run_process("solve", "-", "-o", "-", input=b"")

    assert (done.returncode, done.stderr) == (2, b"stdin: file: empty\n")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_process_writes_its_best_plan(tmp_path, number):
    problem, plan = tmp_path / "problem.json", tmp_path / "plan.json"
    os.mkfifo(problem)
    process = subprocess.Popen([sys.executable, "-m", "matching", "solve", problem, "-o", plan, "--time-limit", "120"])

    problem.write_bytes(knapsacks(200).to_json())  # goes through once the process listens, to signals too
    time.sleep(0.5)
    process.send_signal(number)

    assert process.wait(timeout=100) == 0
    assert json.loads(plan.read_bytes())["status"] == "feasible"


def run_process(*arguments: str, input: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "matching", *arguments], input=input, capture_output=True, check=False)
