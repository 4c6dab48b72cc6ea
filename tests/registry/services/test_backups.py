import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import make_url, select

from registry.config import Settings
from registry.errors import WrongState
from registry.extensions.database import db, reading
from registry.factory import create_app
from registry.models import Office
from registry.services.audit.heads import heads_file, read_heads
from registry.services.audit.verifying import verify
from registry.services.backups import back_up
from tests.conftest import fresh_postgres, skip_or_fail
from tests.factories.accounts import make_office


@pytest.fixture(autouse=True)
def dumper(app: Flask) -> None:
    if db.engine.dialect.name == "postgresql" and not shutil.which("pg_dump"):
        skip_or_fail("no pg_dump on this machine")


def test_a_copy_is_restored_with_its_rows_and_a_whole_audit(app: Flask, tmp_path: Path) -> None:
    make_office(name="EML Puno")
    done = back_up(tmp_path / "copy")
    make_office(name="EML Tacna")

    with create_app(Settings(env="test", database_url=restored(done.path), instance=str(tmp_path))).app_context():
        with reading() as session:
            names = session.scalars(select(Office.name)).all()
        verdict = verify(read_heads(done.head_path))
        db.engine.dispose()

    assert names == ["EML Puno"]
    assert verdict.is_whole
    assert verdict.compared == 1


def test_a_copy_is_its_owners_alone(app: Flask, tmp_path: Path) -> None:
    done = back_up(tmp_path / "copy")

    assert [stat.S_IMODE(path.stat().st_mode) for path in (done.path, done.head_path)] == [0o600, 0o600]


def test_the_end_of_the_audit_is_noted_with_each_copy(app: Flask, tmp_path: Path) -> None:
    done = back_up(tmp_path / "copy")

    assert read_heads(heads_file())[-1] == done.head


def test_a_copy_replaces_no_other(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("otra", encoding="utf-8")

    with pytest.raises(WrongState):
        back_up(tmp_path / "copy")

    assert (tmp_path / "copy").read_text(encoding="utf-8") == "otra"


def test_without_pg_dump_there_is_a_refusal_and_no_file(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if db.engine.dialect.name == "sqlite":
        return
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(WrongState) as refusal:
        back_up(tmp_path / "copy")

    assert refusal.value.code == "backup_needs_pg_dump"
    assert list(tmp_path.iterdir()) == []


def restored(copy: Path) -> str:
    """Address of a database made from the copy, as the README tells it."""
    if db.engine.dialect.name == "sqlite":
        shutil.copy(copy, copy.with_suffix(".db"))
        return f"sqlite:///{copy.with_suffix('.db')}"
    url = make_url(fresh_postgres("restored"))
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    subprocess.run(["pg_restore", "--no-owner", "--dbname", address, str(copy)], check=True, capture_output=True)
    return url.render_as_string(hide_password=False)
