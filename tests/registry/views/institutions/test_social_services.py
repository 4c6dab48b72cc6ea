"""A manager publishes and corrects what the institution offers."""

import re

import pytest
from flask.testing import FlaskClient

from registry.services.institutions.social_services import get_help, list_help
from registry.vocabulary.social_help import HelpAudience
from tests.browsing import Browser
from tests.factories.institutions import make_institution
from tests.factories.social_help import make_helper, make_manager, make_service

TYPED = {
    "kind": "food",
    "description": "Almuerzo de lunes a viernes",
    "audiences": ["families", "releasees"],
    "coverage": "Departamento de Puno\nMiraflores, Lima, Lima",
    "how_to_ask": "Acérquese con su DNI",
    "phone": "051 321456",
}


@pytest.fixture
def helper(app):
    return make_helper(name="Casa Belén")


@pytest.fixture
def manager(helper):
    return make_manager(helper.id)


@pytest.fixture
def browser(client: FlaskClient, manager) -> Browser:
    return Browser(client).sign_in(manager)


def hidden_boxes(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(version|before)" value="([^"]*)">', page))


def test_help_is_published_with_its_places_by_name(browser: Browser, helper, manager):
    page = browser.send(f"/instituciones/{helper.id}/ayuda/nueva", TYPED)

    (service,) = list_help(helper.id, officer=manager)
    assert "Se publicó la ayuda" in page
    assert service.districts == ["150122", "21"]
    assert service.audiences == [HelpAudience.FAMILIES, HelpAudience.RELEASEES]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("description", "", "Falta «En qué consiste»"),
        ("coverage", "", "Falta «Dónde atiende»"),
        ("coverage", "Macondo", "No hay un lugar que se llame «Macondo»"),
        ("coverage", "Santa Rosa", "puede ser más de un lugar"),
        ("phone", "x", "El teléfono lleva"),
        ("audiences", [], "Falta a quiénes atiende"),
    ],
)
def test_what_is_missing_is_told_and_nothing_typed_is_lost(browser: Browser, helper, field, value, words):
    page = browser.send(f"/instituciones/{helper.id}/ayuda/nueva", {**TYPED, field: value}, status=422)

    assert words in page
    assert "Acérquese con su DNI" in page


def test_help_is_corrected(browser: Browser, helper, manager):
    service = make_service(helper, manager)
    form = browser.get(f"/ayuda-social/{service.id}/editar")
    assert "Provincia de San Román, Puno" in form

    page = browser.send(f"/ayuda-social/{service.id}/editar", {**TYPED, "version": hidden_boxes(form)["version"]})

    assert "Se guardaron los cambios" in page
    assert get_help(service.id, officer=manager).description == TYPED["description"]


def test_two_who_correct_at_once_choose_between_them(browser: Browser, helper, manager):
    service = make_service(helper, manager)
    address = f"/ayuda-social/{service.id}/editar"
    browser.send(address, {**TYPED, "version": "1"})

    page = browser.send(address, {**TYPED, "phone": "051 999999", "version": "1"}, status=409)

    assert "051 321456" in page
    assert "051 999999" in page


def test_help_is_taken_out_and_brought_back(browser: Browser, helper, manager):
    service = make_service(helper, manager)

    assert "quedó retirada" in browser.send(f"/ayuda-social/{service.id}/retirar", {"version": "1"})
    assert "Casa Belén" not in browser.get("/ayuda-social/")
    assert "otra vez en el directorio" in browser.send(f"/ayuda-social/{service.id}/publicar", {"version": "2"})
    assert "Casa Belén" in browser.get("/ayuda-social/")


def test_who_is_not_registered_for_it_is_told_so(client: FlaskClient):
    institution = make_institution()
    browser = Browser(client).sign_in(make_manager(institution.id))

    page = browser.send(f"/instituciones/{institution.id}/ayuda/nueva", TYPED, status=422)

    assert "no está inscrita como institución de ayuda social" in page
