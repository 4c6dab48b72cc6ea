import pytest

from registry.services.accounts.accounts import Account
from registry.services.people.details import PreferenceDetails
from registry.services.people.preferences import record_preference
from registry.vocabulary.institutions import Task
from registry.vocabulary.people import Stance
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_unit
from tests.factories.people import make_person


@pytest.fixture
def path(officer: Account) -> str:
    return f"/personas/{make_person(officer=officer).id}"


def test_a_preferred_task_is_noted(browser: Browser, path: str):
    browser.get(f"{path}/preferencias/nueva")

    page = browser.send(f"{path}/preferencias/nueva", {"stance": "preference", "task": "painting"})

    assert "Prefiere: Pintado de locales" in page


def test_an_objected_unit_is_found_by_its_name(browser: Browser, path: str, officer: Account):
    make_unit(officer=officer, name="Comisaría Santa Bárbara")

    page = browser.send(
        f"{path}/preferencias/nueva", {"stance": "objection", "unit_id_text": "santa barbara", "remark": "Vive al lado"}
    )

    assert "Objeta: Comisaría Santa Bárbara" in page
    assert "Vive al lado" in page


def test_neither_unit_nor_task_is_refused(browser: Browser, path: str):
    page = browser.send(f"{path}/preferencias/nueva", {"stance": "objection", "remark": "Nada"}, status=422)

    assert "Indique una unidad o una tarea" in page
    assert "Nada" in page


def test_another_office_s_unit_is_not_offered(browser: Browser, path: str):
    make_unit(officer=make_officer(), name="Comisaría Lejana")

    page = browser.send(f"{path}/preferencias/nueva", {"stance": "objection", "unit_id_text": "lejana"}, status=422)

    assert "No hay en su oficina una unidad que se llame «lejana»" in page


def test_what_was_taken_back_is_gone(browser: Browser, path: str, officer: Account):
    person_id = int(path.rpartition("/")[2])
    said = record_preference(person_id, PreferenceDetails(Stance.OBJECTION, task=Task.PAINTING), officer=officer)

    page = browser.send(f"{path}/preferencias/{said.id}/retirar")

    assert "Objeta" not in page


def test_what_another_person_said_is_not_found(browser: Browser, path: str, officer: Account):
    other = make_person(officer=officer)
    said = record_preference(other.id, PreferenceDetails(Stance.OBJECTION, task=Task.PAINTING), officer=officer)

    browser.send(f"{path}/preferencias/{said.id}/retirar", status=404)
