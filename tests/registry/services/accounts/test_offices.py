from dataclasses import replace

import pytest

from registry.errors import InvalidFields, NotAllowed, NotFound, StaleVersion
from registry.services.accounts import offices
from tests.factories.accounts import make_chief, make_office, make_officer, office_details

pytestmark = pytest.mark.usefixtures("app")


def test_an_office_is_found_by_its_code():
    make_office(code="EML-LIMA")
    office = make_office(code="EML-JULIACA")

    assert offices.find_office("eml-juliaca ").id == office.id
    assert offices.find_office("EML-TACNA") is None


def test_a_code_belongs_to_one_office():
    make_office(code="EML-PUNO", name="EML Puno")

    with pytest.raises(InvalidFields) as refusal:
        make_office(code="EML-PUNO")

    assert refusal.value.problems == {"code": ("office_code_taken", {"office": "EML Puno"})}


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("code", "eml", "office_code_shape"),
        ("region", "atlántida", "region_unknown"),
        ("ubigeo", "999999", "ubigeo_unknown"),
        ("latitude", -77.0, "position_outside_peru"),
    ],
)
def test_an_office_with_a_wrong_fact_is_refused(field, value, code):
    with pytest.raises(InvalidFields) as refusal:
        make_office(**{field: value})

    assert refusal.value.problems[field][0] == code


def test_a_chief_corrects_the_own_office():
    chief = make_chief()
    details = office_details(code=chief.office.code, name="EML Nuevo")

    changed = offices.change_office(chief.office_id, details, version=1, officer=chief)

    assert (changed.name, changed.version) == ("EML Nuevo", 2)


def test_an_office_saved_meanwhile_is_not_overwritten():
    chief = make_chief()
    details = office_details(code=chief.office.code)
    offices.change_office(chief.office_id, details, version=1, officer=chief)

    with pytest.raises(StaleVersion):
        offices.change_office(chief.office_id, replace(details, phone="051 321"), version=1, officer=chief)


def test_another_office_is_out_of_reach():
    with pytest.raises(NotFound):
        offices.change_office(make_office().id, office_details(), version=1, officer=make_chief())


def test_a_case_officer_does_not_change_the_office():
    officer = make_officer()

    with pytest.raises(NotAllowed):
        offices.change_office(officer.office_id, office_details(), version=1, officer=officer)


def test_the_code_stays_since_documents_are_numbered_by_it():
    chief = make_chief()

    with pytest.raises(InvalidFields) as refusal:
        offices.change_office(chief.office_id, office_details(code="EML-OTRO"), version=1, officer=chief)

    assert refusal.value.problems == {"code": ("office_code_fixed", {"code": chief.office.code})}


def test_the_capital_of_the_district_stands_in_for_a_point():
    office = make_office(ubigeo="211101", latitude=None, longitude=None)

    assert (round(office.latitude, 1), round(office.longitude, 1)) == (-15.5, -70.1)


def test_offices_are_listed_by_name():
    make_office(name="EML Tacna")
    make_office(name="EML Ayaviri")

    assert [office.name for office in offices.list_offices()] == ["EML Ayaviri", "EML Tacna"]


def test_an_office_that_does_not_exist_is_not_found():
    with pytest.raises(NotFound):
        offices.get_office(9_999)
