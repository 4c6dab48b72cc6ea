from datetime import date, timedelta

import pytest

from registry.extensions.clock import today
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.placements.starting import term_from
from tests.factories.accounts import make_officer
from tests.factories.placements import make_notified
from tests.registry.api.programs import Program


def last_saturday() -> date:
    return today() - timedelta(days=today().weekday() + 2)


@pytest.fixture
def notified(officer: Account) -> Placement:
    return make_notified(officer=officer, starts_on=last_saturday())


def test_plans_and_steps_are_kept_and_listed(program: Program, notified: Placement):
    day = last_saturday().isoformat()
    plan = {"interviewed_on": day, "first_day": day, "objectives": "Cumplir", "activities": "Regar", "remark": "Asma"}

    program.ask("POST", f"/placements/{notified.id}/plans", plan, status=201)
    program.ask("POST", f"/placements/{notified.id}/steps", {"kind": "call", "taken_on": day}, status=201)

    (listed,) = program.ask("GET", f"/placements/{notified.id}/plans")
    (step,) = program.ask("GET", f"/placements/{notified.id}/steps")
    assert (listed["objectives"], step["kind"]) == ("Cumplir", "call")
    assert "remark" not in listed


def test_the_term_of_the_interview_is_told_with_what_was_done(program: Program, notified: Placement):
    day, later = last_saturday().isoformat(), (today() + timedelta(days=3)).isoformat()
    step = {"kind": "call", "taken_on": day, "outcome": "No contesta", "next_on": later}
    program.ask("POST", f"/placements/{notified.id}/steps", step, status=201)

    told = program.ask("GET", f"/placements/{notified.id}/beginning")

    assert told["due_on"] == term_from(date(2026, 3, 2)).isoformat()
    assert told["days_left"] < 0
    assert (told["plan"], told["next_on"], [each["kind"] for each in told["steps"]]) == (None, later, ["call"])


def test_another_office_s_beginning_is_not_found(program: Program):
    foreign = make_notified(officer=make_officer(), starts_on=last_saturday())

    for part in ("beginning", "plans", "steps"):
        program.ask("GET", f"/placements/{foreign.id}/{part}", status=404)


def test_a_plan_and_a_step_sent_twice_under_a_key_are_kept_once(program: Program, notified: Placement):
    day = last_saturday().isoformat()
    sent = {
        "plans": {"interviewed_on": day, "first_day": day, "objectives": "Cumplir", "activities": "Regar"},
        "steps": {"kind": "call", "taken_on": day},
    }

    for name, body in sent.items():
        key = {"Idempotency-Key": f"clave-de-la-prueba-{name}"}
        path = f"/placements/{notified.id}/{name}"
        first, again = (program.ask("POST", path, body, status=201, headers=key) for _ in range(2))

        assert first == again
        assert len(program.ask("GET", path)) == 1
    other = {**sent["steps"], "outcome": "No contesta"}
    key = {"Idempotency-Key": "clave-de-la-prueba-steps"}
    program.ask("POST", f"/placements/{notified.id}/steps", other, status=422, headers=key)
