from datetime import date, timedelta

import pytest
from flask import Flask

from registry.extensions.clock import today
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.placements.transitions import CHANGES
from registry.vocabulary.placements import PlacementChange
from tests.factories.accounts import make_office
from tests.factories.institutions import make_vacancy
from tests.factories.placements import make_serving
from tests.factories.rounds import make_desk_officer
from tests.registry.api.programs import Program

ILL = {"kind": "suspended", "cause": "illness", "reason": "Descanso médico"}


def last_saturday() -> date:
    return today() - timedelta(days=today().weekday() + 2)


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_desk_officer()


@pytest.fixture
def program(app: Flask, officer: Account) -> Program:
    return Program(app, officer)


@pytest.fixture
def serving(officer: Account) -> Placement:
    return make_serving(officer=officer, starts_on=last_saturday())


def change(program: Program, placement: Placement, body: dict[str, str], status: int = 200, path: str = "changes"):
    _, tag = program.read(f"/placements/{placement.id}")
    sent = {"effective_on": today().isoformat()} | body
    return program.change(f"/placements/{placement.id}/{path}", sent, tag, method="POST", status=status)


def test_a_change_is_foreseen_and_then_made(program: Program, serving: Placement):
    foreseen = program.ask("POST", f"/placements/{serving.id}/effects", ILL | {"effective_on": today().isoformat()})

    changed = change(program, serving, ILL)

    assert (foreseen["before"], foreseen["after"], foreseen["freed"]) == ("active", "suspended", [])
    assert changed["state"] == "suspended"
    assert changed["events"][-1]["cause"] == "illness"


def test_a_change_over_another_version_is_refused(program: Program, serving: Placement):
    body = ILL | {"effective_on": today().isoformat()}

    program.change(f"/placements/{serving.id}/changes", body, f'"{serving.id}-1"', method="POST", status=412)


def test_what_a_change_lacks_is_named_by_field(program: Program, serving: Placement):
    problem = change(program, serving, {"kind": "ended"}, status=422)

    assert {"reason", "end_reason"} <= problem["errors"].keys()


@pytest.mark.parametrize("kind", sorted(set(PlacementChange) - set(CHANGES)))
def test_what_has_a_step_of_its_own_is_no_change(program: Program, serving: Placement, kind: PlacementChange):
    problem = change(program, serving, {"kind": kind.value, "reason": "Sin cartas"}, status=422)

    assert "tiene su propio paso" in problem["errors"]["kind"][0]


def test_a_person_moves_and_the_new_placement_is_answered(program: Program, officer: Account, serving: Placement):
    other = make_vacancy(officer=officer)
    _, tag = program.read(f"/placements/{serving.id}")

    begun = program.change(
        f"/placements/{serving.id}/relocation",
        {"vacancy_id": other.id, "reason": "Vive cerca"},
        tag,
        method="POST",
        status=201,
    )

    assert (begun["state"], begun["vacancy_id"]) == ("confirmed", other.id)


def test_whoever_was_excluded_comes_back(program: Program, serving: Placement):
    change(program, serving, {"kind": "excluded", "reason": "No hay supervisor"})

    back = program.ask("POST", f"/placements/{serving.id}/return", {"reason": "Ya hay"}, status=201)

    assert back["vacancy_id"] == serving.vacancy_id


def test_a_transferred_placement_is_the_other_office_s(program: Program, serving: Placement):
    body = {"office_id": make_office().id, "reason": "Se mudó"}

    change(program, serving, body, status=204, path="transfer")

    program.ask("GET", f"/placements/{serving.id}", status=404)


def test_the_course_tells_the_balance_and_the_likely_end(program: Program, serving: Placement):
    course = program.ask("GET", f"/placements/{serving.id}/course")

    assert (course["owed_minutes"], course["credited_minutes"]) == (36_000, 0)
    assert len(course["next_sessions"]) == 4


def test_another_office_s_placement_is_not_found(program: Program):
    foreign = make_serving(officer=make_desk_officer(), starts_on=last_saturday())

    program.ask("GET", f"/placements/{foreign.id}/course", status=404)
