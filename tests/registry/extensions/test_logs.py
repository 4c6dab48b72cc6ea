import json
import sys
from io import StringIO

import pytest

from registry.extensions.logs import configure_logs, frames_of, log


def test_an_event_is_one_json_line_on_standard_error(capsys: pytest.CaptureFixture[str]):
    configure_logs("INFO")

    log().info("round_started", round_id="r-1")

    event = json.loads(capsys.readouterr().err)
    assert (event["event"], event["round_id"], event["level"]) == ("round_started", "r-1", "info")


def test_on_a_terminal_an_event_is_told_plainly(monkeypatch: pytest.MonkeyPatch):
    terminal = StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stderr", terminal)

    log().info("round_started", round_id="r-1")

    assert "round_started round_id=r-1" in terminal.getvalue()
    assert "{" not in terminal.getvalue()


def test_events_below_the_level_are_not_printed(capsys: pytest.CaptureFixture[str]):
    configure_logs("WARNING")

    log().info("round_started")

    configure_logs("INFO")
    assert capsys.readouterr().err == ""


def test_an_error_is_told_by_where_it_came_from_and_not_by_its_message():
    try:
        raise ValueError("DNI 41234821")
    except ValueError as error:
        frames = frames_of(error)

    assert "test_logs.py" in frames[-1]
    assert "41234821" not in str(frames)
