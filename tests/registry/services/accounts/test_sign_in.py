import json
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from registry.errors import InvalidFields, NotFound, SignInRefused
from registry.extensions.database import reading
from registry.models import AuditEntry
from registry.services.accounts import accounts, second_factor
from registry.services.accounts.passwords import COSTS, is_outdated
from registry.services.accounts.sessions import Browser, find_session
from registry.services.accounts.sign_in import finish_set_up, give_code, sign_in
from registry.vocabulary.accounts import AuditAction, Role
from registry.vocabulary.sign_in import SessionStage
from tests.factories.accounts import PASSWORD, make_officer
from tests.factories.second_factors import code_of, set_up_factor

pytestmark = pytest.mark.usefixtures("app")
NOW = datetime(2026, 9, 7, 14, 0, tzinfo=UTC)
KNOWN = Browser(address="203.0.113.9", mark="the officer's own telephone")
STRANGER = Browser(address="198.51.100.7", mark="somebody else's")


def refuse(username, password="not the right one", at=NOW, times=1, browser=None):
    for _ in range(times):
        with pytest.raises(SignInRefused) as refusal:
            sign_in(username, password, at=at, browser=browser)
    return refusal.value


def refuse_code(token, code="000000", at=NOW, times=1, browser=None):
    for _ in range(times):
        with pytest.raises(InvalidFields, match="code"):
            give_code(token, code, at=at, browser=browser)


def entries(action):
    with reading() as session:
        found = select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.number)
        return session.scalars(found).all()


def test_an_officer_signs_in_however_the_name_is_typed():
    officer = make_officer(username="rosa")
    make_officer(username="luis")

    opened = sign_in(" Rosa", PASSWORD, at=NOW)

    assert find_session(opened.token, at=NOW).account.id == officer.id


def test_every_failure_looks_alike():
    make_officer(username="rosa")
    closed = make_officer(username="luis")
    accounts.deactivate(closed.id)

    refusals = [refuse("rosa"), refuse("nadie"), refuse("luis", PASSWORD), refuse("rosa", times=5)]

    assert {(refusal.code, str(refusal.facts)) for refusal in refusals} == {("sign_in_refused", "{}")}


@pytest.mark.parametrize("name", ["rosa", "nadie"])
def test_a_name_is_counted_whether_or_not_an_account_has_it(name):
    make_officer(username="rosa")
    refuse(name, times=6)

    causes = [entry.changes["cause"] for entry in entries(AuditAction.SIGN_IN_REFUSED)]

    assert causes[-1] == "locked"


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


def test_signing_in_forgets_the_failures():
    make_officer(username="rosa")
    refuse("rosa", times=4)
    sign_in("rosa", PASSWORD, at=NOW)

    refuse("rosa", times=4)

    assert sign_in("rosa", PASSWORD, at=NOW)


def test_strangers_tries_do_not_shut_out_a_browser_that_signed_in_before():
    officer = make_officer(username="rosa")
    opened = sign_in("rosa", PASSWORD, at=NOW, browser=KNOWN)
    second_factor.begin(officer)
    finish_set_up(opened.token, code_of(officer, NOW), at=NOW)

    refuse("rosa", times=20, browser=STRANGER)

    refuse("rosa", PASSWORD, browser=STRANGER)
    assert sign_in("rosa", PASSWORD, at=NOW, browser=KNOWN)


def test_a_known_browser_is_locked_by_its_own_tries():
    officer = make_officer(username="rosa")
    set_up_factor(officer, at=NOW, browser=KNOWN)

    refuse("rosa", times=5, browser=KNOWN)

    refuse("rosa", PASSWORD, browser=KNOWN)
    assert sign_in("rosa", PASSWORD, at=NOW, browser=STRANGER)


def test_one_address_that_tries_many_names_is_shut_for_all_of_them():
    make_officer(username="rosa")
    for number in range(20):
        refuse(f"nombre{number}", browser=STRANGER)

    refuse("rosa", PASSWORD, browser=STRANGER)

    assert sign_in("rosa", PASSWORD, at=NOW, browser=Browser(address="192.0.2.1"))


