from sqlalchemy import select

from registry.extensions.database import reading
from registry.models import AuditEntry
from registry.services.accounts.accounts import Account
from registry.services.people.files import open_file
from registry.services.placements.placements import get_placement
from registry.services.placements.starting import PlanDetails, record_plan
from registry.vocabulary.accounts import AuditAction
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.people import make_person, make_sentence
from tests.factories.placements import make_notified

PURPOSE = "Preparar la entrevista del lunes"


def test_reserved_facts_are_shown_for_a_purpose_that_the_audit_keeps(browser: Browser, officer: Account):
    person = make_person(officer=officer, health_remark="Vértigo")
    make_sentence(officer=officer, person=person, exclusion_zones=((-15.49, -70.13, 0.5),))

    page = browser.send(f"/personas/{person.id}/datos-reservados/motivo", {"purpose": PURPOSE})

    assert "Art. 274.1 CP, Conducción en estado de ebriedad" in page
    assert "Vértigo" in page
    assert "0.5" in page
    assert [entry.purpose for entry in _looks(person.id)] == [PURPOSE]
    assert "Se consultaron datos reservados" in browser.get(f"/personas/{person.id}")


def test_without_a_purpose_nothing_is_shown(browser: Browser, officer: Account):
    person = make_person(officer=officer, health_remark="Vértigo")

    page = browser.get(f"/personas/{person.id}/datos-reservados/", follow_redirects=True)

    assert "¿Por qué consulta los datos reservados?" in page
    assert "Vértigo" not in page


def test_a_purpose_of_one_word_is_refused(browser: Browser, officer: Account):
    person = make_person(officer=officer)

    page = browser.send(f"/personas/{person.id}/datos-reservados/motivo", {"purpose": "ver"}, status=422)

    assert "Escriba entre 10 y 200 caracteres" in page


def test_a_purpose_for_one_person_is_none_for_another(browser: Browser, officer: Account):
    person, other = make_person(officer=officer), make_person(officer=officer)
    browser.send(f"/personas/{person.id}/datos-reservados/motivo", {"purpose": PURPOSE})

    assert browser.client.get(f"/personas/{other.id}/datos-reservados/").status_code == 303


def test_the_limits_of_health_are_changed_there(browser: Browser, officer: Account):
    person = make_person(officer=officer, unable=("heights",), health_remark="Vértigo")
    browser.send(f"/personas/{person.id}/datos-reservados/motivo", {"purpose": PURPOSE})

    browser.send(f"/personas/{person.id}/datos-reservados/", {"version": "1", "unable": ["dust_or_chemicals"]})

    kept = open_file(person.id, officer=officer, purpose="Comprobar lo guardado")
    assert (kept.unable, kept.health_remark) == (["dust_or_chemicals"], None)
    assert (kept.given_names, kept.skills) == (person.given_names, person.skills)


def test_a_stale_change_of_limits_shows_what_is_kept_now(browser: Browser, officer: Account):
    person = make_person(officer=officer)
    browser.send(f"/personas/{person.id}/datos-reservados/motivo", {"purpose": PURPOSE})

    page = browser.send(f"/personas/{person.id}/datos-reservados/", {"version": "7"}, status=409)

    assert "Otra persona guardó cambios" in page


def test_another_office_s_reserved_facts_are_not_found(browser: Browser):
    person = make_person(officer=make_officer())

    browser.get(f"/personas/{person.id}/datos-reservados/", status=404)
    browser.send(f"/personas/{person.id}/datos-reservados/motivo", {"purpose": PURPOSE}, status=404)


def _looks(person_id: int):
    statement = select(AuditEntry).where(AuditEntry.action == AuditAction.VIEWED, AuditEntry.purpose != "")
    with reading() as session:
        return session.scalars(statement.where(AuditEntry.subject_id == person_id)).all()


def test_what_was_said_at_an_interview_is_shown_for_a_purpose(browser: Browser, officer: Account):
    placement = make_notified(officer=officer)
    first = placement.starts_on
    plan = PlanDetails(first, first, "Cumplir la pena", "Áreas verdes", remark="Cuida a su madre")
    record_plan(placement.id, plan, officer=officer, on=first)
    person_id = get_placement(placement.id, officer=officer).sentence.person_id

    page = browser.send(f"/personas/{person_id}/datos-reservados/motivo", {"purpose": PURPOSE})

    assert "Cuida a su madre" in page
    assert "Cuida a su madre" not in browser.get(f"/ubicaciones/{placement.id}")
