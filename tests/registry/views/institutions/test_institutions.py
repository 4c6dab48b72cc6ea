from datetime import date, timedelta

from registry.extensions.clock import today
from registry.services.accounts.accounts import Account
from registry.vocabulary.institutions import InstitutionNature, UnitKind
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_institution, make_registration, make_unit
from tests.statements import count_queries


def test_the_list_shows_institutions_of_every_office_with_their_standing(browser: Browser, officer: Account):
    registered = make_institution(officer=officer, name="Municipalidad de Lampa")
    make_registration(registered, officer=officer)
    make_institution(officer=make_officer(), name="Colegio Lejano")

    page = browser.get("/instituciones/")

    assert "Municipalidad de Lampa" in page
    assert "Vigente" in page
    assert "Colegio Lejano" in page
    assert "Sin inscripción" in page


def test_an_empty_list_says_what_to_do_first(browser: Browser):
    assert "Aún no hay instituciones" in browser.get("/instituciones/")


def test_words_nature_and_place_narrow_the_list(browser: Browser, officer: Account):
    make_institution(
        officer=officer, name="Cáritas", nature=InstitutionNature.PRIVATE_SOCIAL, social_purpose="Comedores"
    )
    make_institution(officer=officer, name="Cáritas pública")
    make_institution(officer=officer, name="Otra", nature=InstitutionNature.PRIVATE_SOCIAL, social_purpose="Asilo")

    page = browser.get("/instituciones/?buscar=caritas&naturaleza=private_social&lugar=Juliaca")

    assert ">Cáritas</a>" in page
    assert "Cáritas pública" not in page
    assert ">Otra</a>" not in page
    assert 'href="/instituciones/?buscar=caritas&amp;lugar=Juliaca"' in page


def test_registrations_to_renew_are_those_of_institutions_that_receive_here(browser: Browser, officer: Account):
    soon = {"valid_from": date(2025, 1, 1), "valid_to": today() + timedelta(days=20)}
    for name, keeper, dates in (
        ("Por vencer aquí", officer, soon),
        ("Por vencer lejos", make_officer(), soon),
        ("Vigente aquí", officer, {}),
    ):
        institution = make_institution(officer=officer, name=name)
        make_registration(institution, officer=officer, **dates)
        make_unit(officer=keeper, institution=institution)

    page = browser.get("/instituciones/?inscripcion=por-vencer")

    assert "Por vencer aquí" in page
    assert "Por vencer lejos" not in page
    assert "Vigente aquí" not in page


def test_filters_that_hide_all_offer_the_whole_list(browser: Browser, officer: Account):
    make_institution(officer=officer)

    assert "Ninguna institución responde" in browser.get("/instituciones/?buscar=nada")


def test_the_list_asks_as_many_queries_for_many_as_for_few(browser: Browser, officer: Account):
    make_registration(officer=officer)
    few = count_queries(lambda: browser.get("/instituciones/"))
    for _ in range(6):
        make_registration(officer=officer)

    assert count_queries(lambda: browser.get("/instituciones/")) == few


def test_the_page_shows_registrations_and_only_the_own_office_s_units(browser: Browser, officer: Account):
    institution = make_institution(officer=officer)
    make_registration(institution, officer=officer, resolution="RD 014-2026")
    make_unit(officer=officer, institution=institution, name="Parque Cholo", kind=UnitKind.MUNICIPALITY)
    make_unit(officer=make_officer(), institution=institution, name="Parque Lejano")

    page = browser.get(f"/instituciones/{institution.id}")

    assert "RD 014-2026" in page
    assert "Parque Cholo" in page
    assert "Parque Lejano" not in page


def test_a_case_officer_renews_but_does_not_suspend(browser: Browser, officer: Account):
    institution = make_institution(officer=officer)
    make_registration(institution, officer=officer)

    page = browser.get(f"/instituciones/{institution.id}")

    assert "Renovar" in page
    assert "Suspender o retirar una inscripción corresponde a la jefatura" in page
    assert "/suspender" not in page


def test_an_institution_that_is_not_there_is_not_found(browser: Browser):
    browser.get("/instituciones/77", status=404)
