import pytest

from registry.schemas.accounts.office import OfficeInput, OfficeOutput
from registry.schemas.accounts.officer import OfficerInput, OfficerOutput
from registry.services.accounts.accounts import AccountDetails
from registry.services.accounts.offices import OfficeDetails
from registry.vocabulary.accounts import OfficeKind, Role
from tests.factories.accounts import make_officer

OFFICE = {
    "code": "EML-PUNO",
    "name": "EML Puno",
    "region": "altiplano",
    "ubigeo": "210101",
    "latitude": -15.84,
    "longitude": "-70,02",
    "address": "Jr. Lima 100",
    "phone": "051 321456",
}


def test_loaded_input_makes_an_offices_details():
    details = OfficeDetails(**OfficeInput().load(OFFICE))

    assert (details.longitude, details.kind) == (-70.02, OfficeKind.OPEN_REGIME)


def test_loaded_input_makes_an_officers_details():
    given = {"username": "rosa", "full_name": "Rosa Medina", "post": "Jefa", "role": "chief", "office_id": "3"}

    assert AccountDetails(**OfficerInput().load(given)) == AccountDetails("rosa", "Rosa Medina", "Jefa", Role.CHIEF, 3)


@pytest.mark.usefixtures("app")
def test_an_officer_is_shown_without_what_lets_anybody_in():
    officer = make_officer(username="rosa")

    shown = OfficerOutput().dump(officer)

    assert not {"password_hash"} & set(shown)
    assert (shown["role_label"], shown["office"]["id"]) == ("Oficial de casos", officer.office_id)


def test_an_office_is_shown_with_its_district():
    assert {"id", "version", "district", "kind_label"} <= set(OfficeOutput().fields)
