from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import InvalidRequestError

from registry.errors import Busy
from registry.extensions import database
from registry.extensions.database import db, reading, transaction
from registry.models import Account, Office
from tests.factories.accounts import make_office, make_officer


def offices() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(Office)) or 0


def fail_after_opening_an_office() -> None:
    with transaction():
        with transaction():
            make_office()
        raise ZeroDivisionError


def test_a_transaction_keeps_its_work(app: Flask) -> None:
    make_office()

    assert offices() == 1


def test_an_error_rolls_everything_back(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_after_opening_an_office()

    assert offices() == 0


def test_an_inner_transaction_commits_with_the_outer_one_only(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        fail_after_opening_an_office()

    assert offices() == 0


def test_a_transaction_after_a_failed_one_works(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_after_opening_an_office()

    make_office()

    assert offices() == 1


@pytest.fixture
def impatient(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Connections that wait for a lock no longer than a moment."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    db.session.remove()
    db.engine.dispose()
    yield
    db.session.remove()
    db.engine.dispose()


@pytest.mark.usefixtures("impatient")
def test_who_waits_too_long_for_others_is_told_to_try_again() -> None:
    office = make_office()
    with db.engine.connect().execution_options(begin_immediate=True) as rival:
        rival.execute(update(Office).values(name="EML de otro"))

        with pytest.raises(Busy):
            rename(office.id)

    rename(office.id)


def rename(office_id: int) -> None:
    with transaction() as session:
        session.execute(update(Office).where(Office.id == office_id).values(name="EML Juliaca"))


def test_no_connection_is_held_after_reading(app: Flask) -> None:
    offices()

    assert not db.session().in_transaction()


def test_what_was_loaded_stays_usable_and_nothing_more(app: Flask) -> None:
    officer_id = make_officer().id

    with reading() as session:
        officer = session.get_one(Account, officer_id)

    assert officer.full_name
    with pytest.raises(InvalidRequestError):
        _ = officer.office


def test_concurrent_updates_are_all_kept(app: Flask) -> None:
    """The default SQLite recipe loses most of these without an error."""
    office_id = make_office().id

    def rename(_: int) -> None:
        with app.app_context(), transaction() as session:
            held = session.scalars(select(Office).where(Office.id == office_id).with_for_update()).one()
            held.phone = str(int(held.phone or 0) + 1)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(rename, range(80)))

    with reading() as session:
        assert session.get_one(Office, office_id).phone == "80"


def test_a_reader_never_waits_for_a_writer(app: Flask) -> None:
    office_id = make_office().id

    def read() -> int:
        with app.app_context():
            return offices()

    with transaction() as session, ThreadPoolExecutor(1) as threads:
        session.execute(update(Office).where(Office.id == office_id).values(phone="1"))

        assert threads.submit(read).result(timeout=60) == 1


def test_sqlite_follows_the_recipe(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        return
    with db.engine.connect() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        }

    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1}
