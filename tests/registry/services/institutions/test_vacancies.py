from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy import update

from registry.errors import InvalidFields, NotFound, StaleVersion, WrongState
from registry.extensions.database import transaction
from registry.models import Vacancy, VacancyShift
from registry.services.institutions import registrations, units, vacancies
from registry.services.institutions.vacancies import VacancyFilter, list_open_for_round, list_vacancies
from registry.vocabulary.institutions import Task, VacancyState
from registry.vocabulary.people import Skill
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_chief, make_officer
from tests.factories.institutions import (
    make_institution,
    make_unit,
    make_vacancy,
    saturday_afternoon,
    saturday_morning,
    vacancy_details,
)

pytestmark = pytest.mark.usefixtures("app")
DAY = date(2026, 9, 7)
MORNING = {"shift": Shift.SATURDAY_AM, "start_minute": 480, "end_minute": 780, "places": 2}


@pytest.fixture
def officer(app):
    return make_officer()


@pytest.fixture
def busy(officer):
    """A vacancy where one person serves on Saturday mornings."""
    vacancy = make_vacancy(officer=officer)
    take_place(vacancy.id, Shift.SATURDAY_AM)
    return SimpleNamespace(id=vacancy.id, officer=officer)


def take_place(vacancy_id, *shifts):
    with transaction() as session:
        session.execute(update(Vacancy).where(Vacancy.id == vacancy_id).values(places_taken=1))
        taken = update(VacancyShift).where(VacancyShift.vacancy_id == vacancy_id, VacancyShift.shift.in_(shifts))
        session.execute(taken.values(places_taken=1))


def change(busy, **overrides):
    return vacancies.change(busy.id, vacancy_details(**overrides), version=1, officer=busy.officer)


def refused(act, *args, **kwargs):
    with pytest.raises(InvalidFields) as refusal:
        act(*args, **kwargs)
    return refusal.value.problems


def ids(found):
    return [vacancy.id for vacancy in found]


def test_a_vacancy_comes_with_its_unit_and_institution(officer):
    offered = make_vacancy(officer=officer, skills=(Skill.SEWING, Skill.COOKING, Skill.SEWING))

    seen = vacancies.get_vacancy(offered.id, officer=officer)

    assert seen.unit.institution.registrations
    assert [(s.shift, s.places) for s in seen.shifts] == [(Shift.SATURDAY_AM, 2), (Shift.SATURDAY_PM, 2)]
    assert (seen.skills, seen.state, seen.free_places) == (["cooking", "sewing"], VacancyState.OPEN, 2)


def test_shifts_are_taken_as_schemas_load_them(officer):
    offered = make_vacancy(officer=officer, shifts=[MORNING])

    assert [(s.shift, s.start_minute) for s in offered.shifts] == [(Shift.SATURDAY_AM, 480)]


def test_another_offices_vacancy_is_not_found(officer):
    stranger = make_officer()
    vacancy = make_vacancy(officer=stranger)

    with pytest.raises(NotFound):
        vacancies.get_vacancy(vacancy.id, officer=officer)
    with pytest.raises(NotFound):
        vacancies.change(vacancy.id, vacancy_details(), version=1, officer=officer)
    with pytest.raises(NotFound):
        vacancies.offer(vacancy.unit_id, vacancy_details(), officer=officer)


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"shifts": ()}, "shifts", "vacancy_needs_shift"),
        ({"shifts": (saturday_morning(), saturday_morning())}, "shifts", "shifts_repeated_or_unknown"),
        ({"shifts": [MORNING | {"shift": 14}]}, "shifts", "shifts_repeated_or_unknown"),
        ({"shifts": (saturday_morning(start=299),)}, "shifts-10-start", "shift_too_early"),
        ({"shifts": (saturday_morning(start=720),)}, "shifts-10-start", "morning_starts_after_noon"),
        ({"shifts": (saturday_afternoon(end=1321),)}, "shifts-11-end", "shift_too_late"),
        ({"shifts": (saturday_afternoon(start=840, end=840),)}, "shifts-11-end", "shift_ends_before_start"),
        ({"shifts": (saturday_morning(start=480, end=1081),)}, "shifts-10-end", "shift_too_long"),
        ({"shifts": (saturday_afternoon(start=600, end=720),)}, "shifts-11-end", "afternoon_ends_before_noon"),
        ({"shifts": (saturday_morning(end=870), saturday_afternoon(start=840))}, "shifts-11-start", "shifts_overlap"),
        ({"shifts": (saturday_morning(places=0),)}, "shifts-10-places", "shift_places_range"),
        ({"total_places": 0}, "total_places", "places_needed"),
        ({"total_places": 5}, "total_places", "places_above_shifts"),
        ({"minimum_age": 17}, "minimum_age", "minimum_age_range"),
    ],
)
def test_a_vacancy_that_breaks_a_rule_is_refused(officer, wrong, field, code):
    unit = make_unit(officer=officer)

    assert refused(make_vacancy, officer=officer, unit=unit, **wrong)[field][0] == code


def test_a_whole_day_of_ten_hours_is_one_shift(officer):
    offered = make_vacancy(officer=officer, shifts=(saturday_morning(start=480, end=1080),))

    assert offered.shifts[0].end_minute == 1080


