"""The attendance ledger through the API: one entry a key, conflicts told, lists answered row by row."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from registry.extensions.clock import today
from registry.models import Placement
from registry.reference.months import month_before, month_of
from registry.services.accounts.accounts import Account
from registry.services.placements.placements import get_placement
from tests.factories.attendance import make_placement, make_supervisor
from tests.registry.api.programs import Program

#: The last Saturday that has come, and the one before.
SATURDAY = today() - timedelta(days=(today().weekday() + 2) % 7)
BEFORE = SATURDAY - timedelta(days=7)
KEY = {"Idempotency-Key": "0f8fad5b-d9cb-469f-a165-70867728950e"}


@pytest.fixture
def placement(officer: Account) -> Placement:
    make_placement(officer=officer, starts_on=BEFORE)
    return make_placement(officer=officer, starts_on=BEFORE)


def entry(**overrides: Any) -> dict[str, Any]:
    given = {"day": SATURDAY.isoformat(), "shift": 10, "outcome": "attended", "arrived": "08:00", "left": "18:00"}
    return {**given, **overrides}


def test_an_entry_is_written_and_read_with_the_balance(program: Program, placement: Placement):
    path = f"/placements/{placement.id}/attendance"

    written = program.ask("POST", path, entry(), status=201)
    ledger = program.ask("GET", path)

    assert (written["arrived"], written["left"], written["source"]) == ("08:00", "18:00", "api")
    assert ledger["lines"][0]["entries"][0]["id"] == written["id"]
    assert ledger["balance"]["credited_minutes"] == 600
    assert [line["entries"] for line in ledger["lines"][1:]] == [[]]


def test_the_same_key_answers_the_first_entry_again(program: Program, placement: Placement):
    path = f"/placements/{placement.id}/attendance"

    first = program.ask("POST", path, entry(), status=201, headers=KEY)
    again = program.ask("POST", path, entry(), status=201, headers=KEY)
    program.ask("POST", path, entry(left="13:00"), status=422, headers=KEY)

    assert again == first
    assert program.ask("POST", path, entry(), status=422, headers={"Idempotency-Key": "corta"})


@pytest.mark.parametrize("tapped_at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-03-07T08:00:00"])
def test_an_instant_that_no_clock_tells_is_refused(program: Program, placement: Placement, tapped_at: str):
    refused = program.ask(
        "POST", f"/placements/{placement.id}/attendance", entry(tapped_at=tapped_at), status=422, headers=KEY
    )

    assert set(refused["errors"]) == {"tapped_at"}


def test_a_second_entry_of_a_session_is_a_conflict_until_it_names_the_first(program: Program, placement: Placement):
    path = f"/placements/{placement.id}/attendance"
    first = program.ask("POST", path, entry(), status=201)

    program.ask("POST", path, entry(left="13:00"), status=409)
    correction = entry(left="13:00", replaces_id=first["id"], remark="Salió a la 1")

    assert program.ask("POST", path, correction, status=201)["replaces_id"] == first["id"]
    assert program.ask("GET", path)["balance"]["credited_minutes"] == 300


def test_a_list_is_answered_row_by_row(program: Program, placement: Placement):
    rows = [entry(placement_id=placement.id), entry(placement_id=99_999), entry(placement_id=placement.id, shift=11)]

    items = program.ask("POST", "/attendance", {"items": rows})["items"]

    assert [bool(item["entry"]) for item in items] == [True, False, False]
    assert [item["problem"] and item["problem"]["status"] for item in items] == [None, 404, 422]


def test_another_office_s_ledger_is_not_found(stranger: Program, placement: Placement):
    path = f"/placements/{placement.id}/attendance"

    stranger.ask("GET", path, status=404)
    stranger.ask("POST", path, entry(), status=404)


def test_a_unit_writes_for_its_own_and_reads_no_balance(app: Flask, officer: Account, placement: Placement):
    unit_id = get_placement(placement.id, officer=officer).vacancy.unit_id
    supervisor = Program(app, make_supervisor(unit_id))

    supervisor.ask("POST", f"/placements/{placement.id}/attendance", entry(), status=201)
    supervisor.ask("GET", f"/placements/{placement.id}/attendance", status=403)
    sheet = supervisor.ask("GET", f"/units/{unit_id}/sheets/{month_of(SATURDAY):%Y-%m}")

    assert [row["placement_id"] for row in sheet["rows"]] == [placement.id]


def test_the_sheets_of_a_month_are_listed_and_one_is_closed(program: Program, officer: Account, placement: Placement):
    last_month = month_before(today())
    early = make_placement(officer=officer, starts_on=last_month)
    unit_id = program.ask("GET", f"/placements/{early.id}")["unit_id"]

    closed = program.ask("POST", f"/units/{unit_id}/sheets/{last_month:%Y-%m}/closing")
    listed = program.ask("GET", f"/sheets/{last_month:%Y-%m}")

    assert closed["is_closed"]
    assert {row["unit_id"]: row["state"] for row in listed}[unit_id] == "closed"
