"""The audit's pen: an entry for every row written, and for the acts that officers perform.

Hung on the session's events, so that no service can forget it; entries live and die with the
transaction that they tell of.
"""

import hashlib
import hmac
from enum import Enum
from typing import Any

from flask import current_app
from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, UOWTransaction

from registry.extensions.actor import current_actor
from registry.extensions.clock import now
from registry.extensions.columns import SENSITIVE
from registry.extensions.database import db, transaction
from registry.models import AuditEntry
from registry.vocabulary.accounts import AuditAction

#: Columns that say nothing of their own, or hold bytes that their hash stands for.
UNTOLD = {"id", "created_at", "updated_at", "version", "search_text", "pdf", "content", "progress"}
#: Tables that are themselves logs or signs of life.
UNAUDITED = {"audit_entry", "worker"}
SECRET = {"password_hash", "session_key", "digest", "qr_token"}


def record(action: AuditAction, subject: str, subject_id: int | None = None, **facts: Any) -> None:
    """Note an act that writes no row of its own: a sign-in, a look at a person's file, an export."""
    with transaction() as session:
        _write(session, [_entry(action, subject, subject_id, facts)])


def install() -> None:
    """Listen to the registry's sessions; calling it twice changes nothing."""
    if not event.contains(db.session, "after_flush", _note_flush):
        event.listen(db.session, "after_flush", _note_flush)
        event.listen(db.session, "do_orm_execute", _note_bulk)


def digest(value: str) -> str:
    """Stand-in of a sensitive value: equal values look equal, and only the key's holder can test a guess."""
    key: bytes = current_app.config["DIGEST_KEY"]
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()[:32]


def _note_flush(session: Session, _context: UOWTransaction) -> None:
    entries = [_row_entry(AuditAction.CREATED, row) for row in session.new if _is_audited(row)]
    entries += [_row_entry(AuditAction.DELETED, row) for row in session.deleted if _is_audited(row)]
    entries += [
        entry
        for row in session.dirty
        if _is_audited(row) and session.is_modified(row)
        if (entry := _row_entry(AuditAction.UPDATED, row))["changes"]
    ]
    if entries:
        _write(session, entries)


def _note_bulk(state: ORMExecuteState) -> None:
    mapper = state.bind_mapper
    statement = _kind_of(state)
    if mapper is None or not statement or (table := mapper.class_.__tablename__) in UNAUDITED:
        return
    _write(state.session, [_entry(AuditAction.BULK, table, None, {"statement": statement})])


def _write(session: Session, entries: list[dict[str, Any]]) -> None:
    """Insert past the unit of work: the log is written on every flush, and nobody reads it back."""
    session.connection().execute(insert(AuditEntry), entries)


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
