import pytest
from werkzeug.datastructures import MultiDict

from registry.schemas.forms import load_form
from registry.schemas.institutions.unit import UnitInput, UnitQuery, UnitRowOutput, UnitWithVacanciesOutput
from registry.services.institutions.details import UnitDetails
from registry.services.institutions.units import UnitFilter, get_unit, list_units
from registry.vocabulary.institutions import UnitKind
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy

WHOLE = {"name": "Vivero municipal", "kind": "municipality", "ubigeo": "211101"}


def test_a_form_makes_the_details():
    loaded, errors = load_form(UnitInput(), MultiDict(WHOLE | {"latitude": "-15,49", "longitude": "-70.12"}))

    assert errors == {}
    assert UnitDetails(**loaded) == UnitDetails(
        name="Vivero municipal", kind=UnitKind.MUNICIPALITY, ubigeo="211101", latitude=-15.49, longitude=-70.12
    )


def test_a_query_without_an_answer_narrows_nothing():
    query = UnitQuery().load({})
    del query["page"], query["per_page"]

    assert UnitFilter(**query) == UnitFilter()


def test_a_query_may_ask_for_closed_units():
    assert UnitQuery().load({"is_open": "no"})["is_open"] is False


@pytest.mark.usefixtures("app")
def test_units_are_shown_with_what_they_offer():
    officer = make_officer()
    vacancy = make_vacancy(officer=officer)

    shown = UnitWithVacanciesOutput().dump(get_unit(vacancy.unit_id, officer=officer))
    row = UnitRowOutput().dump(list_units(officer=officer).items[0])

    assert [v["id"] for v in shown["vacancies"]] == [vacancy.id]
    assert shown["institution"]["registrations"][0]["state"] == "current"
    assert (row["unit"]["id"], row["free_places"]) == (vacancy.unit_id, 2)
