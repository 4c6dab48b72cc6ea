"""The audit's pen: an entry for every row written, and for the acts that officers perform.

Hung on the session's events, so that no service can forget it; entries live and die with the
transaction, or the savepoint, that they tell of, and are chained when it commits.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from flask import current_app
from sqlalchemy import event, inspect
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, SessionTransaction, UOWTransaction

from registry.extensions.actor import acting, current_actor
from registry.extensions.clock import now
from registry.extensions.columns import SENSITIVE
from registry.extensions.database import db, transaction
from registry.services.audit.chaining import append
from registry.services.audit.heads import note_written
from registry.vocabulary.accounts import AuditAction

#: Columns that say nothing of their own, or hold bytes that their hash stands for.
UNTOLD = {"id", "created_at", "updated_at", "version", "search_text", "pdf", "content", "progress"}
#: Tables that are themselves logs or signs of life.
UNAUDITED = {"audit_entry", "audit_head", "worker"}
NOTEBOOK = "audit"
CHAINED = "audit_chained"
SECRET = {"password_hash", "session_key", "digest", "qr_token"}


def record(action: AuditAction, subject: str, subject_id: int | None = None, **facts: Any) -> None:
    """Note an act that writes no row of its own: a sign-in, a look at a person's file, an export."""
    with transaction() as session:
        _notebook(session).entries.append(_entry(action, subject, subject_id, facts))


@contextmanager
def for_purpose(purpose: str) -> Iterator[None]:
    """Do the work of the block for a stated purpose, which its entries then tell."""
    with acting(replace(current_actor(), purpose=purpose)):
        yield


def install() -> None:
    """Listen to the registry's sessions; calling it twice changes nothing."""
    listeners: dict[str, Callable[..., Any]] = {
        "after_flush": _note_flush,
        "do_orm_execute": _note_bulk,
        "after_transaction_create": _mark_savepoint,
        "after_soft_rollback": _forget,
        "before_commit": _chain,
        "after_commit": _note_end,
    }
    for name, listener in listeners.items():
        if not event.contains(db.session, name, listener):
            event.listen(db.session, name, listener)


def digest(value: str) -> str:
    """Stand-in of a sensitive value: equal values look equal, and only the key's holder can test a guess."""
    key: bytes = current_app.config["DIGEST_KEY"]
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()[:32]


@dataclass
class _Notebook:
    """What the session's transaction noted so far, and how much of it before each of its savepoints."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    marks: dict[SessionTransaction, int] = field(default_factory=dict)


def _notebook(session: Session) -> _Notebook:
    book: _Notebook = session.info.setdefault(NOTEBOOK, _Notebook())
    return book


def _mark_savepoint(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        book = _notebook(session)
        book.marks[transaction] = len(book.entries)


def _forget(session: Session, ended: SessionTransaction) -> None:
    """Drop what a rolled back savepoint noted, or everything when the whole transaction is."""
    if ended.nested:
        book = _notebook(session)
        del book.entries[book.marks.pop(ended, len(book.entries)) :]
    elif ended.parent is None:
        session.info.pop(NOTEBOOK, None)
        session.info.pop(CHAINED, None)


def _chain(session: Session) -> None:
    """Chain the transaction's entries as its last act: the session flushes first, so that nothing comes after."""
    if session.in_nested_transaction():
        return
    session.flush()
    book: _Notebook = session.info.pop(NOTEBOOK, _Notebook())
    if book.entries:
        session.info[CHAINED] = append(session.connection(), book.entries), len(book.entries)


def _note_end(session: Session) -> None:
    """Let the chain's new end be noted outside the database, now that it stands."""
    if chained := session.info.pop(CHAINED, None):
        note_written(*chained)


def _note_flush(session: Session, _context: UOWTransaction) -> None:
    entries = [_row_entry(AuditAction.CREATED, row) for row in session.new if _is_audited(row)]
    entries += [_row_entry(AuditAction.DELETED, row) for row in session.deleted if _is_audited(row)]
    entries += [
        entry
        for row in session.dirty
        if _is_audited(row) and session.is_modified(row)
        if (entry := _row_entry(AuditAction.UPDATED, row))["changes"]
    ]
    _notebook(session).entries.extend(entries)


def _note_bulk(state: ORMExecuteState) -> Any:
    """Note a statement that writes past the unit of work, and how many rows it met; one that met none wrote nothing."""
    kind = _kind_of(state)
    if not kind or (table := _table_of(state)) in UNAUDITED:
        return None
    result: Any = state.invoke_statement()
    if result.rowcount:
        facts = {"statement": kind, "rows": result.rowcount}
        _notebook(state.session).entries.append(_entry(AuditAction.BULK, table, None, facts))
    return result


def _table_of(state: ORMExecuteState) -> str:
    statement: Any = state.statement
    return str(statement.table.name)


def _kind_of(state: ORMExecuteState) -> str:
    kinds = (("insert", state.is_insert), ("update", state.is_update), ("delete", state.is_delete))
    return next((name for name, is_kind in kinds if is_kind), "")


def _is_audited(row: Any) -> bool:
    return type(row).__tablename__ not in UNAUDITED


def _row_entry(action: AuditAction, row: Any) -> dict[str, Any]:
    state = inspect(row)
    mapper: Mapper[Any] = state.mapper
    changes = {} if action is AuditAction.DELETED else _changes(state, mapper)
    keys = mapper.primary_key_from_instance(row)
    subject_id = keys[0] if isinstance(keys[0], int) else None
    return _entry(action, mapper.class_.__tablename__, subject_id, changes)


def _changes(state: Any, mapper: Mapper[Any]) -> dict[str, Any]:
    changes = {}
    for attribute in mapper.column_attrs:
        if attribute.key in UNTOLD or not (history := state.attrs[attribute.key].history).has_changes():
            continue
        sensitive = isinstance(attribute.columns[0].type, SENSITIVE) or attribute.key in SECRET
        shown = _shielded if sensitive else _plain
        changes[attribute.key] = [shown(history.deleted[0]) if history.deleted else None, shown(history.added[0])]
    return changes


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value if isinstance(value, str | int | float | bool | list | type(None)) else str(value)


def _shielded(value: Any) -> str | None:
    return None if value is None else f"hmac:{digest(repr(value))}"


def _entry(action: AuditAction, subject: str, subject_id: int | None, changes: dict[str, Any]) -> dict[str, Any]:
    actor = current_actor()
    return {
        "at": now(),
        "action": action,
        "subject": subject,
        "subject_id": subject_id,
        "changes": changes,
        "actor": actor.name,
        "post": actor.post,
        "officer_id": actor.officer_id,
        "office_id": actor.office_id,
        "purpose": actor.purpose,
        "address": actor.address,
        "request_id": actor.request_id,
    }
