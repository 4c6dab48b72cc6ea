import pytest

from registry.services.accounts.accounts import Account
from registry.services.institutions.units import close_unit, get_unit
from registry.services.institutions.vacancies import close
from registry.vocabulary.institutions import UnitKind
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_institution, make_unit, make_vacancy
from tests.registry.views.institutions.serving import serve
from tests.statements import count_queries


def test_the_list_shows_the_office_s_units_with_their_places(browser: Browser, officer: Account):
    make_vacancy(officer=officer, unit=make_unit(officer=officer, name="Parque Cholo"))
    make_unit(officer=make_officer(), name="Parque Lejano")

    page = browser.get("/unidades/")

    assert "Parque Cholo" in page
    assert "2 de 2" in page
    assert "Parque Lejano" not in page


def test_an_empty_list_leads_to_the_institutions(browser: Browser):
    assert "Aún no hay unidades en su oficina" in browser.get("/unidades/")


@pytest.mark.parametrize(
    "query", ["tipo=school", "plazas=si", "estado=abierta", "buscar=cholo", "lugar=Lampa", "plazas=si&estado=abierta"]
)
def test_each_filter_narrows(browser: Browser, officer: Account, query: str):
    wanted = make_unit(officer=officer, name="Colegio Cholo", kind=UnitKind.SCHOOL, ubigeo="210701")
    make_vacancy(officer=officer, unit=wanted)
    other = make_unit(officer=officer, name="Parque")
    close_unit(other.id, version=1, officer=officer)

    page = browser.get(f"/unidades/?{query}")

    assert "Colegio Cholo" in page
    assert ">Parque</a>" not in page


def test_the_list_asks_as_many_queries_for_many_as_for_few(browser: Browser, officer: Account):
    make_vacancy(officer=officer)
    few = count_queries(lambda: browser.get("/unidades/"))
    for _ in range(6):
        make_vacancy(officer=officer)

    assert count_queries(lambda: browser.get("/unidades/")) == few


def test_the_page_shows_vacancies_and_who_serves_there(browser: Browser, officer: Account):
    vacancy = make_vacancy(officer=officer)
    serve(vacancy, officer=officer)
    closed = make_vacancy(officer=officer, unit=get_unit(vacancy.unit_id, officer=officer))
    close(closed.id, version=1, officer=officer)

    page = browser.get(f"/unidades/{vacancy.unit_id}")

    assert "Áreas verdes y jardinería" in page
    assert "1 de 2" in page
    assert "Cerrada" in page
    assert "Quispe Mamani, Rosa" in page


def test_a_unit_is_closed_and_reopened(browser: Browser, officer: Account):
    unit = make_unit(officer=officer)

    closed = browser.send(f"/unidades/{unit.id}/cerrar", {"version": "1"})
    reopened = browser.send(f"/unidades/{unit.id}/reabrir", {"version": "2"})

    assert "La unidad quedó cerrada" in closed
    assert "La unidad quedó abierta" in reopened


def test_closing_what_somebody_changed_meanwhile_is_told_and_not_done(browser: Browser, officer: Account):
    unit = make_unit(officer=officer)

    page = browser.send(f"/unidades/{unit.id}/cerrar", {"version": "7"})

    assert "Otra persona guardó cambios antes" in page
    assert get_unit(unit.id, officer=officer).is_open


def test_a_unit_by_exception_says_why(browser: Browser, officer: Account):
    unit = make_unit(
        officer=officer, institution=make_institution(officer=officer), exception_reason="No hay otra en Lampa"
    )

    page = browser.get(f"/unidades/{unit.id}")

    assert "Por excepción" in page
    assert "No hay otra en Lampa" in page


def test_another_office_s_unit_is_not_found(browser: Browser):
    unit = make_unit(officer=make_officer())

    browser.get(f"/unidades/{unit.id}", status=404)
    browser.send(f"/unidades/{unit.id}/cerrar", {"version": "1"}, status=404)
