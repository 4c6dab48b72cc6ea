"""Positions and great-circle distances."""

import pytest

from registry.reference.geography import PositionOutsidePeru, check_position, great_circle_km
from registry.reference.places import get_district

LIMA = (-12.0464, -77.0428)
TRUJILLO = (-8.1116, -79.0287)
AREQUIPA = (-16.4090, -71.5375)


@pytest.mark.parametrize(("city", "km"), [(TRUJILLO, 489), (AREQUIPA, 766)])
def test_known_pairs_of_cities_are_as_far_as_the_map_says(city, km):
    assert great_circle_km(*LIMA, *city) == pytest.approx(km, abs=1)


@pytest.mark.parametrize(("ubigeo", "km"), [("130101", 489), ("040101", 766)])
def test_the_positions_of_the_districts_agree_with_the_known_pairs(ubigeo, km):
    lima, city = get_district("150101"), get_district(ubigeo)

    distance = great_circle_km(lima.latitude, lima.longitude, city.latitude, city.longitude)

    assert distance == pytest.approx(km, abs=2)


def test_distance_is_the_same_both_ways_and_nothing_to_oneself():
    assert great_circle_km(*LIMA, *AREQUIPA) == great_circle_km(*AREQUIPA, *LIMA)
    assert great_circle_km(*LIMA, *LIMA) == 0


def test_a_swap_of_latitude_and_longitude_is_refused():
    with pytest.raises(PositionOutsidePeru):
        great_circle_km(LIMA[1], LIMA[0], TRUJILLO[1], TRUJILLO[0])


@pytest.mark.parametrize("position", [(0.5, -75.0), (-19.0, -70.0), (-12.0, -60.0), (0.0, 0.0), (float("nan"), -77.0)])
def test_a_position_outside_peru_is_refused_with_its_numbers(position):
    with pytest.raises(PositionOutsidePeru) as refusal:
        check_position(*position)

    assert refusal.value.longitude == position[1]
