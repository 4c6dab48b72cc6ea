"""The public list of units, offices and prisons; the map is tried in a browser."""

import csv
import html
import json
import re
from io import StringIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from registry.services.accounts.accounts import Account
from registry.vocabulary.institutions import Task, UnitKind
from tests.browsing import Browser
from tests.factories.accounts import make_office, make_officer
from tests.factories.institutions import make_unit, make_vacancy
from tests.statements import count_queries

FACTS = re.compile(r"data-facts='([^']*)'")
SPARING = {"Save-Data": "on"}


@pytest.fixture
def keeper(app) -> Account:
    return make_officer()


@pytest.fixture
def visitor(client: FlaskClient) -> Browser:
    return Browser(client)


@pytest.fixture(autouse=True)
def units(keeper: Account) -> None:
    """A school in Puno that offers painting, and a full park in Juliaca."""
    school = make_unit(
        officer=keeper,
        name="Colegio San Carlos",
        kind=UnitKind.SCHOOL,
        ubigeo="210101",
        latitude=-15.84,
        longitude=-70.02,
    )
    make_vacancy(officer=keeper, unit=school, task=Task.PAINTING)
    make_unit(officer=keeper, name="Parque Cultural", ubigeo="211101")


def facts_of(page: str) -> dict[str, Any]:
    found = FACTS.search(page)
    assert found
    told: dict[str, Any] = json.loads(html.unescape(found[1]))
    return told


def test_anybody_reads_the_list(visitor: Browser):
    page = visitor.get("/mapa/")

    assert "Colegio San Carlos" in page
    assert "Puno, Puno, Puno" in page
    assert "Pintado de locales" in page
    assert "2 unidades" in page


def test_who_answers_for_a_unit_is_not_told(visitor: Browser):
    assert "Julia Apaza" not in visitor.get("/mapa/")


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("tipo=school", "Colegio", "Parque"),
        ("tarea=painting", "Colegio", "Parque"),
        ("plazas=no", "Parque", "Colegio"),
        ("desde=Juliaca&radio=10", "Parque", "Colegio"),
        ("punto=-15.84,-70.02&radio=10", "Colegio", "Parque"),
    ],
)
def test_filters_narrow_the_list(visitor: Browser, query: str, shown: str, hidden: str):
    page = visitor.get(f"/mapa/?{query}")

    assert shown in page
    assert hidden not in page


def test_the_nearest_come_first_with_their_distance(visitor: Browser):
    page = visitor.get("/mapa/?desde=Juliaca")

    assert page.index("Parque Cultural") < page.index("Colegio San Carlos")
    assert "km" in page
    assert "Desde Juliaca, San Román, Puno" in page


def test_an_unknown_district_is_told(visitor: Browser):
    assert "No hay un distrito que se llame «Macondo»" in visitor.get("/mapa/?desde=Macondo")


def test_a_distance_from_nowhere_asks_from_where(visitor: Browser):
    assert "escriba también desde qué distrito" in visitor.get("/mapa/?radio=10")


@pytest.mark.parametrize(
    "query", ["departamento=99", "punto=12,77", "punto=x", "radio=7", "tipo=x", "pagina=0", "plazas=x"]
)
def test_a_damaged_address_narrows_nothing(visitor: Browser, query: str):
    assert "2 unidades" in visitor.get(f"/mapa/?{query}")


def test_a_department_without_units_says_so(visitor: Browser):
    assert "Ninguna unidad responde" in visitor.get("/mapa/?departamento=15")


def test_the_list_is_taken_whole_to_a_spreadsheet(visitor: Browser):
    text = visitor.client.get("/mapa/unidades.csv?desde=Puno").data.decode("utf-8-sig")

    heading, first, second = csv.reader(StringIO(text), delimiter=";")
    assert heading[0] == "Unidad"
    assert (first[0], first[6], first[7]) == ("Colegio San Carlos", "sí", "Pintado de locales")
    assert second[0] == "Parque Cultural"


def test_the_map_is_given_counts_by_province_and_where_the_marks_are(visitor: Browser):
    facts = facts_of(visitor.get("/mapa/?departamento=21&plazas=si"))

    assert [row[0] for row in facts["provinces"]] == ["2101"]
    assert facts["marks"] == "/mapa/unidades.geojson?plazas=si"
    assert facts["origin"] is None
    assert "punto=aqui" in facts["here"]


def test_the_marks_are_the_list_in_geojson(visitor: Browser):
    response = visitor.client.get("/mapa/unidades.geojson?departamento=21&tipo=school")

    (feature,) = json.loads(response.data)["features"]
    assert response.mimetype == "application/geo+json"
    assert feature["geometry"]["coordinates"] == [-70.02, -15.84]
    assert feature["properties"] == {
        "name": "Colegio San Carlos",
        "kind": "Institución educativa",
        "ubigeo": "210101",
        "district": "Puno",
        "places": True,
    }


def test_whoever_spares_data_gets_the_list_and_asks_for_the_map(visitor: Browser):
    sparing = visitor.get("/mapa/?tipo=school", headers=SPARING)

    assert "Colegio San Carlos" in sparing
    assert "map.js" not in sparing
    assert "mapa=si" in sparing
    assert "map.js" in visitor.get("/mapa/?tipo=school&mapa=si", headers=SPARING)


def test_offices_tell_where_they_are_and_how_to_call_them(visitor: Browser):
    make_office(name="EML Tacna", ubigeo="230101", address="Av. Bolognesi 10", phone="052 411222")

    page = visitor.get("/mapa/oficinas?departamento=23")

    assert "Av. Bolognesi 10" in page
    assert 'href="tel:052411222"' in page
    assert [place[2] for place in facts_of(page)["places"]] == ["EML Tacna"]


def test_prisons_are_listed_without_their_people(visitor: Browser):
    page = visitor.get("/mapa/penales?desde=Tumbes&radio=50")

    assert "E.P. de Tumbes" in page
    assert "1 establecimiento" in page
    assert "1287" not in page


def test_a_longer_list_asks_no_more_of_the_database(visitor: Browser, keeper: Account):
    few = count_queries(lambda: visitor.client.get("/mapa/"))
    for _ in range(5):
        make_vacancy(officer=keeper)

    assert count_queries(lambda: visitor.client.get("/mapa/")) == few
