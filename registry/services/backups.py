"""Copies of the whole database, taken while the registry works, with the audit's end beside each."""

import os
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from sqlalchemy import URL

from registry.errors import WrongState
from registry.extensions.chain import BEGINNING
from registry.extensions.clock import now
from registry.extensions.database import db
from registry.services import audit
from registry.services.audit.chaining import Head
from registry.services.audit.heads import ONLY_OURS, add_head, note_head
from registry.vocabulary.accounts import AuditAction

DUMPER = "pg_dump"
LAST_LINE_KEPT = 200


@dataclass(frozen=True)
class Backup:
    """A copy and the end of the audit's chain that it must hold."""

    path: Path
    head_path: Path
    head: Head


def back_up(path: Path) -> Backup:
    """Copy the database to a new file that only its owner reads; the copy itself stands in the audit.

    The keys of the encrypted columns and of the audit are not in it: they are kept elsewhere.

    Raises:
        WrongState: The file exists, or PostgreSQL's `pg_dump` is missing or failed.
    """
    if path.exists():
        raise WrongState("backup_exists", path=str(path))
    if not _is_embedded() and not which(DUMPER):
        raise WrongState("backup_needs_pg_dump")
    audit.record(AuditAction.EXPORTED, "database", backup=path.name)
    head = note_head("backup") or Head(0, BEGINNING)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OURS))
    try:
        _copy_embedded(path) if _is_embedded() else _dump(path, db.engine.url)
    except BaseException:
        path.unlink()
        raise
    head_path = path.with_name(f"{path.name}.head")
    head_path.unlink(missing_ok=True)
    add_head(head_path, head, at=now())
    return Backup(path, head_path, head)


def _is_embedded() -> bool:
    return db.engine.dialect.name == "sqlite"


def _copy_embedded(path: Path) -> None:
    """Use SQLite's own copying, which waits for no writer and lets none wait."""
    with closing(sqlite3.connect(str(db.engine.url.database))) as source, closing(sqlite3.connect(path)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")


def _dump(path: Path, url: URL) -> None:
    """Let `pg_dump` write its own format; the password goes through the environment, which no process list shows."""
    address = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environment = {**os.environ, "PGPASSWORD": url.password or os.environ.get("PGPASSWORD", "")}
    command = [DUMPER, "--format=custom", "--no-owner", "--file", str(path), "--dbname", address]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)  # noqa: S603 - our own words
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise WrongState("backup_failed", reason=reason[:LAST_LINE_KEPT])
