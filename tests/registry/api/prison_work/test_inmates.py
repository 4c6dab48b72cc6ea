"""Inmates through the API: entered, corrected, moved, and shut to other prisons."""

from typing import Any

import pytest
from flask import Flask

from tests.factories.inmates import make_inmate, make_keeper, reserved_details
from tests.factories.religious import JULIACA, PUNO
from tests.registry.api.programs import Program

LIST = "/prison-work/inmates"
BODY = {
    "prison": JULIACA,
    "stage": "medium",
    "document_kind": "dni",
    "document_number": "40112233",
    "given_names": "Rosa",
    "first_surname": "Quispe",
    "birth_date": "1991-03-14",
    "sex": "female",
    "situation": "sentenced",
    "held_since": "2025-06-01",
    "education": "secondary",
    "experience": [{"trade": "sewing", "months": 12}],
    "is_first_timer": True,
    "reparation": "1250.50",
}
FACTS = {name: value for name, value in BODY.items() if name not in {"prison", "stage"}}


@pytest.fixture
def keeper(app: Flask) -> Program:
    """A program of the officer of work in Juliaca's prison."""
    return Program(app, make_keeper())


def opened(keeper: Program, **overrides: Any) -> str:
    return f"{LIST}/{keeper.ask('POST', LIST, BODY | overrides, status=201)['id']}"


def test_an_inmate_is_registered_found_and_corrected(keeper: Program):
    path = opened(keeper)

    read, tag = keeper.read(path)
    changed = keeper.change(path, FACTS | {"reparation": "0.10"}, tag)

    assert (read["reparation"], read["experience"]) == ("1250.50", [{"trade": "sewing", "months": 12}])
    assert read["free_shifts"] == list(range(14))
    assert changed["reparation"] == "0.10"
    assert [row["full_name"] for row in keeper.ask("GET", f"{LIST}?search=quis")["items"]] == ["Quispe, Rosa"]


def test_a_known_document_answers_the_file_that_exists(keeper: Program):
    first = opened(keeper)

    again = keeper.ask("POST", LIST, BODY | {"given_names": "Otra"}, status=200)

    assert (f"{LIST}/{again['id']}", again["given_names"]) == (first, "Rosa")


def test_reserved_facts_come_for_a_purpose_and_decide_about_the_account(keeper: Program):
    path = opened(keeper)
    assert keeper.read(path)[0]["may_hold_account"] is False

    changed = keeper.change(f"{path}/reserved", {"offences": ["186", "108c"]}, keeper.read(path)[1])

    assert changed["may_hold_account"] is True
    assert "offences" not in keeper.read(path)[0]
    assert keeper.read(f"{path}?purpose=Clasificar%20el%20puesto")[0]["offences"] == ["186", "108-C"]


def test_an_offence_that_no_table_knows_is_refused_in_words(keeper: Program):
    path = opened(keeper)

    keeper.change(f"{path}/reserved", {"offences": ["robo"]}, keeper.read(path)[1], status=422)


def test_a_stage_is_entered_from_a_day_on(keeper: Program):
    path = opened(keeper)

    stage = {"stage": "semi_open", "valid_from": "2025-10-01"}
    changed = keeper.change(f"{path}/stages", stage, keeper.read(path)[1], method="POST")

    assert changed["regime"] == "semi_open"
    assert [one["stage"] for one in keeper.read(path)[0]["stages"]] == ["medium", "semi_open"]


def test_a_release_is_noted_and_taken_back(keeper: Program):
    path = opened(keeper)

    keeper.change(f"{path}/release", {"released_on": "2026-01-01"}, keeper.read(path)[1], method="POST")
    keeper.change(f"{path}/release", None, keeper.read(path)[1], method="DELETE")

    assert keeper.read(path)[0]["released_on"] is None


def test_a_transferred_inmate_is_gone(keeper: Program):
    path = opened(keeper)

    keeper.change(f"{path}/transfer", {"prison": PUNO}, keeper.read(path)[1], method="POST", status=204)

    keeper.ask("GET", path, status=404)


def test_an_order_of_alimony_is_entered_and_ended(keeper: Program):
    path = opened(keeper)
    order = {"ordered_on": "2026-01-10", "court": "Juzgado", "beneficiary": "Hija", "share": "33.33"}

    entered = keeper.ask("POST", f"{path}/alimony", order, status=201)
    tag = f'"{entered["id"]}-{entered["version"]}"'
    end = f"/prison-work/alimony/{entered['id']}/end"
    keeper.change(end, {"ended_on": "2026-02-01"}, tag, method="POST")

    assert [one["share"] for one in keeper.ask("GET", f"{path}/alimony")] == ["33.33"]


def test_another_prison_finds_nothing(app: Flask):
    inmate = make_inmate(officer=make_keeper(PUNO), prison=PUNO, reserved=reserved_details())

    Program(app, make_keeper()).ask("GET", f"{LIST}/{inmate.id}", status=404)


def test_who_works_with_no_prison_is_refused(program: Program):
    program.ask("GET", LIST, status=403)
