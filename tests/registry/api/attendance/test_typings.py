"""A paper sheet typed twice through the API, as the grid of the pages does."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.placements.placements import get_placement
from tests.factories.accounts import make_officer
from tests.factories.attendance import FIRST, SECOND, make_placement
from tests.registry.api.programs import Program


@pytest.fixture
def placement(officer: Account) -> Placement:
    return make_placement(officer=officer)


@pytest.fixture
def sheet(officer: Account, placement: Placement) -> str:
    return f"/units/{get_placement(placement.id, officer=officer).vacancy.unit_id}/sheets/2026-03"


@pytest.fixture
def colleague(app: Flask, officer: Account) -> Program:
    return Program(app, make_officer(office_id=officer.office_id, full_name="Luis Mamani"))


def cell(placement: Placement, day: date = FIRST, **overrides: Any) -> dict[str, Any]:
    given = {"placement_id": placement.id, "day": f"{day}", "shift": 10, "outcome": "attended"}
    hours = {} if overrides.get("outcome", "attended") != "attended" else {"arrived": "08:00", "left": "13:00"}
    return {**given, **hours, **overrides}


def credited(program: Program, placement: Placement) -> int:
    return program.ask("GET", f"/placements/{placement.id}/attendance")["balance"]["credited_minutes"]


def test_a_first_typing_waits_and_only_its_author_reads_it(
    program: Program, colleague: Program, placement: Placement, sheet: str
):
    typed = program.ask("PUT", f"{sheet}/typings/own", {"cells": [cell(placement)]})

    (listed,) = colleague.ask("GET", f"{sheet}/typings")
    (own,) = program.ask("GET", f"{sheet}/typings/own")["sessions"]
    assert (typed["is_waiting"], listed["count"], own["cell"]["left"]) == (True, 1, "13:00")
    assert "sessions" not in listed
    assert program.ask("GET", f"{sheet}/differences") == []
    colleague.ask("GET", f"{sheet}/typings/own", status=404)


def test_typing_again_takes_the_place_of_what_was_typed(program: Program, placement: Placement, sheet: str):
    for left in ("13:00", "12:00"):
        program.ask("PUT", f"{sheet}/typings/own", {"cells": [cell(placement, left=left)]})

    (listed,) = program.ask("GET", f"{sheet}/typings")
    assert listed["count"] == 1


def test_two_typings_that_agree_become_entries(program: Program, colleague: Program, placement: Placement, sheet: str):
    cells = {"cells": [cell(placement), cell(placement, SECOND, outcome="unexcused")]}
    program.ask("PUT", f"{sheet}/typings/own", cells)

    typed = colleague.ask("PUT", f"{sheet}/typings/own", cells)

    assert [row["entry"]["source"] for row in typed["recorded"]] == ["paper", "paper"]
    assert credited(program, placement) == 300


def test_differences_are_read_and_settled(program: Program, colleague: Program, placement: Placement, sheet: str):
    program.ask("PUT", f"{sheet}/typings/own", {"cells": [cell(placement), cell(placement, SECOND)]})
    colleague.ask("PUT", f"{sheet}/typings/own", {"cells": [cell(placement, left="12:00")]})

    first, second = program.ask("GET", f"{sheet}/differences")
    choices = [cell(placement, left="12:00"), {**cell(placement, SECOND, outcome=None)}]
    settled = program.ask("POST", f"{sheet}/settlement", {"choices": choices})

    assert (first["first"]["left"], first["second"]["left"], second["second"]) == ("13:00", "12:00", None)
    assert (settled["done"], credited(program, placement)) == (1, 240)


def test_a_difference_without_a_choice_settles_nothing(
    program: Program, colleague: Program, placement: Placement, sheet: str
):
    program.ask("PUT", f"{sheet}/typings/own", {"cells": [cell(placement), cell(placement, SECOND)]})
    colleague.ask("PUT", f"{sheet}/typings/own", {"cells": [cell(placement, left="12:00")]})

    program.ask("POST", f"{sheet}/settlement", {"choices": [cell(placement)]}, status=409)

    assert len(program.ask("GET", f"{sheet}/typings")) == 2


def test_one_typing_is_taken_for_a_reason(program: Program, placement: Placement, sheet: str):
    program.ask("PUT", f"{sheet}/typings/own", {"cells": [cell(placement)]})

    taken = program.ask("POST", f"{sheet}/settlement/single", {"reason": "Solo hay una persona en la oficina"})

    assert "Solo hay una persona" in taken["items"][0]["entry"]["remark"]


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"left": "07:00"}, {"cells.0.arrived", "cells.0.left"}),
        ({"outcome": "unexcused", "arrived": "08:00"}, {"cells.0.arrived", "cells.0.left"}),
        ({"day": date(2026, 4, 4)}, {"cells"}),
    ],
)
def test_a_cell_that_the_sheet_cannot_hold_is_refused(
    program: Program, placement: Placement, sheet: str, fields: dict[str, Any], refused: set[str]
):
    problem = program.ask("PUT", f"{sheet}/typings/own", {"cells": [cell(placement, **fields)]}, status=422)

    assert set(problem["errors"]) == refused


def test_a_session_is_typed_once(program: Program, placement: Placement, sheet: str):
    twice = [cell(placement), cell(placement, left="12:00")]

    assert set(program.ask("PUT", f"{sheet}/typings/own", {"cells": twice}, status=422)["errors"]) == {"cells"}


def test_another_office_s_sheet_is_not_found(stranger: Program, placement: Placement, sheet: str):
    stranger.ask("GET", f"{sheet}/typings", status=404)
    stranger.ask("PUT", f"{sheet}/typings/own", {"cells": [cell(placement)]}, status=404)
