from datetime import date

from registry.services.institutions.units import get_unit
from registry.services.institutions.vacancies import get_vacancy
from registry.services.placements.placements import Start, begin, undo
from registry.services.placements.serving import list_at_unit, list_at_vacancy
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_person, make_sentence


def serve(vacancy, officer, **person):
    sentence = make_sentence(officer=officer, person=make_person(officer=officer, **person))
    hours = [(shift.shift, shift.start_minute, shift.end_minute) for shift in vacancy.shifts]
    return begin(Start(sentence.id, vacancy.id, hours, date(2026, 3, 7)), officer=officer)


def names(placements) -> list[str]:
    return [placement.sentence.person.given_names for placement in placements]


def test_those_who_serve_are_listed_by_name(app):
    officer = make_officer()
    vacancy = make_vacancy(officer=officer)
    other = make_vacancy(officer=officer, unit=get_unit(vacancy.unit_id, officer=officer))
    serve(vacancy, officer, given_names="Zoila")
    serve(other, officer, given_names="Ana")
    serve(make_vacancy(officer=officer), officer, given_names="Ajena")

    assert names(list_at_unit(vacancy.unit_id, officer=officer)) == ["Ana", "Zoila"]
    assert names(list_at_vacancy(vacancy.id, officer=officer)) == ["Zoila"]


def test_a_placement_that_ended_is_left_out(app):
    officer = make_officer()
    vacancy = make_vacancy(officer=officer)
    undo(serve(vacancy, officer).id, officer=officer)

    assert not list_at_vacancy(vacancy.id, officer=officer)


def test_another_office_learns_nobody(app):
    officer = make_officer()
    vacancy = make_vacancy(officer=officer)
    serve(get_vacancy(vacancy.id, officer=officer), officer)

    assert not list_at_vacancy(vacancy.id, officer=make_officer())
