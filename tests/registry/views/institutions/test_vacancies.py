from registry.services.accounts.accounts import Account
from registry.services.institutions.vacancies import get_vacancy
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy, saturday_morning
from tests.registry.views.institutions.serving import serve


def test_the_page_tells_half_days_places_and_who_serves(browser: Browser, officer: Account):
    vacancy = make_vacancy(officer=officer)
    serve(vacancy, officer=officer)

    page = browser.get(f"/vacantes/{vacancy.id}")

    assert "queda 1 plaza libre de 2" in page
    assert "Sábado, mañana" in page
    assert "8:00–13:00" in page
    assert "Quispe Mamani, Rosa" in page


def test_a_vacancy_too_short_for_a_jornada_says_so(browser: Browser, officer: Account):
    short, whole = make_vacancy(officer=officer, shifts=(saturday_morning(),)), make_vacancy(officer=officer)

    assert "Los turnos suman 5 horas a la semana y una jornada son 10" in browser.get(f"/vacantes/{short.id}")
    assert "Los turnos suman" not in browser.get(f"/vacantes/{whole.id}")


def test_a_vacancy_is_closed_and_reopened(browser: Browser, officer: Account):
    vacancy = make_vacancy(officer=officer)

    closed = browser.send(f"/vacantes/{vacancy.id}/cerrar", {"version": "1"})
    reopened = browser.send(f"/vacantes/{vacancy.id}/reabrir", {"version": "2"})

    assert "La vacante quedó cerrada" in closed
    assert "La vacante quedó abierta" in reopened


def test_closing_twice_is_told(browser: Browser, officer: Account):
    vacancy = make_vacancy(officer=officer)
    browser.send(f"/vacantes/{vacancy.id}/cerrar", {"version": "1"})

    page = browser.send(f"/vacantes/{vacancy.id}/cerrar", {"version": "2"})

    assert "La vacante ya está cerrada" in page


def test_another_office_s_vacancy_is_not_found(browser: Browser):
    other = make_officer()
    vacancy = make_vacancy(officer=other)

    browser.get(f"/vacantes/{vacancy.id}", status=404)
    browser.send(f"/vacantes/{vacancy.id}/cerrar", {"version": "1"}, status=404)
    assert get_vacancy(vacancy.id, officer=other).version == 1
