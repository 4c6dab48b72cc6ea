import json
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import text

from registry.errors import WrongState
from registry.extensions.actor import Actor, acting
from registry.extensions.database import db
from registry.services import audit
from registry.services.audit.chaining import Head, current_head
from registry.services.audit.restoring import declare_restored
from registry.services.audit.verifying import verify
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.audit import ChainFault
from tests.tampering import tamper

COPIED, LOST = 3, 4


def look(subject_id: int) -> None:
    audit.record(AuditAction.VIEWED, "person", subject_id)


@pytest.fixture
def lost(app: Flask) -> Iterator[Head]:
    """An end noted after the copy, in a registry that the copy was put back into."""
    for number in range(COPIED):
        look(number)
    with db.engine.connect() as connection:
        copied = connection.execute(text("SELECT hash, seal FROM audit_head")).one()
    for number in range(LOST):
        look(number)
    end = current_head()
    assert end
    tamper(
        f"DELETE FROM audit_entry WHERE number > {COPIED}",
        f"UPDATE audit_head SET number = {COPIED}, hash = '{copied.hash}', seal = '{copied.seal}'",
    )
    with acting(Actor("rmedina", purpose="falló el disco")):
        yield end


def test_a_restore_reads_as_a_cut_until_it_is_declared(lost: Head) -> None:
    assert [finding.fault for finding in verify([lost]).findings] == [ChainFault.CUT]

    loss = declare_restored([lost])

    verdict = verify([lost])
    assert verdict.is_whole
    assert list(verdict.losses) == [loss]
    assert (loss.told_in, loss.ends, loss.rows, loss.reason) == (COPIED + 1, [lost], LOST, "falló el disco")


def test_numbers_used_again_after_the_declaration_are_sound(lost: Head) -> None:
    declare_restored([lost])
    for number in range(LOST + 3):
        look(number)
    later = current_head()
    assert later

    verdict = verify([lost, later])

    assert verdict.is_whole
    assert verdict.compared == 1


def test_numbers_used_again_before_the_declaration_are_declared_too(lost: Head) -> None:
    for number in range(LOST + 3):
        look(number)
    assert [finding.fault for finding in verify([lost]).findings] == [ChainFault.REPLACED]

    declare_restored([lost])

    assert verify([lost]).is_whole


def test_what_is_cut_after_the_declaration_is_found(lost: Head) -> None:
    declare_restored([lost])
    look(1)
    later = current_head()
    assert later

    tamper(f"DELETE FROM audit_entry WHERE number = {later.number}")

    assert [finding.fault for finding in verify([lost, later]).findings] == [ChainFault.CUT]


def test_a_second_restore_to_before_the_declaration_is_a_cut_again(lost: Head) -> None:
    with db.engine.connect() as connection:
        copied = connection.execute(text("SELECT hash, seal FROM audit_head")).one()
    declare_restored([lost])

    tamper(
        f"DELETE FROM audit_entry WHERE number > {COPIED}",
        f"UPDATE audit_head SET number = {COPIED}, hash = '{copied.hash}', seal = '{copied.seal}'",
    )

    assert [finding.fault for finding in verify([lost]).findings] == [ChainFault.CUT]


def test_a_forged_declaration_excuses_nothing(lost: Head) -> None:
    told = json.dumps({"lost_ends": [str(lost)], "lost_rows": LOST}).replace(":", r"\:")

    tamper(
        f"UPDATE audit_entry SET action = 'updated', subject = 'audit_head', changes = '{told}' WHERE number = {COPIED}"
    )

    verdict = verify([lost])
    assert {finding.fault for finding in verdict.findings} == {ChainFault.ALTERED, ChainFault.CUT}
    assert not verdict.losses


def test_nothing_is_declared_where_nothing_is_lost(app: Flask) -> None:
    look(1)
    end = current_head()

    with pytest.raises(WrongState) as refusal:
        declare_restored([end] if end else [])

    assert refusal.value.code == "audit_nothing_lost"
