from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from registry.extensions.columns import KEYRING, open_keyring
from registry.extensions.database import db, reading
from registry.models import AttendanceEntry
from registry.services import keys
from registry.services.people.files import open_file
from registry.services.people.persons import change_person
from registry.services.procedures.applying import pieces
from tests.factories.accounts import make_officer
from tests.factories.attendance import FIRST, make_entry, make_placement
from tests.factories.people import make_person, make_sentence, person_details
from tests.factories.procedures import bearer_of, make_draft
from tests.threads import at_once

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
WHY = "Comprobar lo guardado"
WEEK = timedelta(days=7)


@pytest.fixture
def under(app: Flask, monkeypatch: pytest.MonkeyPatch):
    """Puts other keys in force."""

    def put(*ring: str) -> None:
        monkeypatch.setitem(app.extensions, KEYRING, open_keyring(ring))

    put(OLD)
    return put


def test_after_a_rotation_the_new_key_alone_opens_everything(under) -> None:
    officer = make_officer()
    sentence = make_sentence(officer=officer, offence="274.1")
    under(NEW, OLD)

    keys.rotate()

    under(NEW)
    person = open_file(sentence.person_id, officer=officer, purpose=WHY)
    assert person.sentences[0].offence == "274.1"
    assert set(keys.keys_in_use()) == {0}


def test_a_rotation_goes_through_rows_without_any_sensitive_value(under, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "BATCH", 1)
    officer = make_officer()
    for remark in (None, None, "Mareos"):
        make_person(officer=officer, health_remark=remark)
    under(NEW, OLD)

    keys.rotate()

    assert set(keys.keys_in_use()) == {0}


def test_what_is_done_is_not_done_again(under) -> None:
    make_sentence(officer=make_officer())
    under(NEW, OLD)

    first, second = keys.rotate(), keys.rotate()

    assert first > 0
    assert second == 0


def test_a_rotation_that_was_cut_short_is_simply_begun_again(under) -> None:
    make_sentence(officer=make_officer())
    under(NEW, OLD)

    with pytest.raises(KeyboardInterrupt):
        keys.rotate(interrupt)
    keys.rotate()

    assert set(keys.keys_in_use()) == {0}


def test_what_somebody_writes_meanwhile_stays(app: Flask, under) -> None:
    officer = make_officer()
    people = [make_person(officer=officer, health_remark="Mareos") for _ in range(12)]
    under(NEW, OLD)

    def write() -> None:
        for person in people:
            details = person_details(document_number=person.document_number, health_remark="Vértigo")
            change_person(person.id, details, version=person.version, officer=officer)

    at_once(app, write, keys.rotate)

    assert {open_file(one.id, officer=officer, purpose=WHY).health_remark for one in people} == {"Vértigo"}
    assert set(keys.keys_in_use()) == {0}


def test_what_no_key_opens_is_counted_and_left(under) -> None:
    make_sentence(officer=make_officer())
    under(NEW)

    assert keys.rotate() == 0
    assert set(keys.keys_in_use()) == {keys.LOST}


def interrupt(_table: str, _count: int) -> None:
    """Stand for a process that is killed after a table."""
    raise KeyboardInterrupt


def test_pieces_of_a_file_on_its_way_are_rotated_too(under) -> None:
    case = make_draft()
    pieces.start(case.id, "appointment", key="una", file_name="a.pdf", size_bytes=99, by=bearer_of(case))
    for offset in (0, 40):
        pieces.receive("una", offset, b"x" * 40, by=bearer_of(case))

    under(NEW, OLD)
    keys.rotate()

    assert set(keys.keys_in_use()) == {0}


def test_the_remark_of_an_entry_is_rotated_though_nothing_else_of_it_can_change(under) -> None:
    officer = make_officer()
    placement = make_placement(officer=officer)
    for day, remark in ((FIRST, "Mareos"), (FIRST + WEEK, "")):
        make_entry(placement, day, officer=officer, remark=remark)
    under(NEW, OLD)

    keys.rotate()

    under(NEW)
    with reading() as session:
        remarks = session.scalars(select(AttendanceEntry.remark).order_by(AttendanceEntry.day)).all()
    assert remarks == ["Mareos", None]
    assert set(keys.keys_in_use()) == {0}


@pytest.mark.parametrize("name", [column.name for column in AttendanceEntry.__table__.columns])
def test_no_column_of_an_entry_changes_by_any_other_means(under, name: str) -> None:
    officer = make_officer()
    make_entry(make_placement(officer=officer), officer=officer, remark="Mareos")
    set_to = "NULL" if name == "remark" else name

    with pytest.raises(DBAPIError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text(f"UPDATE attendance_entry SET {name} = {set_to}"))


def test_no_remark_appears_where_none_was(under) -> None:
    officer = make_officer()
    make_entry(make_placement(officer=officer), officer=officer, remark="")

    with pytest.raises(DBAPIError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text("UPDATE attendance_entry SET remark = 'x'"))


def test_what_cannot_change_holds_nothing_that_a_key_seals() -> None:
    fixed = {"audit_entry", "case_event", "placement_week"}

    assert fixed.isdisjoint(table.name for table in keys.sealed_tables())
