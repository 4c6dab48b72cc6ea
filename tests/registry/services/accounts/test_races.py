from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import select

from registry.errors import InvalidFields, SignInRefused
from registry.extensions.database import reading
from registry.models import FailedTries
from registry.services.accounts.sign_in import sign_in
from tests.factories.accounts import PASSWORD, make_office, make_officer

NOW = datetime(2026, 9, 7, 14, 0, tzinfo=UTC)
RIVALS = 4


def race(app: Flask, act):
    """Run *act* in as many threads at once; tell how many were not refused."""

    def run(number):
        with app.app_context():
            try:
                act(number)
            except (InvalidFields, SignInRefused):
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
