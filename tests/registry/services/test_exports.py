import pytest
from flask import Flask
from sqlalchemy import select

from registry.errors import InvalidFields, NotAllowed
from registry.extensions.database import reading
from registry.models import AuditEntry
from registry.services.accounts.accounts import Account
from registry.services.exports import KINDS, export_records
from registry.vocabulary.accounts import AuditAction
from tests.factories.accounts import make_chief, make_officer
from tests.factories.institutions import make_unit
from tests.factories.people import make_person, make_sentence

PURPOSE = "informe semestral a la sede"


@pytest.fixture
def chief(app: Flask) -> Account:
    return make_chief()


def test_people_of_the_own_office_are_exported_without_reserved_facts(chief: Account) -> None:
    person = make_person(officer=chief, health_remark="lumbalgia")
    sentence = make_sentence(officer=chief, person=person)
    make_person(officer=make_officer(), document_number="40124829", first_surname="Ajena")

    (row,) = export_records("people", officer=chief, purpose=PURPOSE).rows

    assert (row[2], row[8]) == (person.surnames, sentence.case_number)
    assert "lumbalgia" not in str(row)


def test_each_exported_person_is_noted_with_the_purpose(chief: Account) -> None:
    person = make_person(officer=chief)

    export_records("people", officer=chief, purpose=PURPOSE)

    with reading() as session:
        noted = session.scalars(select(AuditEntry).where(AuditEntry.action == AuditAction.EXPORTED)).all()
    assert [(entry.subject, entry.subject_id, entry.purpose) for entry in noted] == [
        ("office", chief.office_id, PURPOSE),
        ("person", person.id, PURPOSE),
    ]


def test_units_are_exported_with_their_institution(chief: Account) -> None:
    unit = make_unit(officer=chief)

    (row,) = export_records("units", officer=chief, purpose=PURPOSE).rows

    assert row[2] == unit.name


@pytest.mark.parametrize("kind", KINDS)
def test_rows_are_as_wide_as_the_headings(chief: Account, kind: str) -> None:
    make_sentence(officer=chief, person=make_person(officer=chief))
    make_unit(officer=chief)

    table = export_records(kind, officer=chief, purpose=PURPOSE)

    assert {len(row) for row in table.rows} <= {len(table.headings)}


def test_an_officer_exports_nothing(app: Flask) -> None:
    with pytest.raises(NotAllowed):
        export_records("people", officer=make_officer(), purpose=PURPOSE)


def test_a_purpose_is_stated(chief: Account) -> None:
    with pytest.raises(InvalidFields):
        export_records("people", officer=chief, purpose="  ver ")
