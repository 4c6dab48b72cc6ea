"""The keys of the sensitive columns: which of them are in use, and how everything comes under the newest.

A value is replaced only while it still is what was read, so the application goes on writing meanwhile; a run that was
killed is simply begun again, since what is done already stands under the newest key.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, Table, Text, TypeCoerce, select, type_coerce, update

from registry.extensions.columns import SENSITIVE, EncryptedBytes, Keyring, keyring
from registry.extensions.database import Base, reading, transaction
from registry.services import audit
from registry.vocabulary.accounts import AuditAction

BATCH = 200
#: Place of a value that no key in the settings opens.
LOST = None
#: Which table is at hand, and how many of its values were brought under the newest key.
Report = Callable[[str, int], None]


@dataclass(frozen=True)
class Sealed:
    """An encrypted value as the database keeps it."""

    row_id: int
    column: Column[Any]
    token: bytes | str


def keys_in_use() -> Mapping[int | None, int]:
    """How many values each key holds: 0 is the newest, None what no key opens."""
    ring = keyring()
    counts: Counter[int | None] = Counter()
    for table in sealed_tables():
        with reading() as session:
            for batch in _batches(session.connection(), table):
                counts.update(ring.key_of(value.token) for value in batch)
    return counts


def rotate(report: Report = lambda _table, _count: None) -> int:
    """Bring every sensitive value under the newest key, batch by batch; tells how many were not yet.

    Values that no key opens stay as they are: `keys_in_use` counts them.
    """
    total = 0
    for table in sealed_tables():
        count = _rotate_table(table, keyring())
        report(table.name, count)
        total += count
    return total


def sealed_tables() -> list[Table]:
    """Tables with sensitive columns; what they refer to comes first."""
    return [table for table in Base.metadata.sorted_tables if _sealed_columns(table)]


def _rotate_table(table: Table, ring: Keyring) -> int:
    renewed, last = 0, 0
    while True:
        with transaction() as session:
            connection = session.connection()
            ids = _next_ids(connection, table, last)
            if not ids:
                break
            count = sum(_renew(connection, table, value, ring) for value in _values(connection, table, ids))
            if count:
                audit.record(AuditAction.BULK, table.name, None, statement="rotate_keys", values=count)
        renewed, last = renewed + count, ids[-1]
    return renewed


def _renew(connection: Connection, table: Table, value: Sealed, ring: Keyring) -> bool:
    """Seal one value anew, unless somebody wrote another one since it was read."""
    if ring.key_of(value.token) in (0, LOST):
        return False
    renewed = ring.rotate(value.token)
    raw = _raw(value.column)
    kept = renewed if isinstance(value.token, bytes) else renewed.decode()
    statement = update(table).where(table.c.id == value.row_id, raw == value.token)
    return connection.execute(statement.values({value.column: type_coerce(kept, raw.type)})).rowcount == 1


def _batches(connection: Connection, table: Table) -> Iterator[list[Sealed]]:
    last = 0
    while ids := _next_ids(connection, table, last):
        yield _values(connection, table, ids)
        last = ids[-1]


def _next_ids(connection: Connection, table: Table, after: int) -> Sequence[int]:
    statement = select(table.c.id).where(table.c.id > after).order_by(table.c.id).limit(BATCH)
    return connection.execute(statement).scalars().all()


def _values(connection: Connection, table: Table, ids: Sequence[int]) -> list[Sealed]:
    """The sensitive values of some rows, as they are stored."""
    columns = _sealed_columns(table)
    statement = select(table.c.id, *(_raw(column) for column in columns)).where(table.c.id.in_(ids))
    return [
        Sealed(row_id, column, bytes(token) if isinstance(token, memoryview) else token)
        for row_id, *tokens in connection.execute(statement)
        for column, token in zip(columns, tokens, strict=True)
        if token is not None
    ]


def _sealed_columns(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if isinstance(column.type, SENSITIVE)]


def _raw(column: Column[Any]) -> TypeCoerce[Any]:
    return type_coerce(column, LargeBinary() if isinstance(column.type, EncryptedBytes) else Text())
