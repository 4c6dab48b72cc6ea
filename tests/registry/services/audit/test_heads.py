import json
import stat
from pathlib import Path

import pytest
from flask import Flask

from registry.errors import WrongState
from registry.extensions.clock import now, today
from registry.services import audit
from registry.services.audit.chaining import Head, current_head
from registry.services.audit.heads import add_head, heads_file, note_daily_head, note_head, parse_head, read_heads
from registry.vocabulary.accounts import AuditAction
from tests.tampering import tamper


@pytest.fixture(autouse=True)
def no_heads(app: Flask) -> None:
    heads_file().unlink(missing_ok=True)
    audit.record(AuditAction.VIEWED, "person", 1)


def test_an_end_is_noted_in_a_file_of_our_own_and_in_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    head = note_head("backup")

    logged = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert read_heads(heads_file()) == [head]
    assert stat.S_IMODE(heads_file().stat().st_mode) == 0o600
    assert (logged["event"], logged["occasion"], logged["number"]) == ("audit_head", "backup", 1)


def test_the_file_only_grows() -> None:
    first = note_head("backup")
    audit.record(AuditAction.VIEWED, "person", 2)
    second = note_head("backup")

    assert read_heads(heads_file()) == [first, second]


def test_the_daily_note_is_made_once_a_day() -> None:
    note_daily_head(on=today())
    note_daily_head(on=today())

    assert read_heads(heads_file()) == [current_head()]


def test_a_broken_end_is_told_in_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    tamper("DELETE FROM audit_head")

    note_daily_head(on=today())

    assert json.loads(capsys.readouterr().err.splitlines()[-1])["event"] == "audit_chain_broken"


def test_an_end_is_read_from_what_somebody_kept(tmp_path: Path) -> None:
    add_head(tmp_path / "copy", Head(7, "ab"), at=now())

    assert parse_head("12:cd") == [Head(12, "cd")]
    assert parse_head(str(tmp_path / "copy")) == [Head(7, "ab")]


def test_what_is_no_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Estimado señor", encoding="utf-8")

    with pytest.raises(WrongState):
        parse_head(str(tmp_path / "letter"))
    with pytest.raises(WrongState):
        parse_head("doce")
