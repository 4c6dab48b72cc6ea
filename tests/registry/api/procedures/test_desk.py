from datetime import date
from typing import Any

import pytest
from flask import Flask

from registry.extensions.clock import today
from registry.vocabulary.accounts import Role
from tests.factories.accounts import make_account
from tests.factories.procedures import make_filed
from tests.functional.filing import CLOSURE, SETTING
from tests.registry.api.programs import Program
from tests.registry.services.procedures.reviewed import make_desk_chief

FILED_ON = date(2026, 6, 1)


@pytest.fixture
def desk(app: Flask) -> Program:
    return Program(app, make_desk_chief())


@pytest.fixture
def keeper(app: Flask) -> Program:
    return Program(app, make_account(Role.ADMINISTRATOR))


def assignment(desk: Program, *versions: tuple[int, int]) -> Any:
    files = [{"id": key, "version": version} for key, version in versions]
    return desk.ask("POST", "/case-assignments", {"officer_id": desk.officer.id, "case_files": files})


def test_files_are_handed_out_each_by_itself(desk: Program):
    case, stale = make_filed(), make_filed()

    answer = assignment(desk, (case.id, case.version), (stale.id, stale.version + 7))

    assert answer["done"] == 1
    assert [row["number"] for row in answer["items"]] == [case.shown_number, stale.shown_number]
    assert [row["problem"] is None for row in answer["items"]] == [True, False]


def test_figures_of_terms_are_told_by_procedure(desk: Program):
    make_filed()

    answer = desk.ask("GET", f"/case-statistics?first={FILED_ON}&last={FILED_ON}")

    assert [line["figures"]["filed"] for line in answer["lines"]] == [1]
    assert answer["total"]["filed"] == 1


def test_a_period_that_ends_before_it_begins_is_refused(desk: Program):
    problem = desk.ask("GET", "/case-statistics?first=2026-06-02&last=2026-06-01", status=422)

    assert "termina antes de empezar" in str(problem)


def test_the_notices_of_a_file_are_listed(desk: Program):
    case = make_filed()

    assert desk.ask("GET", f"/case-files/{case.id}/notices") == []
    assert desk.ask("GET", "/paper-notices") == []


def test_a_closed_day_is_foreseen_noted_and_taken_back(keeper: Program):
    make_filed()

    moved = keeper.ask("POST", "/closed-days/effects", CLOSURE)
    noted = keeper.ask("POST", "/closed-days", CLOSURE, status=201)
    keeper.ask("POST", "/closed-days", CLOSURE, status=422)
    for _ in range(2):
        keeper.send("DELETE", f"/closed-days/{noted['id']}", status=204)

    assert moved == {"moved": 1}
    assert keeper.ask("GET", "/closed-days") == []


def test_a_detail_is_entered_with_its_source(keeper: Program):
    entered = keeper.ask("POST", "/procedure-settings", SETTING, status=201)

    assert keeper.ask("GET", "/procedure-settings") == [entered]
    assert keeper.ask("POST", "/procedure-settings", {**SETTING, "value": "muchos"}, status=422)


def test_who_keeps_no_procedures_enters_nothing(desk: Program):
    desk.ask("POST", "/closed-days", {**CLOSURE, "day": f"{today()}"}, status=403)