def test_an_officer_without_second_factor_sets_one_up_before_the_door_opens():
    officer = make_officer(username="rosa")
    opened = sign_in("rosa", PASSWORD, at=NOW)

    done = finish_set_up(opened.token, code_of(officer, NOW), at=NOW)

    assert opened.session.stage is SessionStage.SET_UP
    assert find_session(opened.token, at=NOW) is None
    assert find_session(done.opened.token, at=NOW).stage is SessionStage.OPEN
    assert len(set(done.recovery_codes)) == 10


def test_a_code_opens_the_session_under_another_token():
    officer = make_officer(username="rosa")
    set_up_factor(officer, at=NOW)
    later = NOW + timedelta(minutes=1)
    waiting = sign_in("rosa", PASSWORD, at=later)

    opened = give_code(waiting.token, code_of(officer, later), at=later)

    assert waiting.session.stage is SessionStage.CODE
    assert waiting.token != opened.token
    assert find_session(waiting.token, at=later) is None
    assert find_session(opened.token, at=later).stage is SessionStage.OPEN


def test_a_code_is_taken_once():
    officer = make_officer(username="rosa")
    set_up_factor(officer, at=NOW)
    later = NOW + timedelta(minutes=1)
    first, second = (sign_in("rosa", PASSWORD, at=later) for _ in range(2))
    code = code_of(officer, later)
    give_code(first.token, code, at=later)

    refuse_code(second.token, code, at=later)


@pytest.mark.parametrize(("seconds", "is_taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_telephone_s_clock_may_be_half_a_minute_off(seconds, is_taken):
    officer = make_officer(username="rosa")
    set_up_factor(officer, at=NOW - timedelta(hours=1))
    waiting = sign_in("rosa", PASSWORD, at=NOW)
    code = code_of(officer, NOW + timedelta(seconds=seconds))

    if is_taken:
        assert give_code(waiting.token, code, at=NOW)
    else:
        refuse_code(waiting.token, code)


def test_a_recovery_code_opens_once_however_it_is_typed():
    officer = make_officer(username="rosa")
    codes = set_up_factor(officer, at=NOW)
    first, second = (sign_in("rosa", PASSWORD, at=NOW) for _ in range(2))

    give_code(first.token, f" {codes[3].upper().replace('-', ' ')}", at=NOW)

    refuse_code(second.token, codes[3])
    assert second_factor.state_of(officer.id).codes_left == 9


def test_wrong_codes_shut_the_second_door_too():
    officer = make_officer(username="rosa")
    set_up_factor(officer, at=NOW - timedelta(hours=1))
    waiting = sign_in("rosa", PASSWORD, at=NOW)
    refuse_code(waiting.token, times=5)

    refuse_code(waiting.token, code_of(officer, NOW))

    later = NOW + timedelta(seconds=61)
    assert give_code(waiting.token, code_of(officer, later), at=later)


def test_people_of_institutions_may_do_without_a_second_factor():
    make_officer(username="ana", role=Role.COMPANY_MANAGER, office_id=None)

    assert sign_in("ana", PASSWORD, at=NOW).session.stage is SessionStage.OPEN


def test_an_open_session_takes_no_code():
    officer = make_officer(username="rosa")
    set_up_factor(officer, at=NOW)
    waiting = sign_in("rosa", PASSWORD, at=NOW)
    later = NOW + timedelta(minutes=1)
    opened = give_code(waiting.token, code_of(officer, later), at=later)

    with pytest.raises(NotFound):
        give_code(opened.token, code_of(officer, later), at=later)


def test_an_outdated_hash_is_renewed(app: Flask, monkeypatch):
    officer = make_officer(username="rosa")
    monkeypatch.setitem(app.config, COSTS, {"time_cost": 2, "memory_cost": 16, "parallelism": 1})

    sign_in("rosa", PASSWORD, at=NOW)

    assert not is_outdated(accounts.get_account(officer.id).password_hash)


def test_the_audit_tells_who_signed_in_once_the_door_is_open():
    officer = make_officer(username="rosa")
    opened = sign_in("rosa", PASSWORD, at=NOW)
    assert entries(AuditAction.SIGNED_IN) == []

    finish_set_up(opened.token, code_of(officer, NOW), at=NOW)

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
