import json
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from registry.errors import WrongState
from registry.extensions.clock import today
from registry.extensions.database import reading
from registry.models import AuditEntry
from registry.services import audit
from registry.services.audit.chaining import current_head
from registry.services.audit.purging import Purge, kept_since, purge
from registry.services.audit.verifying import verify
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.audit import ChainFault
from tests.tampering import tamper

TOMORROW = today() + timedelta(days=1)
IN_THREE_YEARS = today() + timedelta(days=3 * 366)


def look(subject_id: int) -> None:
    audit.record(AuditAction.VIEWED, "person", subject_id)


def test_entries_are_kept_for_two_years() -> None:
    assert kept_since(date(2028, 2, 29)) == date(2026, 2, 28)


def test_what_the_law_keeps_is_not_removed(app: Flask) -> None:
    look(1)

    with pytest.raises(WrongState) as refusal:
        purge(before=TOMORROW, on=today())

    assert refusal.value.code == "audit_kept_by_law"


def test_a_lawful_removal_leaves_a_whole_chain_that_tells_of_it(app: Flask) -> None:
    for number in range(3):
        look(number)
    end = current_head()

    done = purge(before=TOMORROW, on=IN_THREE_YEARS)
    look(4)

    assert done == Purge(rows=3, through=3)
    assert verify([end] if end else []).is_whole
    with reading() as session:
        assert session.scalars(select(AuditEntry.number).order_by(AuditEntry.number)).all() == [4, 5]


def test_rows_removed_past_a_lawful_removal_are_missed(app: Flask) -> None:
    look(1)
    purge(before=TOMORROW, on=IN_THREE_YEARS)
    look(2)
    look(3)

    tamper("DELETE FROM audit_entry WHERE number = 3")

    assert [(finding.fault, finding.first) for finding in verify().findings] == [(ChainFault.MISSING, 3)]


def test_a_forged_removal_hides_no_missing_beginning(app: Flask) -> None:
    for number in range(4):
        look(number)

    forge_removal(through=2, at=3)

    found = [(finding.fault, finding.first, finding.last) for finding in verify().findings]
    assert found == [(ChainFault.MISSING, 1, 2), (ChainFault.ALTERED, 3, 3)]


def test_a_forged_removal_takes_no_lawful_one_s_place(app: Flask) -> None:
    look(1)
    purge(before=TOMORROW, on=IN_THREE_YEARS)
    for number in range(3):
        look(number)

    forge_removal(through=3, at=5, keep=2)

    found = [(finding.fault, finding.first, finding.last) for finding in verify().findings]
    assert found == [(ChainFault.MISSING, 3, 3), (ChainFault.ALTERED, 5, 5)]


def forge_removal(*, through: int, at: int, keep: int = 0) -> None:
    """Remove rows up to a number, and make the row at another one tell that this was lawful."""
    with reading() as session:
        end = session.scalars(select(AuditEntry.hash).where(AuditEntry.number == through)).one()
    told = json.dumps({"hash": end, "rows": through})
    tamper(
        f"DELETE FROM audit_entry WHERE number <= {through} AND number <> {keep}",
        f"UPDATE audit_entry SET action = 'deleted', subject = 'audit_entry', subject_id = {through}, "
        f"changes = '{told.replace(':', chr(92) + ':')}' WHERE number = {at}",
    )


def test_the_guard_stands_again_after_a_removal(app: Flask) -> None:
    look(1)
    purge(before=TOMORROW, on=IN_THREE_YEARS)

    with pytest.raises(WrongState) as refusal:
        purge(before=date(2020, 1, 1), on=IN_THREE_YEARS)

    assert refusal.value.code == "audit_nothing_so_old"
