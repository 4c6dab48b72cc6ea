from collections.abc import Sequence

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from registry.errors import WrongState
from registry.extensions.database import db, reading, transaction
from registry.models import AuditEntry
from registry.services import audit
from registry.services.audit.verifying import verify
from registry.vocabulary.accounts import AuditAction
from tests.factories.accounts import make_office
from tests.tampering import tamper
from tests.threads import at_once

WRITERS, EACH = 8, 12


def numbers() -> Sequence[int]:
    with reading() as session:
        return session.scalars(select(AuditEntry.number).order_by(AuditEntry.number)).all()


def fail_at_work() -> None:
    with transaction():
        make_office()
        raise ZeroDivisionError


def look(subject_id: int) -> None:
    audit.record(AuditAction.VIEWED, "person", subject_id)


def test_entries_are_numbered_without_gaps_though_transactions_fail(app: Flask) -> None:
    look(1)
    with pytest.raises(ZeroDivisionError):
        fail_at_work()
    look(2)

    assert numbers() == [1, 2]


def test_a_savepoint_that_is_rolled_back_takes_its_entries_along(app: Flask) -> None:
    with transaction() as session:
        look(1)
        savepoint = session.begin_nested()
        look(2)
        savepoint.rollback()
        with session.begin_nested():
            look(3)

    with reading() as session:
        assert session.scalars(select(AuditEntry.subject_id).order_by(AuditEntry.number)).all() == [1, 3]


def test_writers_at_the_same_time_leave_no_fork(app: Flask) -> None:
    def write(number: int) -> None:
        for _ in range(EACH):
            look(number)

    at_once(app, *(lambda number=number: write(number) for number in range(WRITERS)))

    assert numbers() == list(range(1, WRITERS * EACH + 1))
    assert verify().is_whole


@pytest.mark.parametrize("change", ["UPDATE audit_entry SET purpose = 'otro'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_an_entry(app: Flask, change: str) -> None:
    look(1)

    with pytest.raises(DBAPIError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text(change))


@pytest.mark.parametrize("change", ["UPDATE audit_head SET number = 0, hash = ''", "DELETE FROM audit_head"])
def test_nothing_is_written_upon_an_end_that_is_not_ours(app: Flask, change: str) -> None:
    look(1)
    tamper(change)

    with pytest.raises(WrongState) as refusal:
        look(2)

    assert refusal.value.code == "audit_chain_broken"
    assert numbers() == [1]
