from typing import Any

from registry.services.accounts.accounts import Account
from tests.factories.bodies import SENTENCE
from tests.factories.people import make_person, make_sentence
from tests.factories.placements import make_serving
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


def test_an_order_s_effect_is_told_before_it_is_entered(program: Program, officer: Account):
    serving = make_serving(officer=officer)
    path = f"/sentences/{serving.sentence_id}/orders"
    order = {"kind": "revocation", "ordered_on": "2026-04-01"}

    effect = program.ask("POST", f"{path}/effects", order)

    assert (effect["before"], effect["after"], effect["change"]) == ("active", "ended", "ended")
    assert effect["prison"]["prison_days"] > 0
    assert effect["balance_after"]["owed_jornadas"] == effect["balance_before"]["owed_jornadas"]
    assert program.ask("GET", path) == []


def test_an_order_that_no_placement_feels_has_no_state_to_tell(program: Program, officer: Account):
    path = f"/sentences/{make_sentence(officer=officer).id}/orders/effects"

    effect = program.ask("POST", path, {"kind": "jornadas_changed", "ordered_on": "2026-04-01", "jornadas": 30})

    assert (effect["placement_id"], effect["before"], effect["change"], effect["prison"]) == (None, None, None, None)
    assert effect["balance_after"]["owed_jornadas"] == 30


def test_another_office_s_sentence_has_no_effects_to_tell(stranger: Program, officer: Account):
    path = f"/sentences/{make_sentence(officer=officer).id}/orders/effects"

    stranger.ask("POST", path, {"kind": "stay", "ordered_on": "2026-04-01"}, status=404)
