import pytest
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from registry.schemas.forms import load_form
from registry.schemas.institutions.vacancy import VacancyInput, VacancyOutput, VacancyQuery
from registry.services.institutions.details import ShiftPlaces, VacancyDetails
from registry.services.institutions.vacancies import VacancyFilter, get_vacancy
from registry.vocabulary.institutions import Task, VacancyState, WorkDemand
from registry.vocabulary.people import Skill
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy

SATURDAY = {"shift": 10, "start": "08:00", "end": "13:00", "places": 2}


def test_a_form_of_half_days_makes_the_details():
    boxes = MultiDict({"task": "painting", "total_places": "2", "demands": "heights"})
    boxes |= {"shifts-10-start": "08:00", "shifts-10-end": "13:00", "shifts-10-places": "2", "shifts-0-places": " "}
    boxes |= {"skills": "painting"}

    loaded, errors = load_form(VacancyInput(), boxes)

    assert errors == {}
    assert VacancyDetails(**loaded) == VacancyDetails(
        task=Task.PAINTING,
        total_places=2,
        shifts=(ShiftPlaces(10, 480, 780, 2),),
        skills=(Skill.PAINTING,),
        demands=(WorkDemand.HEIGHTS,),
    )


def test_a_wrong_hour_is_told_beside_its_box():
    boxes = {"task": "painting", "total_places": "2", "shifts-10-start": "8", "shifts-10-places": "2"}

    _, errors = load_form(VacancyInput(), MultiDict(boxes))

    assert errors == {
        "shifts-10-start": ["Escriba la hora como 08:00, en 24 horas."],
        "shifts-10-end": ["Falta este dato. Complételo."],
    }


def test_a_vacancy_without_half_days_is_told_so():
    _, errors = load_form(VacancyInput(), MultiDict({"task": "painting", "total_places": "2"}))

    assert errors == {"shifts": ["Falta el horario. Complete al menos un turno, con sus horas y plazas."]}


def test_json_is_told_by_its_place():
    with pytest.raises(ValidationError) as refusal:
        VacancyInput().load({"task": "painting", "total_places": 2, "shifts": [SATURDAY, SATURDAY | {"places": 0}]})

    assert refusal.value.messages == {"shifts": {1: {"places": ["Escriba un número entre 1 y 500."]}}}


def test_a_query_makes_the_filter():
    query = VacancyQuery().load({"state": "full"})
    del query["page"], query["per_page"]

    assert VacancyFilter(**query) == VacancyFilter(state=VacancyState.FULL)


@pytest.mark.usefixtures("app")
def test_a_vacancy_is_shown_with_its_week():
    officer = make_officer()
    vacancy = make_vacancy(officer=officer, total_places=2)

    shown = VacancyOutput().dump(get_vacancy(vacancy.id, officer=officer))

    assert (shown["state"], shown["state_label"], shown["free_places"]) == ("open", "Con plazas", 2)
    assert shown["shifts"][0] == SATURDAY | {"shift_label": "sábado por la mañana", "places_taken": 0}
    assert shown["unit"]["id"] == vacancy.unit_id
