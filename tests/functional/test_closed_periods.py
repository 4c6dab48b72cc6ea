"""What comes before its period opens or after it closed: told plainly, nothing lost, nothing doubled."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from registry.extensions.clock import today
from registry.models import Account
from registry.procedures.catalogue import RENEWALS
from registry.vocabulary.procedures import ProcedureCode
from tests.browsing import Browser
from tests.functional.calendar import Calendar
from tests.functional.case_programs import FILED_ON, Desk, approve, file_case, follow, make_manager_of, review
from tests.functional.four_registries import HELP
from tests.registry.services.procedures.reviewed import make_desk_chief

UNTIL = date(2027, 6, 2)


@pytest.fixture
def desk(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Desk:
    turned = Calendar(monkeypatch)
    turned.go_to(FILED_ON)
    return Desk(app, make_desk_chief(), turned)


@pytest.fixture
def registered(desk: Desk) -> dict[str, Any]:
    """An institution of social help whose registration ends a year later."""
    case = file_case(desk, HELP.procedure)
    desk.act(case["id"], "taking")
    review(desk, case["id"])
    return approve(desk, case["id"], UNTIL)


def observed(desk: Desk) -> dict[str, Any]:
    """A file that was given back to be corrected."""
    case = file_case(desk, HELP.procedure)
    desk.act(case["id"], "taking")
    desk.act(case["id"], f"checks/{HELP.observed}", {"state": "observed", "remark": "Precise esto."}, method="PUT")
    desk.act(case["id"], "observation")
    hand_over(desk, case["id"])
    return case


def hand_over(desk: Desk, case_id: int) -> None:
    """Note that the office's paper was received today: the term runs from now."""
    for notice in desk.program().ask("GET", f"/case-files/{case_id}/notices"):
        received = {"on": f"{today()}", "proof": "Julia Apaza"}
        desk.program().ask("POST", f"/paper-notices/{notice['id']}/receipt", received)


def denied(desk: Desk) -> dict[str, Any]:
    """A file that was turned down, and the institution knows."""
    case = file_case(desk, HELP.procedure)
    desk.act(case["id"], "taking")
    desk.act(case["id"], "denial", {"words": "No ofrece ayuda alguna."}, status=201)
    hand_over(desk, case["id"])
    return case


def renewal_of(manager: Account, approved: dict[str, Any], desk: Desk, status: int) -> Any:
    wanted = {"procedure": RENEWALS[HELP.role].value, "key": "renovar", "registration_id": approved["registration_id"]}
    return desk.program(manager).ask("POST", "/own-case-files", wanted, status=status)


def test_a_renewal_that_comes_early_says_from_when_and_opens_nothing(desk: Desk, registered: dict[str, Any]) -> None:
    manager = make_manager_of(registered["institution_id"], HELP.manager)

    refused = renewal_of(manager, registered, desk, 409)

    assert "Podrá pedir la renovación desde el" in refused["detail"]
    files = desk.program(manager).ask("GET", "/own-case-files")["items"]
    assert RENEWALS[HELP.role].value not in {one["procedure"] for one in files}
    desk.go_to(UNTIL - timedelta(days=20))
    renewal_of(manager, registered, desk, 201)


def test_the_page_of_an_early_renewal_says_from_when(desk: Desk, registered: dict[str, Any]) -> None:
    manager = make_manager_of(registered["institution_id"], HELP.manager)
    browser = Browser(desk.app.test_client()).sign_in(manager)

    told = browser.client.get("/mi-institucion/", follow_redirects=True).get_data(as_text=True)

    assert "Renovar" not in told


def test_a_cure_that_comes_late_says_until_when_and_keeps_what_was_written(desk: Desk) -> None:
    case = observed(desk)
    path, counter = f"/case-files/{case['id']}", desk.program(desk.colleague)
    counter.ask("PUT", f"{path}/steps/{HELP.observed}", HELP.cured)
    desk.turned.go_to(FILED_ON + timedelta(days=40))

    refused = desk.program(desk.colleague).ask("POST", f"{path}/cure", status=409)

    assert "El plazo para subsanar venció el" in refused["detail"]
    kept = desk.program().read(path)[0]
    assert kept["case_file"]["state"] == "observed"
    assert kept["answers"][HELP.observed] == HELP.cured


def test_a_reconsideration_that_comes_late_says_until_when_and_opens_nothing(desk: Desk) -> None:
    case = denied(desk)
    desk.go_to(FILED_ON + timedelta(days=60))
    wanted = {"procedure": ProcedureCode.RECONSIDERATION.value, "key": "otra vez", "about_id": case["id"]}

    refused = desk.program(desk.colleague).ask("POST", "/own-case-files", wanted, status=409)

    assert "El plazo para pedir la reconsideración venció el" in refused["detail"]
    assert follow(desk, case).get_json()["case_file"]["state"] == "denied"
    begun = desk.program(desk.colleague).ask("GET", "/own-case-files")["items"]
    assert wanted["procedure"] not in {one["procedure"] for one in begun}


def test_a_reconsideration_in_time_is_about_the_denied_file(desk: Desk) -> None:
    case = denied(desk)
    wanted = {"procedure": ProcedureCode.RECONSIDERATION.value, "key": "otra vez", "about_id": case["id"]}

    begun = desk.program(desk.colleague).ask("POST", "/own-case-files", wanted, status=201)

    assert begun["case_file"]["procedure"] == "reconsideration"
