import pytest
from sqlalchemy import event

from registry.errors import InvalidFields, NotFound, StaleVersion, WrongState
from registry.extensions.database import db
from registry.reference.places import get_district
from registry.services.institutions import units, vacancies
from registry.services.institutions.units import UnitFilter, list_units
from registry.vocabulary.institutions import UnitKind
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_institution, make_unit, make_vacancy, unit_details

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def officer(app):
    return make_officer()


def refused(act, *args, **kwargs):
    with pytest.raises(InvalidFields) as refusal:
        act(*args, **kwargs)
    return refusal.value.problems


def ids(page):
    return [row.unit.id for row in page.items]


def test_a_unit_comes_with_all_that_belongs_to_it(officer):
    unit = make_unit(officer=officer)
    make_vacancy(officer=officer)
    vacancy = make_vacancy(officer=officer, unit=unit)

    seen = units.get_unit(unit.id, officer=officer)

    assert seen.office_id == officer.office_id
    assert len(seen.institution.registrations) == 1
    assert [(v.id, len(v.shifts)) for v in seen.vacancies] == [(vacancy.id, 2)]


def test_a_unit_just_added_can_be_shown_at_once(officer):
    unit = make_unit(officer=officer)

    assert unit.vacancies == []
    assert unit.institution.registrations[0].institution_id == unit.institution_id


def test_another_offices_unit_is_not_found(officer):
    unit = make_unit(officer=make_officer())

    with pytest.raises(NotFound):
        units.get_unit(unit.id, officer=officer)
    with pytest.raises(NotFound):
        units.change_unit(unit.id, unit_details(), version=1, officer=officer)


def test_an_unregistered_institution_needs_an_exception(officer):
    institution = make_institution(name="Club Dos de Mayo")

    problems = refused(make_unit, officer=officer, institution=institution)

    assert problems == {"exception_reason": ("unit_needs_registration", {"institution": "Club Dos de Mayo"})}
    assert make_unit(officer=officer, institution=institution, exception_reason="Única del distrito").id


def test_the_capital_of_the_district_stands_in_for_a_point(officer):
    unit = make_unit(officer=officer, ubigeo="150122", latitude=None, longitude=None)

    district = get_district("150122")
    assert (unit.latitude, unit.longitude) == (district.latitude, district.longitude)


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"longitude": None}, "longitude", "point_incomplete"),
        ({"latitude": -70.1, "longitude": -15.5}, "latitude", "position_outside_peru"),
        ({"ubigeo": "999999"}, "ubigeo", "ubigeo_unknown"),
        ({"name": " "}, "name", "required"),
    ],
)
def test_a_unit_with_a_wrong_fact_is_refused(officer, wrong, field, code):
    assert refused(make_unit, officer=officer, **wrong)[field][0] == code


def test_a_change_is_kept_and_counted(officer):
    unit = make_unit(officer=officer)

    changed = units.change_unit(unit.id, unit_details(name="Vivero municipal"), version=1, officer=officer)

    assert (changed.name, changed.version) == ("Vivero municipal", 2)
    assert ids(list_units(UnitFilter(search="vivero"), officer=officer)) == [unit.id]
    with pytest.raises(StaleVersion):
        units.change_unit(unit.id, unit_details(), version=1, officer=officer)


def test_a_closed_unit_may_be_reopened(officer):
    unit = make_unit(officer=officer)

    assert not units.close_unit(unit.id, version=1, officer=officer).is_open
    with pytest.raises(WrongState, match="unit_closed_already"):
        units.close_unit(unit.id, version=2, officer=officer)
    assert units.reopen_unit(unit.id, version=2, officer=officer).is_open


def test_a_list_tells_the_places_of_open_vacancies(officer):
    unit = make_unit(officer=officer)
    make_vacancy(officer=officer, unit=unit, total_places=2)
    make_vacancy(officer=officer, unit=unit, total_places=1)
    closed = make_vacancy(officer=officer, unit=unit, total_places=2)
    vacancies.close(closed.id, version=1, officer=officer)

    (row,) = list_units(officer=officer).items

    assert (row.vacancies, row.total_places, row.free_places) == (2, 3, 3)


def test_lists_are_narrowed(officer):
    make_unit(officer=make_officer(), name="Comisaría de Juliaca", kind=UnitKind.POLICE_STATION)
    make_unit(officer=officer, kind=UnitKind.SCHOOL)
    found = make_unit(officer=officer, name="Comisaría Ñaña", kind=UnitKind.POLICE_STATION, ubigeo="210101")
    make_unit(officer=officer, kind=UnitKind.POLICE_STATION)

    assert ids(list_units(UnitFilter(search="nana"), officer=officer)) == [found.id]
    assert ids(list_units(UnitFilter(kind=UnitKind.POLICE_STATION, ubigeo="2101"), officer=officer)) == [found.id]
    assert ids(list_units(UnitFilter(institution_id=found.institution_id), officer=officer)) == [found.id]


def test_lists_tell_open_units_and_those_with_places(officer):
    empty = make_unit(officer=officer)
    offering = make_vacancy(officer=officer).unit
    units.close_unit(empty.id, version=1, officer=officer)

    assert ids(list_units(UnitFilter(is_open=True), officer=officer)) == [offering.id]
    assert ids(list_units(UnitFilter(has_places=True), officer=officer)) == [offering.id]
    assert ids(list_units(UnitFilter(has_places=False), officer=officer)) == [empty.id]


def test_a_long_list_takes_no_more_queries_than_a_short_one(officer):
    def queries():
        seen = []
        event.listen(db.engine, "before_cursor_execute", listener := lambda *call: seen.append(call[2]))
        list_units(officer=officer)
        event.remove(db.engine, "before_cursor_execute", listener)
        return len(seen)

    make_vacancy(officer=officer)
    short = queries()
    for _ in range(5):
        make_vacancy(officer=officer)

    assert queries() == short <= 6
