import pytest

from registry.errors import InvalidFields, NotFound
from registry.services.people.details import PreferenceDetails
from registry.services.people.persons import get_person
from registry.services.people.preferences import record_preference, withdraw_preference
from registry.vocabulary.institutions import Task
from registry.vocabulary.people import Stance
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_unit
from tests.factories.people import TODAY, make_person

pytestmark = pytest.mark.usefixtures("app")


def test_a_preference_is_kept_with_its_day_and_officer():
    officer = make_officer()
    person = make_person(officer=officer)
    unit = make_unit(officer=officer)
    details = PreferenceDetails(Stance.OBJECTION, unit_id=unit.id, remark="Trabaja allí su expareja")

    record_preference(person.id, details, officer=officer, on=TODAY)

    said = get_person(person.id, officer=officer).preferences[0]
    assert (said.stance, said.unit_id, said.recorded_on, said.officer_id) == (
        Stance.OBJECTION,
        unit.id,
        TODAY,
        officer.id,
    )


def test_what_was_said_before_of_the_same_task_is_replaced():
    officer = make_officer()
    person = make_person(officer=officer)
    record_preference(person.id, PreferenceDetails(Stance.OBJECTION, task=Task.PAINTING), officer=officer)
    record_preference(person.id, PreferenceDetails(Stance.OBJECTION, task=Task.SEWING), officer=officer)

    record_preference(person.id, PreferenceDetails(Stance.PREFERENCE, task=Task.PAINTING), officer=officer)

    said = get_person(person.id, officer=officer).preferences
    assert [(each.task, each.stance) for each in said] == [
        (Task.PAINTING, Stance.PREFERENCE),
        (Task.SEWING, Stance.OBJECTION),
    ]


@pytest.mark.parametrize("subject", [{}, {"unit_id": 1, "task": Task.PAINTING}])
def test_a_preference_is_of_a_unit_or_of_a_task(subject):
    officer = make_officer()
    person = make_person(officer=officer)

    with pytest.raises(InvalidFields) as refused:
        record_preference(person.id, PreferenceDetails(Stance.PREFERENCE, **subject), officer=officer)

    assert set(refused.value.problems) == {"unit_id", "task"}


def test_an_unknown_unit_is_named():
    officer = make_officer()
    person = make_person(officer=officer)

    with pytest.raises(InvalidFields) as refused:
        record_preference(person.id, PreferenceDetails(Stance.PREFERENCE, unit_id=404), officer=officer)

    assert refused.value.problems["unit_id"][0] == "preference_unit_unknown"


def test_a_unit_of_another_office_is_as_unknown_as_none():
    officer, stranger = make_officer(), make_officer()
    person, unit = make_person(officer=officer), make_unit(officer=stranger)

    with pytest.raises(InvalidFields) as refused:
        record_preference(person.id, PreferenceDetails(Stance.PREFERENCE, unit_id=unit.id), officer=officer)

    assert refused.value.problems["unit_id"][0] == "preference_unit_unknown"


def test_a_preference_taken_back_is_forgotten():
    officer = make_officer()
    person = make_person(officer=officer)
    said = record_preference(person.id, PreferenceDetails(Stance.PREFERENCE, task=Task.SEWING), officer=officer)

    withdraw_preference(said.id, officer=officer)

    assert get_person(person.id, officer=officer).preferences == []


def test_another_office_takes_nothing_back():
    officer = make_officer()
    person = make_person(officer=officer)
    said = record_preference(person.id, PreferenceDetails(Stance.PREFERENCE, task=Task.SEWING), officer=officer)

    with pytest.raises(NotFound):
        withdraw_preference(said.id, officer=make_officer())
