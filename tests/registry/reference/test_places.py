"""Districts, provinces and departments."""

import pytest

from registry.reference.geography import check_position
from registry.reference.places import (
    UnknownUbigeo,
    departments,
    district_by_reniec,
    district_label,
    districts,
    districts_of,
    find_district,
    find_retired_ubigeo,
    get_district,
    is_known_area,
    is_known_ubigeo,
    provinces,
    retired_ubigeos,
    search_districts,
)

POPULATION_2025 = 34_350_244
MIRAFLORES = "150122"


def test_the_tables_count_what_the_country_has():
    assert (len(districts()), len(provinces()), len(departments())) == (1891, 196, 25)


@pytest.mark.parametrize("places", [districts, provinces, departments])
def test_the_population_sums_to_the_same_at_every_level(places):
    assert sum(place.population for place in places()) == POPULATION_2025


def test_no_ubigeo_and_no_reniec_code_stands_twice():
    reniec = [place.reniec for place in districts() if place.reniec]

    assert len({place.ubigeo for place in districts()}) == 1891
    assert len(set(reniec)) == len(reniec) == 1889


def test_every_district_lies_in_a_province_and_a_department_of_the_tables():
    codes = {place.code for place in provinces()} | {place.code for place in departments()}

    assert {place.ubigeo[:4] for place in districts()} | {place.ubigeo[:2] for place in districts()} == codes


def test_every_province_counts_its_districts():
    assert all(len(districts_of(province.code)) == province.districts for province in provinces())


def test_every_district_has_a_position_in_peru():
    for place in districts():
        check_position(place.latitude, place.longitude)


def test_miraflores_of_lima_has_another_code_at_reniec():
    assert get_district(MIRAFLORES).reniec == "140115"
    assert district_by_reniec("140115") == get_district(MIRAFLORES)


def test_an_unknown_reniec_code_finds_nothing():
    assert district_by_reniec("990101") is None


def test_an_unknown_code_is_told_with_the_code():
    with pytest.raises(UnknownUbigeo) as refusal:
        get_district("150199")

    assert refusal.value.code == "150199"


def test_a_retired_code_is_known_but_not_in_force():
    assert is_known_ubigeo("160109")
    assert find_district("160109") is None


def test_a_retired_code_tells_what_it_became_where_that_is_known():
    successors = {retired.ubigeo: retired.successor for retired in retired_ubigeos()}

    assert successors == {"150144": None, "160109": "160801", "160114": "160803"}


def test_a_successor_is_in_force_under_the_same_name():
    for retired in retired_ubigeos():
        if retired.successor:
            assert get_district(retired.successor).name == retired.name


def test_a_code_in_force_is_not_retired():
    assert find_retired_ubigeo(MIRAFLORES) is None


def test_a_retired_reniec_code_leads_to_the_successor():
    assert district_by_reniec("150107") == get_district("160801")


def test_no_retired_code_is_in_force():
    assert all(find_district(retired.ubigeo) is None for retired in retired_ubigeos())


@pytest.mark.parametrize(
    ("ubigeo", "label"),
    [
        (MIRAFLORES, "Miraflores, Lima, Lima"),
        ("160109", "Putumayo, Maynas, Loreto"),
        ("150199", "150199, Lima, Lima"),
        ("159901", "159901, Lima"),
        ("990101", "990101"),
    ],
)
def test_every_well_formed_code_has_a_label(ubigeo, label):
    assert district_label(ubigeo) == label


@pytest.mark.parametrize("code", ["", "15012", "1501222", "15O122", "١٥٠١٢٢"])
def test_a_malformed_code_has_no_label(code):
    with pytest.raises(UnknownUbigeo):
        district_label(code)


def test_search_ignores_accents_and_capitals():
    assert search_districts("ANCON")[0].ubigeo == "150102"
    assert search_districts("ancón") == search_districts("ANCON")


def test_search_puts_the_exact_name_first_and_the_more_populous_before_the_less():
    found = search_districts("miraflores")

    assert found[0].ubigeo == MIRAFLORES
    assert found[-1].name == "San Juan de Miraflores"
    populations = [place.population for place in found if place.name == "Miraflores"]
    assert populations == sorted(populations, reverse=True)


def test_search_narrows_by_province_and_department():
    assert [place.ubigeo for place in search_districts("miraflores arequipa")] == ["040110"]


def test_search_keeps_to_its_limit_and_an_empty_search_finds_nothing():
    assert len(search_districts("san", limit=5)) == 5
    assert search_districts("  ") == ()


@pytest.mark.parametrize(
    ("code", "is_known"),
    [("15", True), ("1501", True), ("150122", True), ("150144", True), ("1", False), ("99", False)],
)
def test_an_area_is_a_department_a_province_or_a_district(code, is_known):
    assert is_known_area(code) is is_known
