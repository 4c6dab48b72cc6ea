import json
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from registry.errors import SignInRefused
from registry.extensions.database import reading
from registry.models import AuditEntry
from registry.services.accounts import accounts
from registry.services.accounts.passwords import COSTS, is_outdated
from registry.services.accounts.sign_in import delay_after, sign_in
from registry.vocabulary.accounts import AuditAction
from tests.factories.accounts import PASSWORD, make_officer

pytestmark = pytest.mark.usefixtures("app")
NOW = datetime(2026, 9, 7, 14, 0, tzinfo=UTC)


def refuse(username, password="not the right one", at=NOW, times=1):
    for _ in range(times):
        with pytest.raises(SignInRefused) as refusal:
            sign_in(username, password, at=at)
    return refusal.value


def entries(action):
    with reading() as session:
        return session.scalars(select(AuditEntry).where(AuditEntry.action == action)).all()


def test_an_officer_signs_in_however_the_name_is_typed():
    officer = make_officer(username="rosa")
    make_officer(username="luis")

    signed_in = sign_in(" Rosa", PASSWORD, at=NOW)

    assert signed_in.id == officer.id
    assert signed_in.office.id == officer.office_id


def test_every_failure_looks_alike():
    make_officer(username="rosa")
    closed = make_officer(username="luis")
    accounts.deactivate(closed.id)

    refusals = [refuse("rosa"), refuse("nadie"), refuse("luis", PASSWORD), refuse("rosa", times=5)]

    assert {(refusal.code, str(refusal.facts)) for refusal in refusals} == {("sign_in_refused", "{}")}


def test_five_wrong_passwords_lock_the_account_for_a_minute():
    make_officer(username="rosa")
    refuse("rosa", times=5)

    refuse("rosa", PASSWORD, at=NOW + timedelta(seconds=59))

    assert sign_in("rosa", PASSWORD, at=NOW + timedelta(seconds=61))


def test_four_wrong_passwords_lock_nothing():
    make_officer(username="rosa")
    refuse("rosa", times=4)

    assert sign_in("rosa", PASSWORD, at=NOW)


def test_tries_while_locked_do_not_prolong_the_lock():
    make_officer(username="rosa")
    refuse("rosa", times=50)

    assert sign_in("rosa", PASSWORD, at=NOW + timedelta(seconds=61))


def test_the_delay_doubles_up_to_a_quarter_of_an_hour():
    minutes = [delay_after(failures) / timedelta(minutes=1) for failures in (4, 5, 6, 7, 8, 9, 1_000)]

    assert minutes == [0, 1, 2, 4, 8, 15, 15]


def test_signing_in_forgets_the_failures():
    make_officer(username="rosa")
    refuse("rosa", times=4)
    sign_in("rosa", PASSWORD, at=NOW)

    refuse("rosa", times=4)

    assert sign_in("rosa", PASSWORD, at=NOW)


def test_an_outdated_hash_is_renewed(app: Flask, monkeypatch):
    officer = make_officer(username="rosa")
    monkeypatch.setitem(app.config, COSTS, {"time_cost": 2, "memory_cost": 16, "parallelism": 1})

    sign_in("rosa", PASSWORD, at=NOW)

    assert not is_outdated(accounts.get_account(officer.id).password_hash)


def test_the_audit_tells_who_signed_in():
    officer = make_officer(username="rosa")

    sign_in("rosa", PASSWORD, at=NOW)

    (entry,) = entries(AuditAction.SIGNED_IN)
    assert (entry.officer_id, entry.actor) == (officer.id, officer.full_name)


def test_the_audit_keeps_no_name_that_may_be_a_password():
    refuse("mi contraseña secreta")

    (entry,) = entries(AuditAction.SIGN_IN_REFUSED)
    assert entry.changes["cause"] == "unknown"
    assert "secreta" not in json.dumps(entry.changes)


def test_the_audit_tells_why_a_sign_in_failed():
    officer = make_officer(username="rosa")

    refuse("rosa", times=6)

    causes = [(entry.subject_id, entry.changes["cause"]) for entry in entries(AuditAction.SIGN_IN_REFUSED)]
    assert causes == [(officer.id, "wrong_password")] * 5 + [(officer.id, "locked")]
