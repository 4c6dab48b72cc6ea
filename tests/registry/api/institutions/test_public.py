"""What the API tells without a token."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from registry.services.accounts.accounts import Account
from registry.vocabulary.institutions import UnitKind
from tests.factories.institutions import make_unit, make_vacancy
from tests.factories.social_help import make_helper, make_service


def ask(client: FlaskClient, path: str, status: int = 200) -> Any:
    response = client.get(f"/api/v1/public/{path}")
    assert response.status_code == status, response.get_data(as_text=True)
    return response.get_json()


@pytest.fixture
def units(officer: Account) -> None:
    """A school in Puno with places, and a park in Juliaca without."""
    school = make_unit(
        officer=officer, name="Colegio", kind=UnitKind.SCHOOL, ubigeo="210101", latitude=-15.84, longitude=-70.02
    )
    make_vacancy(officer=officer, unit=school)
    make_unit(officer=officer, name="Parque", ubigeo="211101", latitude=-15.5, longitude=-70.13)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Colegio", "Parque"]),
        ("latitude=-15.5&longitude=-70.13", ["Parque", "Colegio"]),
        ("latitude=-15.5&longitude=-70.13&radius_km=10", ["Parque"]),
        ("has_places=true", ["Colegio"]),
        ("kind=school&ubigeo=21&task=green_areas", ["Colegio"]),
        ("ubigeo=15", []),
    ],
)
def test_units_are_found_without_an_account(client: FlaskClient, units, query: str, names: list[str]):
    assert [unit["name"] for unit in ask(client, f"units?{query}")["items"]] == names


def test_a_unit_tells_nothing_of_people(client: FlaskClient, units):
    unit = ask(client, "units?has_places=true")["items"][0]

    assert set(unit) == {
        "id", "name", "kind", "kind_label", "ubigeo", "district", "latitude", "longitude", "has_places", "tasks",
        "distance_km",
    }  # fmt: skip
    assert unit["tasks"] == ["green_areas"]


def test_half_a_point_is_refused(client: FlaskClient, units):
    ask(client, "units?latitude=-15.5", status=422)


def test_help_is_found_without_an_account(client: FlaskClient, app):
    make_service(make_helper(name="Casa Belén", ubigeo="211101"))

    (found,) = ask(client, "social-services?ubigeo=211101&audience=releasees&kind=shelter")["items"]

    assert (found["institution"]["name"], found["covers"], found["distance_km"]) == ("Casa Belén", True, 0)
    assert ask(client, "social-services?ubigeo=150101")["items"] == []


def test_offices_and_prisons_are_found_without_an_account(client: FlaskClient, units):
    here = "latitude=-15.5&longitude=-70.13"

    prisons = ask(client, f"prisons?{here}&radius_km=60")
    offices = ask(client, "offices?ubigeo=21")

    assert prisons[0]["name"] == "E.P. de Juliaca"
    assert [one["distance_km"] for one in prisons] == sorted(one["distance_km"] for one in prisons)
    assert {one["district"].split(", ")[-1] for one in offices} == {"Puno"}
    assert len(ask(client, "prisons")) == 69


@pytest.mark.parametrize("kind", ["offices", "prisons"])
def test_half_a_point_finds_no_landmark(client: FlaskClient, app, kind: str):
    ask(client, f"{kind}?longitude=-70.13", status=422)
