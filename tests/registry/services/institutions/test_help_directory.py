from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from registry.services.institutions.help_directory import HelpFilter, OfferedHelp, directory
from registry.services.institutions.registrations import suspend
from registry.services.institutions.social_services import set_offered
from registry.vocabulary.accounts import Role
from registry.vocabulary.institutions import InstitutionRole
from registry.vocabulary.social_help import HelpAudience, HelpKind
from tests.factories.accounts import make_account, make_officer
from tests.factories.institutions import VALID_TO, make_registration
from tests.factories.social_help import make_helper, make_manager, make_service

TODAY = date(2026, 9, 7)
JULIACA, PUNO, LIMA = "211101", "210101", "150101"


def find(on: date = TODAY, **wanted: Any) -> list[OfferedHelp]:
    return list(directory(HelpFilter(**wanted), on=on).items)


def names(found: list[OfferedHelp]) -> list[str]:
    return [row.service.institution.name for row in found]


@pytest.fixture
def two(app: Flask):
    """Shelter for the released in San Román, from Juliaca; food for families in all of Puno, from Puno."""
    shelter, food = make_helper(name="Casa", ubigeo=JULIACA), make_helper(name="Olla", ubigeo=PUNO)
    make_service(shelter)
    make_service(food, kind=HelpKind.FOOD, audiences=(HelpAudience.FAMILIES,), districts=("21",))


def test_what_is_offered_is_told_by_institution(two):
    assert names(find()) == ["Casa", "Olla"]
    assert [(row.covers, row.distance_km) for row in find()] == [(None, None)] * 2


def test_a_district_keeps_what_covers_it_the_nearest_first(two):
    here = find(ubigeo=JULIACA)

    assert names(here) == ["Casa", "Olla"]
    assert here[0].distance_km == 0
    assert names(find(ubigeo=PUNO)) == ["Olla"]
    assert find(ubigeo=LIMA) == []


def test_a_radius_adds_what_is_near_without_covering(two):
    near = find(ubigeo=PUNO, radius_km=50)

    assert [(row.service.institution.name, row.covers) for row in near] == [("Olla", True), ("Casa", False)]
    assert names(find(ubigeo=PUNO, radius_km=10)) == ["Olla"]


def test_kind_and_audience_narrow(two):
    assert names(find(kind=HelpKind.FOOD)) == ["Olla"]
    assert names(find(audience=HelpAudience.RELEASEES)) == ["Casa"]


def test_an_expired_suspended_or_other_registration_publishes_nothing(two):
    officer = make_officer()
    helper = make_helper(officer=officer, name="Zonal")
    make_service(helper)
    registration = make_registration(helper, officer=officer, role=InstitutionRole.COMPANY)
    chief = make_account(Role.CHIEF)
    social = registration.id - 1

    assert "Zonal" in names(find())
    suspend(social, reason="Motivo", version=1, officer=chief)
    assert "Zonal" not in names(find())
    assert find(on=VALID_TO + timedelta(days=1)) == []


def test_what_was_taken_out_is_not_told(app: Flask):
    helper = make_helper()
    manager = make_manager(helper.id)
    service = make_service(helper, manager)
    set_offered(service.id, False, version=service.version, officer=manager)

    assert find() == []
