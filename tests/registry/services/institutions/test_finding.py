from collections.abc import Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from registry.extensions.database import reading
from registry.models import BeneficiaryUnit
from registry.services.institutions.finding import (
    Found,
    PlaceFilter,
    Point,
    PublicUnit,
    all_units,
    find_units,
    marked_units,
    receives_people,
)
from registry.services.institutions.registrations import suspend
from registry.services.institutions.units import close_unit, get_unit
from registry.services.institutions.vacancies import close
from registry.vocabulary.accounts import Role
from registry.vocabulary.institutions import Task, UnitKind
from tests.factories.accounts import make_account, make_officer
from tests.factories.institutions import VALID_TO, make_institution, make_registration, make_unit, make_vacancy
from tests.statements import count_queries

TODAY = date(2026, 9, 7)
JULIACA, PUNO, LIMA = Point(-15.4997, -70.1333), Point(-15.8402, -70.0219), Point(-12.0464, -77.0428)
PLACED = {"juliaca": JULIACA, "puno": PUNO, "lima": LIMA}


def names(units: Sequence[PublicUnit]) -> list[str]:
    return [unit.name for unit in units]


def find(**wanted: Any) -> Found:
    return find_units(PlaceFilter(**wanted), on=TODAY)


@pytest.fixture
def officer(app: Flask):
    return make_officer()


@pytest.fixture
def three(officer):
    """A unit in Juliaca, one in Puno and one in Lima."""
    return {
        name: make_unit(
            officer=officer, name=name, ubigeo=ubigeo, latitude=PLACED[name].latitude, longitude=PLACED[name].longitude
        )
        for name, ubigeo in (("juliaca", "211101"), ("puno", "210101"), ("lima", "150101"))
    }


def test_units_of_every_office_are_found_by_name(three):
    assert names(find().page.items) == ["juliaca", "lima", "puno"]


def test_the_nearest_come_first_with_their_distance(three):
    found = find(origin=PUNO).page.items

    assert names(found) == ["puno", "juliaca", "lima"]
    assert found[0].distance_km == 0
    assert 35 < (found[1].distance_km or 0) < 45


def test_a_radius_leaves_out_what_is_farther(three):
    assert names(find(origin=PUNO, radius_km=50).page.items) == ["puno", "juliaca"]
    assert names(find(origin=PUNO, radius_km=5).page.items) == ["puno"]


def test_a_radius_without_an_origin_narrows_nothing(three):
    assert find(radius_km=5).page.total == 3


def test_an_area_narrows_by_the_first_digits(three):
    assert names(find(ubigeo="21").page.items) == ["juliaca", "puno"]


def test_a_kind_narrows(officer, three):
    make_unit(officer=officer, name="escuela", kind=UnitKind.SCHOOL)

    assert names(find(kind=UnitKind.SCHOOL).page.items) == ["escuela"]


def test_tasks_of_open_vacancies_are_told_and_narrow(officer, three):
    make_vacancy(officer=officer, unit=three["puno"], task=Task.PAINTING)
    make_vacancy(officer=officer, unit=three["puno"], task=Task.CLEANING)
    closed = make_vacancy(officer=officer, unit=three["lima"], task=Task.PAINTING)
    close(closed.id, version=closed.version, officer=officer)

    (only,) = find(task=Task.PAINTING).page.items

    assert only.name == "puno"
    assert only.tasks == (Task.CLEANING, Task.PAINTING)
    assert [unit.tasks for unit in all_units(PlaceFilter(ubigeo="2101"), on=TODAY)] == [only.tasks]


def test_free_places_are_told_as_yes_or_no(officer, three):
    make_vacancy(officer=officer, unit=three["puno"])

    assert names(find(has_places=True).page.items) == ["puno"]
    assert names(find(has_places=False).page.items) == ["juliaca", "lima"]


def test_nothing_of_people_nor_of_who_answers_for_the_unit_is_told():
    told = {field.name for field in fields(PublicUnit)}

    assert told.isdisjoint({"places_taken", "supervisor", "phone", "email", "exception_reason"})


def test_closed_suspended_and_expired_units_are_left_out(officer, three):
    unit = three["puno"]
    close_unit(unit.id, version=unit.version, officer=officer)
    registration = make_registration(make_institution(officer=officer), officer=officer)
    make_unit(officer=officer, institution=registration.institution, name="suspendida")
    chief = make_account(Role.CHIEF, office_id=officer.office_id)
    suspend(registration.id, reason="Motivo", version=registration.version, officer=chief)

    assert names(find().page.items) == ["juliaca", "lima"]
    assert find_units(PlaceFilter(), on=VALID_TO + timedelta(days=1)).page.total == 0


def test_a_unit_by_exception_is_found(officer):
    make_unit(officer=officer, institution=make_institution(officer=officer), exception_reason="Única del distrito")

    assert find().page.total == 1


def test_the_condition_agrees_with_the_units_own_word(officer, three):
    unit = get_unit(three["puno"].id, officer=officer)
    for day in (TODAY, VALID_TO, VALID_TO + timedelta(days=1), date(2024, 12, 31)):
        with reading() as session:
            found = session.query(BeneficiaryUnit).filter(receives_people(day), BeneficiaryUnit.id == unit.id).count()

        assert bool(found) is unit.receives_people(day)


def test_the_map_counts_by_province_the_whole_list_whatever_the_page(officer, three):
    make_vacancy(officer=officer, unit=three["puno"])
    make_unit(officer=officer, ubigeo="210101", latitude=PUNO.latitude, longitude=PUNO.longitude)

    counts = {count.code: count for count in find_units(PlaceFilter(), on=TODAY, page=2, per_page=1).provinces}

    assert sorted(counts) == ["1501", "2101", "2111"]
    assert (counts["2101"].units, counts["2101"].with_places) == (2, 1)
    assert counts["2101"].latitude == pytest.approx(PUNO.latitude)


def test_a_page_past_the_end_is_the_last(three):
    page = find_units(PlaceFilter(), on=TODAY, page=9, per_page=2).page

    assert (page.number, names(page.items)) == (2, ["puno"])


def test_marks_are_the_whole_list_without_tasks(officer, three):
    make_vacancy(officer=officer, unit=three["puno"])

    marks = marked_units(PlaceFilter(), on=TODAY)

    assert names(marks) == ["juliaca", "lima", "puno"]
    assert all(mark.tasks == () for mark in marks)


def test_more_units_ask_no_more_of_the_database(officer, three):
    make_vacancy(officer=officer)
    few = count_queries(find)
    for _ in range(5):
        make_vacancy(officer=officer)

    assert count_queries(find) == few
