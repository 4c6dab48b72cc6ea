"""The keys of the sensitive columns: which of them are in use, and how everything comes under the newest.

A value is replaced only while it still is what was read, so the application goes on writing meanwhile; a run that was
killed is simply begun again, since what is done already stands under the newest key.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, Table, Text, TypeCoerce, select, tuple_, type_coerce, update

from registry.extensions.columns import SENSITIVE, EncryptedBytes, Keyring, keyring
from registry.extensions.database import Base, reading, transaction
from registry.services import audit
from registry.vocabulary.accounts import AuditAction

BATCH = 200
#: Place of a value that no key in the settings opens.
LOST = None
#: Which table is at hand, and how many of its values were brought under the newest key.
Report = Callable[[str, int], None]
#: Primary key of a row.
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Sealed:
    """An encrypted value as the database keeps it."""

    key: Key
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
    renewed, last = 0, None
    while True:
        with transaction() as session:
            connection = session.connection()
            values, last = _next_values(connection, table, last)
            if last is None:
                return renewed
            count = sum(_renew(connection, table, value, ring) for value in values)
            if count:
                audit.record(AuditAction.BULK, table.name, None, statement="rotate_keys", values=count)
        renewed += count


def _renew(connection: Connection, table: Table, value: Sealed, ring: Keyring) -> bool:
    """Seal one value anew, unless somebody wrote another one since it was read."""
    if ring.key_of(value.token) in (0, LOST):
        return False
    renewed = ring.rotate(value.token)
    raw = _raw(value.column)
    kept = renewed if isinstance(value.token, bytes) else renewed.decode()
    own = (column == part for column, part in zip(table.primary_key, value.key, strict=True))
    statement = update(table).where(*own, raw == value.token)
    return connection.execute(statement.values({value.column: type_coerce(kept, raw.type)})).rowcount == 1


def _batches(connection: Connection, table: Table) -> Iterator[list[Sealed]]:
    values, last = _next_values(connection, table, None)
    while last is not None:
        yield values
        values, last = _next_values(connection, table, last)


def _next_values(connection: Connection, table: Table, after: Key | None) -> tuple[list[Sealed], Key | None]:
    """The sensitive values of the rows after a key, as they are stored, and the last row's key; None without rows."""
    keys, columns = list(table.primary_key), _sealed_columns(table)
    statement = select(*keys, *(_raw(column) for column in columns)).order_by(*keys).limit(BATCH)
    if after is not None:
        statement = statement.where(tuple_(*keys) > tuple_(*after))
    rows = [tuple(row) for row in connection.execute(statement)]
    values = [
        Sealed(row[: len(keys)], column, bytes(token) if isinstance(token, memoryview) else token)
        for row in rows
        for column, token in zip(columns, row[len(keys) :], strict=True)
        if token is not None
    ]
    return values, rows[-1][: len(keys)] if rows else None


def _sealed_columns(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if isinstance(column.type, SENSITIVE)]


def _raw(column: Column[Any]) -> TypeCoerce[Any]:
    return type_coerce(column, LargeBinary() if isinstance(column.type, EncryptedBytes) else Text())