def test_an_empty_vacancy_may_change_altogether(officer):
    vacancy = make_vacancy(officer=officer)
    sunday = {"shift": Shift.SUNDAY_PM, "start_minute": 840, "end_minute": 1080, "places": 9}
    details = vacancy_details(task=Task.PAINTING, total_places=9, shifts=[sunday])

    vacancies.change(vacancy.id, details, version=1, officer=officer)

    seen = vacancies.get_vacancy(vacancy.id, officer=officer)
    assert (seen.task, seen.version, [(s.shift, s.places) for s in seen.shifts]) == (Task.PAINTING, 2, [(13, 9)])


def test_a_change_keeps_the_places_of_those_who_serve(busy):
    change(busy, total_places=3, shifts=(saturday_morning(places=3),))

    seen = vacancies.get_vacancy(busy.id, officer=busy.officer)
    assert [(s.shift, s.places, s.places_taken) for s in seen.shifts] == [(Shift.SATURDAY_AM, 3, 1)]


def test_a_shift_where_somebody_serves_stays(busy):
    problems = refused(change, busy, shifts=(saturday_afternoon(),))

    facts = {"shift": "sábado por la mañana", "people": "1 persona"}
    assert problems == {"shifts-10-places": ("shift_in_use", facts)}


def test_the_hours_of_those_who_serve_stay(busy):
    problems = refused(change, busy, shifts=(saturday_morning(start=540), saturday_afternoon()))

    assert problems["shifts-10-start"][0] == "shift_hours_in_use"


def test_places_do_not_fall_below_those_who_serve(busy):
    take_place(busy.id, Shift.SATURDAY_AM, Shift.SATURDAY_PM)
    with transaction() as session:
        session.execute(update(Vacancy).values(places_taken=2))
        session.execute(update(VacancyShift).values(places_taken=2))

    problems = refused(change, busy, total_places=1, shifts=(saturday_morning(places=1), saturday_afternoon()))

    assert problems == {
        "total_places": ("places_below_taken", {"people": "2 personas"}),
        "shifts-10-places": (
            "shift_places_below_taken",
            {"shift": "sábado por la mañana", "people": "2 personas"},
        ),
    }


def test_a_stale_change_is_refused(officer):
    vacancy = make_vacancy(officer=officer)
    vacancies.close(vacancy.id, version=1, officer=officer)

    with pytest.raises(StaleVersion):
        vacancies.change(vacancy.id, vacancy_details(), version=1, officer=officer)


def test_a_closed_vacancy_may_be_reopened(officer):
    vacancy = make_vacancy(officer=officer)

    assert vacancies.close(vacancy.id, version=1, officer=officer).state is VacancyState.CLOSED
    with pytest.raises(WrongState, match="vacancy_closed_already"):
        vacancies.close(vacancy.id, version=2, officer=officer)
    assert vacancies.reopen(vacancy.id, version=2, officer=officer).state is VacancyState.OPEN


def test_lists_are_narrowed(officer):
    make_vacancy(officer=make_officer(), task=Task.SEWING)
    make_vacancy(officer=officer)
    unit = make_unit(officer=officer, name="Vivero Ñaña", ubigeo="210101")
    found = make_vacancy(officer=officer, unit=unit, task=Task.SEWING)

    for wanted in ({"search": "nana"}, {"task": Task.SEWING}, {"ubigeo": "2101"}, {"unit_id": unit.id}):
        assert ids(list_vacancies(VacancyFilter(**wanted), officer=officer).items) == [found.id]


def test_lists_tell_states_as_readers_see_them(officer):
    full = make_vacancy(officer=officer, total_places=1)
    take_place(full.id, Shift.SATURDAY_AM)
    free, closed = make_vacancy(officer=officer), make_vacancy(officer=officer)
    vacancies.close(closed.id, version=1, officer=officer)

    def listed(state):
        return ids(list_vacancies(VacancyFilter(state=state), officer=officer).items)

    assert [listed(state) for state in (VacancyState.FULL, VacancyState.OPEN, VacancyState.CLOSED)] == [
        [full.id],
        [free.id],
        [closed.id],
    ]


def test_a_round_takes_the_open_vacancies_of_open_units_of_the_office(officer):
    make_vacancy(officer=make_officer())
    closed = make_vacancy(officer=officer)
    vacancies.close(closed.id, version=1, officer=officer)
    shut = make_vacancy(officer=officer)
    units.close_unit(shut.unit_id, version=1, officer=officer)
    full = make_vacancy(officer=officer, total_places=1)
    take_place(full.id, Shift.SATURDAY_AM)
    free = make_vacancy(officer=officer)

    found = list_open_for_round(officer.office_id, DAY)

    assert ids(found) == [full.id, free.id]
    assert found[0].unit.institution.registrations[0].is_in_force(DAY)


def test_a_round_sees_who_is_suspended_but_not_who_never_was_registered(officer):
    chief = make_chief(office_id=officer.office_id)
    suspended, withdrawn, future = (make_vacancy(officer=officer) for _ in range(3))
    registrations.suspend(registration_of(suspended), reason="Sin planillas", version=1, officer=chief)
    registrations.withdraw(registration_of(withdrawn), reason="Cerró", version=1, officer=chief)
    excepted = make_vacancy(
        officer=officer,
        unit=make_unit(officer=officer, institution=make_institution(), exception_reason="Única del distrito"),
    )

    assert ids(list_open_for_round(officer.office_id, DAY)) == [suspended.id, future.id, excepted.id]
    assert ids(list_open_for_round(officer.office_id, date(2024, 12, 31))) == [excepted.id]


def registration_of(vacancy):
    return vacancy.unit.institution.registrations[0].id
