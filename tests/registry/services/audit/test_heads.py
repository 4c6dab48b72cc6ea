import json
import stat
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from registry.errors import WrongState
from registry.extensions.clock import now, today
from registry.extensions.database import db, transaction
from registry.services import audit
from registry.services.audit.chaining import Head, current_head
from registry.services.audit.heads import (
    PACE,
    ROWS_BETWEEN,
    Pace,
    add_head,
    heads_file,
    note_daily_head,
    note_head,
    parse_head,
    read_heads,
)
from registry.services.audit.verifying import verify
from registry.vocabulary.accounts import AuditAction
from tests.tampering import tamper


@pytest.fixture(autouse=True)
def first_row(app: Flask) -> None:
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


def test_the_day_of_the_last_note_is_the_one_its_line_tells() -> None:
    yesterday = now() - timedelta(days=1)
    end = current_head()
    assert end
    add_head(heads_file(), end, at=yesterday)

    note_daily_head(on=today())

    assert read_heads(heads_file()) == [end, end]


def test_an_end_that_moved_is_noted_on_the_same_day() -> None:
    note_daily_head(on=today())
    audit.record(AuditAction.VIEWED, "person", 2)

    note_daily_head(on=today())

    assert [head.number for head in read_heads(heads_file())] == [1, 2]


def test_a_last_line_that_tells_no_end_does_not_stop_the_next_note() -> None:
    heads_file().write_text("{}\n", encoding="utf-8")

    note_daily_head(on=today())

    assert len(heads_file().read_text(encoding="utf-8").splitlines()) == 2


def test_a_process_notes_the_end_of_its_first_write(app: Flask) -> None:
    app.extensions[PACE] = Pace()

    audit.record(AuditAction.VIEWED, "person", 2)
    audit.record(AuditAction.VIEWED, "person", 3)

    assert [head.number for head in read_heads(heads_file())] == [2]


def test_a_process_that_writes_notes_the_end_every_hundred_rows() -> None:
    with transaction():
        for number in range(ROWS_BETWEEN):
            audit.record(AuditAction.VIEWED, "person", number)
    audit.record(AuditAction.VIEWED, "person", 2)

    assert [head.number for head in read_heads(heads_file())] == [ROWS_BETWEEN + 1]


def test_the_first_write_after_five_minutes_is_noted() -> None:
    pace = Pace(noted_at=0.0)

    assert [pace.is_due(1, at=at) for at in (1.0, 299.0, 300.0, 301.0)] == [False, False, True, False]


def test_what_was_rolled_back_is_not_noted(app: Flask) -> None:
    app.extensions[PACE] = Pace()

    with suppress(KeyError), transaction() as session:
        audit.record(AuditAction.VIEWED, "person", 2)
        session.flush()
        raise KeyError

    assert not heads_file().exists()


def test_a_write_outlives_a_file_that_cannot_be_written(app: Flask, capsys: pytest.CaptureFixture[str]) -> None:
    app.extensions[PACE] = Pace()
    heads_file().mkdir()

    audit.record(AuditAction.VIEWED, "person", 2)

    heads_file().rmdir()
    assert "audit_head_not_noted" in capsys.readouterr().err
    assert verify().last == 2


def test_an_old_end_put_back_after_a_busy_while_is_found() -> None:
    with db.engine.connect() as connection:
        kept = connection.execute(text("SELECT hash, seal FROM audit_head")).one()
    for number in range(ROWS_BETWEEN):
        audit.record(AuditAction.VIEWED, "person", number)

    tamper(
        "DELETE FROM audit_entry WHERE number > 1",
        f"UPDATE audit_head SET number = 1, hash = '{kept.hash}', seal = '{kept.seal}'",
    )

    assert verify().is_whole
    assert not verify(read_heads(heads_file())).is_whole


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
