import pytest

from registry.services.institutions.finding import Point
from registry.views.institutions.origins import OF_MAP, read_origin, read_radius


def test_a_district_begins_at_its_capital():
    origin = read_origin({"desde": "Juliaca"})

    assert (origin.ubigeo, origin.label, list(origin.others)) == ("211101", "Juliaca, San Román, Puno", [])
    assert origin.point is not None
    assert -15.6 < origin.point.latitude < -15.4


def test_districts_of_the_same_name_are_told_as_others():
    origin = read_origin({"desde": "miraflores"})

    assert len(origin.others) > 1
    assert all(label.startswith("Miraflores,") for _, label in origin.others)


def test_a_retired_code_without_a_successor_begins_nowhere():
    assert read_origin({"desde": "150144"}).is_unknown
    assert read_origin({"desde": "211101"}).label == "Juliaca, San Román, Puno"


def test_a_point_of_the_map_begins_there_unless_a_district_is_named():
    assert read_origin({"punto": "-15.84,-70.02"}).point == Point(-15.84, -70.02)
    assert read_origin({"punto": "-15.84,-70.02"}).label == OF_MAP
    assert read_origin({"punto": "-15.84,-70.02", "desde": "Juliaca"}).ubigeo == "211101"


@pytest.mark.parametrize("point", ["", "x", "12,77", "-70.02,-15.84", "-15.8412,-70.0213", "-1,-1"])
def test_a_damaged_strange_or_too_exact_point_is_none(point: str):
    assert read_origin({"punto": point}).point is None


@pytest.mark.parametrize("words", ["Macondo", "999999", "12"])
def test_words_that_name_no_district_are_told(words: str):
    assert read_origin({"desde": words}).is_unknown


@pytest.mark.parametrize(("radius", "read"), [("25", 25), ("7", None), ("x", None), ("", None)])
def test_only_the_distances_offered_count(radius: str, read: int | None):
    assert read_radius({"radio": radius}) == read
