"""Ends of the chain noted outside the database: in a file that only grows, and in the log.

Whoever can write to the database may keep its sealed end, and put it back after cutting the rows that
came since: only an end noted in between finds that. Each process that writes notes the end with its
first write, then after every `ROWS_BETWEEN` rows and with the first write after `SECONDS_BETWEEN`; the
worker notes it every five minutes where it moved. What stays open: the rows after the last note, at most
`ROWS_BETWEEN - 1` a writing process or the last five minutes, and whatever is older than the file
for somebody who can also write to it: copies of the log on another machine find that.
"""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from flask import current_app

from registry.errors import WrongState
from registry.extensions.clock import in_peru, now
from registry.extensions.logs import log
from registry.services.audit.chaining import Head, current_head

FILE = "audit-heads.jsonl"
ONLY_OURS = 0o600
PACE = "audit_pace"
ROWS_BETWEEN = 100
SECONDS_BETWEEN = 300.0
#: More than the longest line, which names what a restore lost.
TAIL_BYTES = 1 << 20


@dataclass
class Pace:
    """How long ago, in rows and in seconds, this process last noted the end; its first row is due at once."""

    noted_at: float | None = None
    rows: int = 0
    lock: Lock = field(default_factory=Lock)

    def is_due(self, rows: int, *, at: float) -> bool:
        """Count rows just written, and tell whether their end must be noted now; *at* is a steady clock's."""
        with self.lock:
            self.rows += rows
            is_old = self.noted_at is None or at - self.noted_at >= SECONDS_BETWEEN
            if not is_old and self.rows < ROWS_BETWEEN:
                return False
            self.noted_at, self.rows = at, 0
            return True


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
        _note(head, occasion)
    return head


def note_lost(ends: Sequence[Head], *, reason: str) -> None:
    """Note the present end with the ends that a restore lost; the lines that told them stay.

    Raises:
        WrongState: The sealed end was removed or altered.
    """
    head = current_head()
    if head is not None:
        add_head(heads_file(), head, at=now(), closed=[str(end) for end in ends], reason=reason)
        log().warning("audit_restored", number=head.number, hash=head.hash, closed=len(ends))


def note_written(head: Head, rows: int) -> None:
    """Note the end of a transaction that was just committed, when the process has written enough since the last note.

    What was committed stays so: a file that cannot be written cries out in the log, where the end stands as well.
    """
    pace: Pace = current_app.extensions.setdefault(PACE, Pace())
    if not pace.is_due(rows, at=time.monotonic()):
        return
    try:
        _note(head, "write")
    except OSError as error:
        log().error("audit_head_not_noted", number=head.number, hash=head.hash, kind=type(error).__name__)


def note_daily_head(*, on: date) -> None:
    """Note the end where it moved since the last line of the file, and at least once a day in Peru.

    The day is the one that the line tells: anybody may touch a file's time. An end that is broken cries out in the log.
    """
    try:
        head = current_head()
        if head is not None and _last_line(heads_file()) != (on, head):
            _note(head, "daily")
    except WrongState as refusal:
        log().error(refusal.code)


def _note(head: Head, occasion: str) -> None:
    try:
        add_head(heads_file(), head, at=now())
    finally:
        log().info("audit_head", occasion=occasion, number=head.number, hash=head.hash)


def _last_line(path: Path) -> tuple[date, Head] | None:
    """Day and end of the last line; None where there is none, or it tells no end."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL_BYTES))
        lines = file.read().splitlines()
    try:
        line = json.loads(lines[-1])
        return in_peru(datetime.fromisoformat(line["at"])).date(), Head(int(line["number"]), str(line["hash"]))
    except (IndexError, ValueError, KeyError, TypeError):
        return None


def add_head(path: Path, head: Head, *, at: datetime, **remarks: Any) -> None:
    """Add one line to a file of ends, and see it safely on the disk; *remarks* stand beside the end for its readers."""
    line = json.dumps({"at": at.isoformat(), "number": head.number, "hash": head.hash, **remarks}) + "\n"
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
