"""Regional offices and what they cover."""

import pytest

from registry.reference.places import departments, get_district
from registry.reference.prisons import prisons
from registry.reference.regional_offices import (
    UnknownRegionalOffice,
    get_regional_office,
    office_of,
    regional_offices,
)


def test_eight_offices_cover_every_department_once():
    covered = [department for office in regional_offices() for department in office.departments]

    assert len(regional_offices()) == 8
    assert sorted(covered) == [department.code for department in departments()]


def test_tacna_is_split_and_sur_is_its_primary_office():
    assert office_of("23").code == "sur"
    assert get_regional_office("altiplano").also_in == ("23",)


def test_only_tacna_is_split():
    assert [office.code for office in regional_offices() if office.also_in] == ["altiplano"]


def test_every_prison_depends_on_an_office_of_the_table():
    assert {prison.regional_office for prison in prisons()} == {office.code for office in regional_offices()}


def test_the_office_of_a_district_follows_from_its_department():
    assert office_of("080101").name == "Sur Oriente"


def test_every_seat_lies_in_the_territory_of_its_office():
    for office in regional_offices():
        assert get_district(office.seat_ubigeo).ubigeo[:2] in office.departments


def test_a_seat_not_read_in_a_source_is_marked():
    assert [office.code for office in regional_offices() if office.seat_status != "norm"] == ["nor_oriente"]


@pytest.mark.parametrize("ask", [office_of, get_regional_office])
def test_an_unknown_code_is_told(ask):
    with pytest.raises(UnknownRegionalOffice) as refusal:
        ask("99")

    assert refusal.value.code == "99"
