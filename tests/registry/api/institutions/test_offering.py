from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from registry.extensions.clock import today
from registry.services.institutions.institutions import get_institution
from tests.factories.institutions import make_unit
from tests.factories.procedures import make_manager
from tests.functional.bodies import OFFER
from tests.registry.api.programs import Program


@pytest.fixture
def unit(app: Flask, officer: Any) -> Any:
    return make_unit(officer=officer)


@pytest.fixture
def program(app: Flask, officer: Any, unit: Any) -> Program:
    return Program(app, make_manager(get_institution(unit.institution_id, officer=officer)))


def offer(program: Program, unit: Any) -> tuple[int, str]:
    answer = program.send("POST", f"/units/{unit.id}/offers", OFFER, status=201)
    return answer.get_json()["id"], answer.headers["ETag"]


def test_an_institution_offers_changes_closes_and_offers_again(program: Program, unit: Any):
    vacancy_id, tag = offer(program, unit)
    path = f"/offers/{vacancy_id}"

    changed = program.change(path, {**OFFER, "duties": "Podar los setos"}, tag)
    tag = program.read(f"/vacancies/{vacancy_id}")[1]
    closed = program.change(f"{path}/closing", None, tag, method="POST")
    tag = program.read(f"/vacancies/{vacancy_id}")[1]
    again = program.change(f"{path}/reopening", None, tag, method="POST")

    assert changed["duties"] == "Podar los setos"
    assert [closed["state"], again["state"]] == ["closed", "open"]


def test_a_version_that_is_old_changes_nothing(program: Program, unit: Any):
    vacancy_id, tag = offer(program, unit)
    program.change(f"/offers/{vacancy_id}", {**OFFER, "duties": "Podar los setos"}, tag)

    program.change(f"/offers/{vacancy_id}", OFFER, tag, status=412)

    assert program.ask("GET", f"/vacancies/{vacancy_id}")["duties"] == "Podar los setos"


def test_an_offer_says_what_there_is_to_do(program: Program, unit: Any):
    program.ask("POST", f"/units/{unit.id}/offers", {**OFFER, "duties": ""}, status=422)


def test_nobody_is_stranded_where_nobody_serves(program: Program, unit: Any):
    vacancy_id, _ = offer(program, unit)
    nobody = {"people": [], "others": 0, "count": 0}

    assert program.ask("GET", f"/offers/{vacancy_id}/stranded") == nobody
    assert program.ask("POST", f"/offers/{vacancy_id}/stranded", OFFER) == nobody
    assert program.ask("GET", f"/units/{unit.id}/served") == nobody


def test_what_strands_nobody_is_not_planned(program: Program, unit: Any):
    vacancy_id, _ = offer(program, unit)
    wanted = {"effective_on": f"{today() + timedelta(days=9)}", "reason": "Obras", "offer": None}

    program.ask("POST", f"/offers/{vacancy_id}/plan", wanted, status=409)
    program.ask("DELETE", f"/offers/{vacancy_id}/plan", status=409)

    assert program.ask("GET", "/planned-changes") == []


def test_a_unit_reads_how_it_did_its_part(program: Program, unit: Any):
    card = program.ask("GET", f"/units/{unit.id}/scorecard")

    assert (card["unit_id"], card["record"], card["sheets"]["share"]) == (unit.id, None, None)
