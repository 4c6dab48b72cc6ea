from typing import Any

from registry.services.accounts.accounts import Account
from tests.factories.institutions import make_unit, make_vacancy
from tests.registry.api.programs import Program


def facts(**overrides: Any) -> dict[str, Any]:
    morning = {"shift": 10, "start": "08:00", "end": "13:00", "places": 3}
    return {"task": "green_areas", "total_places": 3, "shifts": [morning], "skills": ["gardening"], **overrides}


def test_a_vacancy_is_offered(program: Program, officer: Account):
    unit = make_unit(officer=officer)

    made = program.ask("POST", f"/units/{unit.id}/vacancies", facts(), status=201)

    read, _ = program.read(f"/vacancies/{made['id']}")
    assert read["shifts"][0]["start"] == "08:00"
    assert read["shifts"][0]["shift_label"] == "sábado por la mañana"


def test_vacancies_of_the_own_office_are_listed(program: Program, officer: Account, stranger: Program):
    make_vacancy(officer=stranger.officer)
    own = make_vacancy(officer=officer)

    assert [row["id"] for row in program.ask("GET", "/vacancies?state=open")["items"]] == [own.id]


def test_a_vacancy_is_changed_closed_and_reopened(program: Program, officer: Account):
    path = f"/vacancies/{make_vacancy(officer=officer).id}"

    changed = program.change(path, facts(total_places=2), program.read(path)[1])
    closed = program.change(f"{path}/closing", None, program.read(path)[1], method="POST")
    reopened = program.change(f"{path}/reopening", None, program.read(path)[1], method="POST")

    assert (changed["total_places"], closed["state"], reopened["state"]) == (2, "closed", "open")


def test_another_office_s_vacancy_is_not_found(officer: Account, stranger: Program):
    path = f"/vacancies/{make_vacancy(officer=officer).id}"

    stranger.ask("GET", path, status=404)
    stranger.change(path, facts(), '"1-1"', status=404)
