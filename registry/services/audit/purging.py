"""Removing audit rows past the time that the law keeps them; the chain then begins at what is left, and says so."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Connection, Text, delete, func, select, text, type_coerce

from registry.errors import WrongState
from registry.extensions.clock import PERU
from registry.extensions.database import transaction
from registry.norms import value_at
from registry.services.audit.chaining import ENTRIES, Head, is_own, stored_rows
from registry.services.audit.pen import record
from registry.vocabulary.accounts import AuditAction

GUARD = "audit_entry_is_append_only"
TRIGGERS = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'")


@dataclass(frozen=True)
class Purge:
    """What was removed: how many rows, and the number of the last one."""

    rows: int
    through: int


def kept_since(on: date) -> date:
    """First day whose entries must still be kept on *on* (art. 46 RPDP)."""
    years = value_at("audit_retention", on)
    is_leap_day = (on.month, on.day) == (2, 29)
    return on.replace(year=on.year - years, day=28 if is_leap_day else on.day)


def purge(*, before: date, on: date) -> Purge:
    """Remove the entries before a day; the removal is itself an entry, which the chain's new beginning leans on.

    Only the owner of the tables can do this; the application's database user cannot.

    Raises:
        WrongState: The law still keeps some of them, or nothing is that old.
    """
    if before > kept_since(on):
        raise WrongState("audit_kept_by_law", since=f"{kept_since(on):%d/%m/%Y}")
    with transaction() as session:
        connection = session.connection()
        end = _last_before(connection, datetime.combine(before, time(), PERU))
        removed = delete(ENTRIES).where(ENTRIES.c.number <= end.number)
        rows = _without_guards(connection, lambda: connection.execute(removed).rowcount)
        record(AuditAction.DELETED, ENTRIES.name, end.number, hash=end.hash, rows=rows)
    return Purge(rows, end.number)


def last_purge(connection: Connection) -> Head | None:
    """Where the rows that were lawfully removed ended, as the newest entry tells that the registry itself wrote.

    Somebody who removes rows may add such an entry, but cannot hash it: it is passed over, so that the rows are missed.
    """
    own = (ENTRIES.c.subject == ENTRIES.name, type_coerce(ENTRIES.c.action, Text) == AuditAction.DELETED.value)
    rows = connection.execute(stored_rows().where(*own).order_by(ENTRIES.c.number.desc())).mappings()
    return next((Head(row["subject_id"], json.loads(row["changes"])["hash"]) for row in rows if is_own(row)), None)


def _without_guards(connection: Connection, act: Callable[[], int]) -> int:
    """Do what the triggers refuse, and set them again in the same transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ALTER TABLE {ENTRIES.name} DISABLE TRIGGER {GUARD}"))
        done = act()
        connection.execute(text(f"ALTER TABLE {ENTRIES.name} ENABLE TRIGGER {GUARD}"))
        return done
    triggers = connection.execute(TRIGGERS).all()
    for name, _sql in triggers:
        connection.execute(text(f"DROP TRIGGER {name}"))
    done = act()
    for _name, sql in triggers:
        connection.exec_driver_sql(sql)
    return done


def _last_before(connection: Connection, instant: datetime) -> Head:
    """The row before the first one that stays: rows are removed from the beginning only."""
    first_kept = connection.scalar(select(func.min(ENTRIES.c.number)).where(ENTRIES.c.at >= instant))
    statement = select(ENTRIES.c.number, ENTRIES.c.hash)
    if first_kept is not None:
        statement = statement.where(ENTRIES.c.number < first_kept)
    row = connection.execute(statement.order_by(ENTRIES.c.number.desc()).limit(1)).first()
    if row is None:
        raise WrongState("audit_nothing_so_old")
    return Head(row.number, row.hash)
