from typing import Any

from registry.services.accounts.accounts import Account
from tests.factories.bodies import SENTENCE
from tests.factories.people import make_person, make_sentence
from tests.registry.api.programs import Program


def facts(**overrides: Any) -> dict[str, Any]:
    return SENTENCE | overrides


def test_a_sentence_is_registered(program: Program, officer: Account):
    person = make_person(officer=officer)

    made = program.ask("POST", f"/people/{person.id}/sentences", facts(), status=201)

    assert program.read(f"/sentences/{made['id']}")[0]["case_number"] == "00516-2026-0-2111-JR-PE-03"


def test_jornadas_outside_the_offence_s_range_are_refused(program: Program, officer: Account):
    person = make_person(officer=officer)

    problem = program.ask("POST", f"/people/{person.id}/sentences", facts(jornadas=150), status=422)

    assert list(problem["errors"]) == ["jornadas"]


def test_a_sentence_is_corrected(program: Program, officer: Account):
    path = f"/sentences/{make_sentence(officer=officer).id}"

    assert program.change(path, facts(jornadas=70), program.read(path)[1])["jornadas"] == 70


def test_a_court_order_is_entered_and_listed(program: Program, officer: Account):
    path = f"/sentences/{make_sentence(officer=officer).id}"

    program.ask("POST", f"{path}/orders", {"kind": "stay", "ordered_on": "2026-02-01"}, status=201)

    assert [order["kind"] for order in program.ask("GET", f"{path}/orders")] == ["stay"]


def test_another_office_s_sentence_is_not_found(officer: Account, stranger: Program):
    path = f"/sentences/{make_sentence(officer=officer).id}"

    stranger.ask("GET", path, status=404)
    stranger.ask("GET", f"{path}/orders", status=404)
    stranger.ask("POST", f"{path}/orders", {"kind": "stay", "ordered_on": "2026-02-01"}, status=404)
    stranger.change(path, facts(), '"1-1"', status=404)
