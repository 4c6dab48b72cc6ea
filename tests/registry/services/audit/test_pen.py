from collections.abc import Sequence

from flask import Flask
from sqlalchemy import select, update

from registry.extensions.actor import Actor, acting
from registry.extensions.database import reading, transaction
from registry.models import AuditEntry, Office
from registry.services import audit
from registry.services.people.persons import change_person
from registry.vocabulary.accounts import AuditAction
from tests.factories.accounts import make_office, make_officer
from tests.factories.people import make_person, person_details

OFFICER = Actor(name="Rosa Medina", post="Oficial", officer_id=7, office_id=3, purpose="entrevista", request_id="ab12")


def entries(subject: str) -> Sequence[AuditEntry]:
    with reading() as session:
        told = select(AuditEntry).where(AuditEntry.subject == subject)
        return session.scalars(told.order_by(AuditEntry.number)).all()


def test_a_new_row_is_noted_with_its_values(app: Flask) -> None:
    office = make_office(name="EML Puno")

    (entry,) = entries("office")

    assert (entry.action, entry.subject_id) == (AuditAction.CREATED, office.id)
    assert entry.changes["name"] == [None, "EML Puno"]


def test_the_entry_tells_who_acted_and_what_for(app: Flask) -> None:
    with acting(OFFICER):
        make_office()

    (entry,) = entries("office")

    assert (entry.actor, entry.post, entry.officer_id, entry.office_id) == ("Rosa Medina", "Oficial", 7, 3)
    assert (entry.purpose, entry.request_id) == ("entrevista", "ab12")


def test_a_change_is_noted_with_before_and_after(app: Flask) -> None:
    officer = make_officer()
    person = make_person(officer=officer, phone="1")

    change_person(person.id, person_details(phone="2"), version=person.version, officer=officer)

    assert entries("person")[-1].changes["phone"] == ["1", "2"]


def test_a_sensitive_field_is_noted_without_its_value(app: Flask) -> None:
    make_person(officer=make_officer(), health_remark="lumbalgia crónica")

    change = entries("person")[0].changes["health_remark"]

    assert "lumbalgia" not in str(change)
    assert change[1].startswith("hmac:")


def test_a_bulk_change_is_noted(app: Flask) -> None:
    make_office()

    with transaction() as session:
        session.execute(update(Office).values(phone="1"))

    assert entries("office")[-1].action is AuditAction.BULK


def test_what_is_rolled_back_leaves_no_entry(app: Flask) -> None:
    try:
        with transaction():
            make_office()
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass

    assert entries("office") == []


def test_an_act_without_a_row_can_be_noted(app: Flask) -> None:
    audit.record(AuditAction.VIEWED, "person", 4, file="reserved")

    (entry,) = entries("person")

    assert (entry.action, entry.subject_id, entry.changes) == (AuditAction.VIEWED, 4, {"file": "reserved"})
