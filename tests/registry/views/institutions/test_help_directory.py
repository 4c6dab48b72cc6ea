import pytest
from flask.testing import FlaskClient

from registry.vocabulary.social_help import HelpAudience, HelpKind
from tests.browsing import Browser
from tests.factories.social_help import make_helper, make_service


@pytest.fixture
def visitor(client: FlaskClient) -> Browser:
    return Browser(client)


@pytest.fixture
def two(app) -> None:
    """Shelter in San Román, and food for families in all of Puno."""
    make_service(make_helper(name="Casa Belén", ubigeo="211101", address="Jr. Lima 10"))
    food = {"kind": HelpKind.FOOD, "audiences": (HelpAudience.FAMILIES,), "districts": ("21",), "phone": ""}
    make_service(make_helper(name="Olla Común", ubigeo="210101"), **food)


def test_an_empty_directory_says_so(visitor: Browser):
    assert "Aún no hay ayuda publicada" in visitor.get("/ayuda-social/")


def test_help_is_told_with_where_and_how_to_ask(visitor: Browser, two):
    page = visitor.get("/ayuda-social/")

    assert "Casa Belén" in page
    assert "Provincia de San Román, Puno" in page
    assert "Departamento de Puno" in page
    assert 'href="tel:051321114"' in page
    assert "2 ayudas" in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("tipo=food", "Olla Común", "Casa Belén"),
        ("para=releasees", "Casa Belén", "Olla Común"),
        ("desde=210101", "Olla Común", "Casa Belén"),
    ],
)
def test_the_search_narrows(visitor: Browser, two, query: str, shown: str, hidden: str):
    page = visitor.get(f"/ayuda-social/?{query}")

    assert shown in page
    assert hidden not in page


def test_what_is_near_without_covering_says_so(visitor: Browser, two):
    page = visitor.get("/ayuda-social/?desde=210101&radio=50")

    assert page.index("Olla Común") < page.index("Casa Belén") < page.index("No atiende en su distrito")


def test_nothing_found_offers_a_wider_search(visitor: Browser, two):
    assert "Ninguna ayuda responde" in visitor.get("/ayuda-social/?desde=Tumbes")
    assert "No hay un distrito que se llame" in visitor.get("/ayuda-social/?desde=Macondo")
