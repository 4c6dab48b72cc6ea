import pytest
from flask import Flask

from registry.errors import WrongState
from registry.services import audit
from registry.services.audit.resuming import resume
from registry.services.audit.verifying import verify
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.audit import ChainFault
from tests.tampering import tamper


def look(subject_id: int) -> None:
    audit.record(AuditAction.VIEWED, "person", subject_id)


def test_a_sound_end_is_left_alone(app: Flask) -> None:
    look(1)

    with pytest.raises(WrongState):
        resume()


@pytest.mark.parametrize("change", ["DELETE FROM audit_head", "UPDATE audit_head SET seal = ''"])
def test_a_resumed_chain_shows_its_gap_for_ever(app: Flask, change: str) -> None:
    for number in range(4):
        look(number)
    tamper("DELETE FROM audit_entry WHERE number = 4", change)

    resume(at_least=4)
    look(5)

    assert [(finding.fault, finding.first) for finding in verify().findings] == [(ChainFault.MISSING, 4)]
