"""What the audit held before it was chained."""

import flask_migrate
from flask import Flask
from sqlalchemy import text

from registry.extensions.database import db
from registry.services import audit
from registry.services.audit.verifying import verify
from registry.vocabulary.accounts import AuditAction

OLD_ROW = text(
    "INSERT INTO audit_entry (id, at, action, subject, changes, actor, post, purpose, address, request_id)"
    " VALUES (:id, '2026-09-07 14:05:00.123456', 'viewed', 'person', '{}', 'Rosa Medina', '', '', '', '')"
)


def test_rows_written_before_the_chain_are_numbered_and_chained(app: Flask) -> None:
    flask_migrate.downgrade(revision="0003")
    with db.engine.begin() as connection:
        connection.execute(OLD_ROW, [{"id": number} for number in (2, 5, 9)])

    flask_migrate.upgrade()
    audit.record(AuditAction.VIEWED, "person", 1)

    verdict = verify()
    assert (verdict.first, verdict.last) == (1, 4)
    assert verdict.is_whole


def test_going_back_keeps_the_rows(app: Flask) -> None:
    audit.record(AuditAction.VIEWED, "person", 1)

    flask_migrate.downgrade(revision="0003")
    with db.engine.begin() as connection:
        kept = connection.scalar(text("SELECT count(*) FROM audit_entry"))
    flask_migrate.upgrade()

    assert kept == 1
    assert verify().is_whole
