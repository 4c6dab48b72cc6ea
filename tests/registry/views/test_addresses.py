import pytest
from flask.testing import FlaskClient

from registry.views.addresses import safe_path
from tests.browsing import Browser
from tests.factories.accounts import make_officer


@pytest.mark.parametrize("path", ["/", "/personas/7", "/rondas/3?estado=lista&pagina=2"])
def test_a_path_of_our_own_is_safe(path: str):
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "target",
    [None, "", "personas", "https://malo.example", "//malo.example", "/\\malo.example", "/\t/malo.example", "/a\\b"],
)
def test_anything_else_is_not(target: str | None):
    assert safe_path(target) is None


@pytest.mark.parametrize("path", ["/personas/{}", "/propuestas/{}", "/ubicaciones/{}", "/documentos/{}.pdf"])
def test_a_number_beyond_any_key_names_nothing(client: FlaskClient, path: str):
    browser = Browser(client).sign_in(make_officer())

    page = browser.get(path.format(10**20), status=404)

    assert "No encontramos esta página" in page
