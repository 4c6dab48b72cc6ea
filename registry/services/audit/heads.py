"""Ends of the chain noted outside the database: in a file that only grows, and in the log.

The file finds what happened since; copies of the log on another machine also find what was done by
somebody who could write to this one.
"""

import json
import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from flask import current_app

from registry.errors import WrongState
from registry.extensions.clock import in_peru, now
from registry.extensions.logs import log
from registry.services.audit.chaining import Head, current_head

FILE = "audit-heads.jsonl"
ONLY_OURS = 0o600


def heads_file() -> Path:
    """File of the noted ends, in the instance folder."""
    folder: Path = current_app.config["SETTINGS"].instance_folder
    return folder / FILE


def note_head(occasion: str) -> Head | None:
    """Write down where the chain ends now, in the file and in the log; nothing before its first row.

    Raises:
        WrongState: The sealed end was removed or altered.
    """
    head = current_head()
    if head is not None:
        add_head(heads_file(), head, at=now())
        log().info("audit_head", occasion=occasion, number=head.number, hash=head.hash)
    return head


def note_daily_head(*, on: date) -> None:
    """Note the end once a day in Peru, however often this is called; an end that is broken cries out in the log."""
    path = heads_file()
    if path.exists() and in_peru(datetime.fromtimestamp(path.stat().st_mtime, UTC)).date() >= on:
        return
    try:
        note_head("daily")
    except WrongState as refusal:
        log().error(refusal.code)


def add_head(path: Path, head: Head, *, at: datetime) -> None:
    """Add one line to a file of ends, and see it safely on the disk."""
    line = json.dumps({"at": at.isoformat(), "number": head.number, "hash": head.hash}) + "\n"
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, ONLY_OURS)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(line)
        file.flush()
        os.fsync(descriptor)


def read_heads(path: Path) -> Sequence[Head]:
    """The ends of a file, in its order; a file that is not there holds none.

    Raises:
        WrongState: A line tells no end.
    """
    if not path.exists():
        return []
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [Head(int(line["number"]), str(line["hash"])) for line in lines]
    except (ValueError, KeyError, TypeError) as error:
        raise WrongState("audit_heads_unreadable", path=str(path)) from error


def parse_head(text: str) -> Sequence[Head]:
    """What somebody kept of the chain: «NUMBER:HASH», or a file of ends.

    Raises:
        WrongState: It is neither.
    """
    number, _, last_hash = text.partition(":")
    if number.isdigit() and last_hash:
        return [Head(int(number), last_hash)]
    if not Path(text).exists():
        raise WrongState("audit_heads_unreadable", path=text)
    return read_heads(Path(text))
