from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import select

from registry.errors import InvalidFields, NotFound, SignInRefused
from registry.extensions.database import reading
from registry.models import FailedTries
from registry.services.accounts import second_factor
from registry.services.accounts.links import issue_link
from registry.services.accounts.resets import set_password_by_link
from registry.services.accounts.sign_in import give_code, sign_in
from registry.vocabulary.sign_in import LinkKind
from tests.factories.accounts import PASSWORD, make_office, make_officer
from tests.factories.second_factors import code_of, set_up_factor

NOW = datetime(2026, 9, 7, 14, 0, tzinfo=UTC)
RIVALS = 4


def race(app: Flask, act):
    """Run *act* in as many threads at once; tell how many were not refused."""

    def run(number):
        with app.app_context():
            try:
                act(number)
            except (InvalidFields, NotFound, SignInRefused):
                return 0
        return 1

    with ThreadPoolExecutor(RIVALS) as pool:
        return sum(pool.map(run, range(RIVALS)))


def test_rivals_take_a_username_once(app: Flask):
    office = make_office()

    assert race(app, lambda _: make_officer(username="rosa", office_id=office.id)) == 1


def test_tries_at_once_are_all_counted(app: Flask):
    make_officer(username="rosa")
    tries = [PASSWORD + "?"] * RIVALS

    race(app, lambda number: sign_in("rosa", tries[number], at=NOW))

    with reading() as session:
        assert max(session.scalars(select(FailedTries.count))) == RIVALS


def test_of_two_resets_by_one_link_one_is_made(app: Flask):
    officer = make_officer(username="rosa")
    token = issue_link(officer.id, LinkKind.RESET, at=NOW)
    passwords = [f"puentes de piedra {word}" for word in ("norte", "sur", "este", "oeste")]

    made = race(app, lambda number: set_password_by_link(token, LinkKind.RESET, password=passwords[number], at=NOW))

    assert made == 1


def test_of_two_links_of_one_account_one_is_used(app: Flask):
    officer = make_officer(username="rosa")
    tokens = [issue_link(officer.id, LinkKind.RESET, at=NOW) for _ in range(RIVALS)]

    made = race(
        app, lambda number: set_password_by_link(tokens[number], LinkKind.RESET, password="cerros del norte", at=NOW)
    )

    assert made == 1


def test_a_code_typed_in_many_places_at_once_opens_one(app: Flask):
    officer = make_officer(username="rosa")
    set_up_factor(officer, at=NOW)
    later = NOW + timedelta(minutes=1)
    waiting = [sign_in("rosa", PASSWORD, at=later).token for _ in range(RIVALS)]
    code = code_of(officer, later)

    assert race(app, lambda number: give_code(waiting[number], code, at=later)) == 1


def test_a_recovery_code_typed_in_many_places_at_once_opens_one(app: Flask):
    officer = make_officer(username="rosa")
    code = set_up_factor(officer, at=NOW)[0]
    waiting = [sign_in("rosa", PASSWORD, at=NOW).token for _ in range(RIVALS)]

    assert race(app, lambda number: give_code(waiting[number], code, at=NOW)) == 1
    assert second_factor.state_of(officer.id).codes_left == 9


def test_a_session_is_opened_once_by_two_codes_at_once(app: Flask):
    officer = make_officer(username="rosa")
    codes = set_up_factor(officer, at=NOW)
    waiting = sign_in("rosa", PASSWORD, at=NOW).token

    assert race(app, lambda number: give_code(waiting, codes[number], at=NOW)) == 1
