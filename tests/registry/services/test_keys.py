import pytest
from cryptography.fernet import Fernet
from flask import Flask

from registry.extensions.columns import KEYRING, open_keyring
from registry.services import keys
from registry.services.people.files import open_file
from registry.services.people.persons import change_person
from tests.factories.accounts import make_officer
from tests.factories.people import make_person, make_sentence, person_details
from tests.threads import at_once

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
WHY = "Comprobar lo guardado"


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
