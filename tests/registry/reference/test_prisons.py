"""Prisons."""

import pytest

from registry.reference.geography import check_position
from registry.reference.prisons import UnknownPrison, get_prison, prisons


def test_capacity_and_inmates_sum_to_the_bulletin():
    assert len(prisons()) == 69
    assert sum(prison.capacity for prison in prisons()) == 41_764
    assert sum(prison.population for prison in prisons()) == 103_717


def test_every_prison_stands_in_a_district_and_in_peru():
    for prison in prisons():
        check_position(prison.latitude, prison.longitude)

        assert prison.district.ubigeo == prison.ubigeo


def test_positions_say_how_good_they_are():
    assert {prison.position_quality for prison in prisons()} == {"geocoded", "polygon", "district_capital"}


def test_a_prison_is_found_by_its_code():
    assert get_prison("EP18").name == "E.P. de Lurigancho"


def test_an_unknown_prison_is_told_with_its_code():
    with pytest.raises(UnknownPrison) as refusal:
        get_prison("EP99")

    assert refusal.value.code == "EP99"
