import pytest
from flask import Flask

from registry.reference.prisons import prisons
from registry.services.institutions.finding import PlaceFilter, Point
from registry.services.institutions.landmarks import find_offices, find_prisons
from tests.factories.accounts import make_office

PUNO = Point(-15.8402, -70.0219)


def test_every_prison_is_found_by_name(app: Flask):
    found = find_prisons(PlaceFilter())

    assert len(found) == len(prisons())
    assert [one.name for one in found] == sorted(one.name for one in found)


def test_prisons_of_a_department_come_the_nearest_first(app: Flask):
    found = find_prisons(PlaceFilter(ubigeo="21", origin=PUNO))

    distances = [one.distance_km or 0 for one in found]
    assert found
    assert all(one.ubigeo.startswith("21") for one in found)
    assert distances == sorted(distances)


def test_a_radius_leaves_out_what_is_farther(app: Flask):
    assert all((one.distance_km or 0) <= 60 for one in find_prisons(PlaceFilter(origin=PUNO, radius_km=60)))


@pytest.mark.parametrize(("ubigeo", "count"), [("21", 1), ("15", 0)])
def test_offices_tell_how_to_reach_them(app: Flask, ubigeo: str, count: int):
    make_office(ubigeo="211101", address="Jr. Lima 100", phone="051 321456")

    found = find_offices(PlaceFilter(ubigeo=ubigeo))

    assert [(one.address, one.phone) for one in found] == [("Jr. Lima 100", "051 321456")] * count
