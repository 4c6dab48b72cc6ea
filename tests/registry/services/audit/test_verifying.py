"""Somebody with every right in the database changes the audit; the verification finds it, and where."""

from collections.abc import Sequence

import pytest
from flask import Flask
from sqlalchemy import text

from registry.extensions.chain import BEGINNING, chain_key, row_hash
from registry.extensions.database import db
from registry.services import audit
from registry.services.audit.chaining import ENTRIES, Head, current_head
from registry.services.audit.verifying import verify
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.audit import ChainFault
from tests.factories.accounts import make_officer
from tests.factories.people import make_person
from tests.tampering import tamper, without_guards

ROWS = 6
#: A value of each column's own kind that no row holds.
OTHERS = {"number": 77, "at": "2020-01-01 00:00:00.000000", "action": "deleted", "changes": "[]"}


@pytest.fixture
def chain(app: Flask) -> Head:
    """Six looks, and the end that somebody noted."""
    for number in range(1, ROWS + 1):
        audit.record(AuditAction.VIEWED, "person", number, sheet="file")
    head = current_head()
    assert head
    return head


def found(*noted: Head) -> Sequence[tuple[ChainFault, int, int]]:
    return [(finding.fault, finding.first, finding.last) for finding in verify(noted).findings]


def test_an_untouched_chain_is_whole(chain: Head) -> None:
    verdict = verify([chain])

    assert verdict.is_whole
    assert (verdict.rows, verdict.head, verdict.compared) == (ROWS, chain, 1)


def test_an_empty_chain_is_whole(app: Flask) -> None:
    assert verify().is_whole


def test_a_chain_of_real_work_is_whole(app: Flask) -> None:
    make_person(officer=make_officer(), health_remark="lumbalgia", given_names="Ñusta «María» \n\t\\ 😀")

    assert verify().is_whole


@pytest.mark.parametrize("column", [column.name for column in ENTRIES.columns if column.name != "number"])
def test_an_altered_column_is_found(chain: Head, column: str) -> None:
    value = OTHERS.get(column, 9 if column.endswith("_id") and column != "request_id" else "otro")

    tamper(f"UPDATE audit_entry SET {column} = {value!r} WHERE number = 3")

    assert (ChainFault.ALTERED, 3, 3) in found()


def test_a_removed_row_is_found(chain: Head) -> None:
    tamper("DELETE FROM audit_entry WHERE number IN (3, 4)")

    assert found() == [(ChainFault.MISSING, 3, 4)]


def test_the_removed_first_row_is_found(chain: Head) -> None:
    tamper("DELETE FROM audit_entry WHERE number = 1")

    assert found() == [(ChainFault.MISSING, 1, 1)]


def test_the_removed_last_row_is_found(chain: Head) -> None:
    tamper(f"DELETE FROM audit_entry WHERE number = {ROWS}")

    assert found() == [(ChainFault.CUT, ROWS, ROWS)]


def test_rows_that_changed_places_are_found(chain: Head) -> None:
    tamper(
        "UPDATE audit_entry SET number = 99 WHERE number = 2",
        "UPDATE audit_entry SET number = 2 WHERE number = 3",
        "UPDATE audit_entry SET number = 3 WHERE number = 99",
    )

    assert {(ChainFault.ALTERED, 2, 2), (ChainFault.ALTERED, 3, 3)} <= set(found())


def test_an_added_row_is_found(chain: Head) -> None:
    columns = ", ".join(column.name for column in ENTRIES.columns if column.name != "number")

    tamper(f"INSERT INTO audit_entry (number, {columns}) SELECT 7, {columns} FROM audit_entry WHERE number = 6")

    assert {(ChainFault.ALTERED, 7, 7), (ChainFault.BEYOND, 7, 7)} <= set(found())


def test_an_end_without_our_seal_is_found(chain: Head) -> None:
    tamper("DELETE FROM audit_entry WHERE number = 6", "UPDATE audit_head SET number = 5")

    assert (ChainFault.HEAD, 5, 5) in found()


def test_an_earlier_end_put_back_is_found_by_what_was_noted_elsewhere(chain: Head) -> None:
    with db.engine.connect() as connection:
        before = connection.execute(text("SELECT hash, seal FROM audit_head")).one()
    audit.record(AuditAction.VIEWED, "person", 7)
    later = current_head()
    assert later

    tamper(
        "DELETE FROM audit_entry WHERE number = 7",
        f"UPDATE audit_head SET number = 6, hash = '{before.hash}', seal = '{before.seal}'",
    )

    assert found() == []
    assert found(later) == [(ChainFault.CUT, 7, 7)]


def test_a_chain_built_anew_without_the_key_is_found_from_its_first_row_on(chain: Head) -> None:
    build_anew(chain_key(b"another key"))

    findings = found()

    assert findings[0] == (ChainFault.ALTERED, 1, 1)
    assert (ChainFault.REPLACED, ROWS, ROWS) in findings


def test_a_chain_built_anew_with_the_key_is_found_by_what_was_noted_elsewhere(app: Flask, chain: Head) -> None:
    tamper("UPDATE audit_entry SET purpose = 'otro' WHERE number = 2")
    build_anew(chain_key(app.config["DIGEST_KEY"]))

    assert (ChainFault.REPLACED, ROWS, ROWS) in found(chain)


def build_anew(key: bytes) -> None:
    """Hash every row again, in order, with a key."""
    last = BEGINNING
    with db.engine.begin() as connection, without_guards(connection):
        for row in connection.execute(text("SELECT * FROM audit_entry ORDER BY number")).mappings().all():
            changed = {**row, "previous_hash": last}
            last = row_hash(key, changed)
            connection.execute(
                text("UPDATE audit_entry SET previous_hash = :previous_hash, hash = :hash WHERE number = :number"),
                {"previous_hash": changed["previous_hash"], "hash": last, "number": row["number"]},
            )
