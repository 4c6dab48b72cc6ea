from registry.services.accounts.accounts import Account
from tests.factories.people import make_person
from tests.registry.api.programs import Program


def test_what_a_person_said_is_noted_and_withdrawn(program: Program, officer: Account):
    path = f"/people/{make_person(officer=officer).id}/preferences"

    made = program.ask("POST", path, {"stance": "objection", "task": "painting"}, status=201)
    listed = program.ask("GET", path)
    program.ask("DELETE", f"/preferences/{made['id']}", status=204)

    assert [said["stance_label"] for said in listed] == ["Objeta"]
    assert program.ask("GET", path) == []


def test_a_preference_is_about_a_unit_or_a_task(program: Program, officer: Account):
    path = f"/people/{make_person(officer=officer).id}/preferences"

    problem = program.ask("POST", path, {"stance": "objection"}, status=422)

    assert set(problem["errors"]) == {"unit_id", "task"}


def test_another_office_withdraws_nothing(program: Program, officer: Account, stranger: Program):
    path = f"/people/{make_person(officer=officer).id}/preferences"
    made = program.ask("POST", path, {"stance": "objection", "task": "painting"}, status=201)

    stranger.ask("DELETE", f"/preferences/{made['id']}", status=404)
