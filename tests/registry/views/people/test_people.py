import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from registry.extensions.clock import today
from registry.extensions.database import reading
from registry.models import AuditEntry
from registry.services.accounts.accounts import Account
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.people import CourtOrderKind
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.people import make_order, make_person, make_sentence
from tests.registry.views.people.forms import person_form
from tests.statements import count_queries


def test_the_list_shows_the_office_s_people_and_nobody_else(browser: Browser, officer: Account):
    make_sentence(officer=officer, person=make_person(officer=officer, document_number="40124821"))
    make_person(officer=make_officer(), first_surname="Ajena")

    page = browser.get("/personas/")

    assert "Quispe Mamani, Rosa" in page
    assert "••••4821" in page
    assert "40124821" not in page
    assert "Ajena" not in page
    assert "En espera" in page


def test_an_empty_list_says_what_to_do_first(browser: Browser):
    assert "Aún no hay personas" in browser.get("/personas/")


def test_a_name_is_looked_for_without_entering_the_address(browser: Browser, officer: Account):
    make_person(officer=officer)
    make_person(officer=officer, first_surname="Ñahui")

    answer = browser.post("/personas/buscar", {"search": "nahui"})
    page = browser.get(answer.headers["Location"])

    assert re.fullmatch(r"/personas/\?busqueda=[\w-]{8}", answer.headers["Location"])
    assert "Ñahui" in page
    assert "Quispe" not in page


def test_a_forgotten_search_says_so_and_shows_everybody(browser: Browser, officer: Account):
    make_person(officer=officer)

    page = browser.get("/personas/?busqueda=nunca")

    assert "Esa búsqueda ya no está guardada" in page
    assert "Quispe" in page


def test_a_filter_narrows_and_can_be_removed(browser: Browser, officer: Account):
    stayed = make_sentence(officer=officer, person=make_person(officer=officer, first_surname="Suspensa"))
    make_order(stayed, CourtOrderKind.STAY, officer=officer)
    make_sentence(officer=officer)

    page = browser.get("/personas/?estado=stayed&lugar=Juliaca")

    assert "Suspensa" in page
    assert "Quispe" not in page
    assert 'href="/personas/?lugar=Juliaca"' in page


def test_a_place_narrows_by_province_too(browser: Browser, officer: Account):
    make_person(officer=officer)
    make_person(officer=officer, first_surname="Limeña", ubigeo="150122")

    page = browser.get("/personas/?lugar=Provincia de San Román, Puno")

    assert "Quispe" in page
    assert "Limeña" not in page


def test_an_unknown_place_is_told(browser: Browser):
    assert "No hay un distrito ni una provincia" in browser.get("/personas/?lugar=Macondo")


def test_filters_that_hide_everybody_offer_the_whole_list(browser: Browser, officer: Account):
    make_person(officer=officer)

    page = browser.get("/personas/?prescribe=30")

    assert "Ninguna persona responde a estos filtros" in page


@pytest.mark.parametrize("query", ["estado=otro", "prescribe=mucho", "pagina=-4", "pagina=999999"])
def test_an_address_that_makes_no_sense_narrows_nothing(browser: Browser, officer: Account, query: str):
    make_person(officer=officer)

    assert "Quispe" in browser.get(f"/personas/?{query}")


def test_the_list_asks_as_many_queries_for_many_as_for_few(browser: Browser, officer: Account):
    make_sentence(officer=officer)
    few = count_queries(lambda: browser.get("/personas/"))
    for _ in range(8):
        make_sentence(officer=officer)

    assert count_queries(lambda: browser.get("/personas/")) == few


def test_a_person_s_page_tells_the_sentence_and_keeps_the_offence(browser: Browser, officer: Account):
    day = today() + timedelta(days=40)
    sentence = make_sentence(officer=officer, prescribes_on=day)

    page = browser.get(f"/personas/{sentence.person_id}")

    assert sentence.case_number in page
    assert "60 jornadas" in page
    assert "Espera ubicación desde hace" in page
    assert "Prescribe el" in page
    assert "ebriedad" not in page


@pytest.mark.parametrize(
    ("free_shifts", "is_weekday_authorised", "is_told"),
    [((), True, True), ((0, 1), False, True), ((0, 1), True, False), ((10,), False, False)],
)
def test_who_has_no_time_that_rounds_may_use_is_told(
    browser: Browser, officer: Account, free_shifts: tuple[int, ...], is_weekday_authorised: bool, is_told: bool
):
    person = make_person(officer=officer, free_shifts=free_shifts, is_weekday_authorised=is_weekday_authorised)

    page = browser.get(f"/personas/{person.id}")

    assert ("No tiene turnos libres que las rondas puedan usar" in page) == is_told


@pytest.mark.parametrize(
    ("days", "words"),
    [(40, "Prescribe en 40 días"), (1, "Prescribe en 1 día"), (0, "Prescribe hoy"), (-1, "Plazo de prescripción venc")],
)
def test_a_near_prescription_is_a_risk_while_the_person_waits(
    browser: Browser, officer: Account, days: int, words: str
):
    sentence = make_sentence(officer=officer, prescribes_on=today() + timedelta(days=days))

    page = browser.get(f"/personas/{sentence.person_id}")

    assert words in page
    assert "tag-risk" in page


def test_a_court_s_order_changes_what_the_page_says_is_owed(browser: Browser, officer: Account):
    sentence = make_sentence(officer=officer)
    make_order(sentence, CourtOrderKind.JORNADAS_CHANGED, officer=officer, jornadas=40)

    page = browser.get(f"/personas/{sentence.person_id}")

    assert "40 jornadas" in page
    assert "la sentencia impuso 60" in page
    assert "Cambio del número de jornadas" in page


def test_the_timeline_tells_who_did_what(browser: Browser):
    page = browser.send("/personas/nueva", person_form())

    assert "Se abrió el expediente" in page
    assert "Rosa Medina, Especialista" in page


def test_each_look_at_a_file_is_noted(browser: Browser, officer: Account):
    person = make_person(officer=officer)

    browser.get(f"/personas/{person.id}")

    statement = select(AuditEntry).where(AuditEntry.action == AuditAction.VIEWED, AuditEntry.subject == "person")
    with reading() as session:
        looks = session.scalars(statement).all()
    assert [(look.subject_id, look.officer_id) for look in looks] == [(person.id, officer.id)]


def test_another_office_s_person_is_not_found(browser: Browser):
    person = make_person(officer=make_officer())

    browser.get(f"/personas/{person.id}", status=404)
