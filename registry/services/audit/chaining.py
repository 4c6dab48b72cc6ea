"""Chaining: what a transaction noted is numbered, hashed and written as its last act, under a lock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import Connection, Dialect, Select, Table, Text, func, insert, select, text, type_coerce, update

from registry.errors import WrongState
from registry.extensions.chain import BEGINNING, chain_key, head_seal, row_hash
from registry.extensions.columns import JsonText
from registry.extensions.database import reading
from registry.models import AuditEntry, AuditHead

#: Name of the lock among PostgreSQL's advisory ones; SQLite's writers wait for each other anyhow.
LOCK = 7_266_279
ENTRIES: Table = AuditEntry.metadata.tables[AuditEntry.__tablename__]
HEADS: Table = AuditHead.metadata.tables[AuditHead.__tablename__]


@dataclass(frozen=True)
class Head:
    """The end of the chain: the number and the hash of its last row."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


def append(connection: Connection, entries: Sequence[dict[str, Any]]) -> Head:
    """Add entries to the chain's end within the caller's transaction, which commits next and so lets go of the lock.

    The new end is the database's only once that transaction is.

    Raises:
        WrongState: The end is missing or not the registry's own; going on from it would hide what was done.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    head, key = read_head(connection), key_in_force()
    number, last = (head.number, head.hash) if head else (0, BEGINNING)
    rows = []
    for entry in entries:
        number += 1
        row = {**entry, "number": number, "previous_hash": last}
        last = row_hash(key, _as_stored(row, connection.dialect))
        rows.append({**row, "hash": last})
    connection.execute(insert(ENTRIES), rows)
    end = Head(number, last)
    move_head(connection, end, is_first=head is None)
    return end


def stored_rows() -> Select[Any]:
    """The rows as stored, in whatever state somebody may have left them; each can be hashed as it is."""
    columns: list[Any] = [type_coerce(column, Text).label(column.name) for column in ENTRIES.columns]
    return select(*columns)


def is_own(row: Mapping[Any, Any]) -> bool:
    """Whether the stored row is as the registry wrote it; where it stands in the chain is not looked at."""
    return bool(row["hash"] == row_hash(key_in_force(), row))


def read_head(connection: Connection) -> Head | None:
    """The chain's end, or None before its first row.

    Raises:
        WrongState: The end was removed or altered.
    """
    row = connection.execute(select(HEADS)).mappings().first()
    if row is None:
        if connection.scalar(select(func.count()).select_from(select(ENTRIES.c.number).limit(1).subquery())):
            raise WrongState("audit_chain_broken")
        return None
    if row["seal"] != head_seal(key_in_force(), row["number"], row["hash"]):
        raise WrongState("audit_chain_broken")
    return Head(row["number"], row["hash"])


def current_head() -> Head | None:
    """The chain's end as committed, or None before its first row.

    Raises:
        WrongState: The end was removed or altered.
    """
    with reading() as session:
        return read_head(session.connection())


def move_head(connection: Connection, head: Head, *, is_first: bool) -> None:
    """Seal the chain's new end."""
    values = {"number": head.number, "hash": head.hash, "seal": head_seal(key_in_force(), head.number, head.hash)}
    connection.execute(insert(HEADS).values(id=1, **values) if is_first else update(HEADS).values(**values))


def key_in_force() -> bytes:
    """Key of the application's chain."""
    return chain_key(current_app.config["DIGEST_KEY"])


def _as_stored(row: dict[str, Any], dialect: Dialect) -> dict[str, Any]:
    changes = JsonText().process_bind_param(row["changes"], dialect)
    return {**row, "action": row["action"].value, "changes": changes}
