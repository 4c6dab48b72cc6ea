from dataclasses import replace

from registry.extensions.actor import Actor, acting, current_actor
from registry.services import audit
from registry.services.history import last_change, list_happenings
from registry.services.people.persons import change_person
from registry.vocabulary.accounts import AuditAction
from tests.factories.accounts import make_officer
from tests.factories.people import make_person, person_details

ROSA, LUIS = Actor("Rosa Medina", "Especialista"), Actor("Luis Cáceres")


def test_the_last_change_tells_who_and_which_columns(app):
    officer, details = make_officer(), person_details()
    person = make_person(officer=officer, document_number=details.document_number)
    make_person(officer=officer)

    with acting(ROSA):
        change_person(person.id, replace(details, phone="951 000 111"), version=1, officer=officer)

    change = last_change("person", person.id)
    assert change
    assert (change.by, change.action, change.columns) == ("Rosa Medina, Especialista", AuditAction.UPDATED, ("phone",))


def test_a_record_that_nobody_wrote_has_no_last_change(app):
    assert last_change("person", 77) is None


def test_happenings_are_those_of_the_records_asked_for_the_newest_first(app):
    officer = make_officer()
    with acting(LUIS):
        person = make_person(officer=officer)
    other = make_person(officer=officer)
    with acting(replace(ROSA, purpose="Preparar la entrevista")):
        audit.record(AuditAction.VIEWED, "person", person.id)
        audit.record(AuditAction.VIEWED, "person", other.id)

    found = list_happenings({"person": [person.id], "sentence": [other.id]})

    assert [(one.by, one.purpose) for one in found] == [
        ("Rosa Medina, Especialista", "Preparar la entrevista"),
        ("Luis Cáceres", ""),
    ]


def test_an_ordinary_look_is_left_to_the_audit(app):
    person = make_person(officer=make_officer())
    audit.record(AuditAction.VIEWED, "person", person.id)

    assert [one.action for one in list_happenings({"person": [person.id]})] == [AuditAction.CREATED]
    assert current_actor().purpose == ""
