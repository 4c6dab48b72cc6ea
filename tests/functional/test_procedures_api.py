"""The four registries through the API: filed, observed, cured, approved, acted in, renewed, expired."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from registry.procedures.catalogue import RENEWALS
from registry.vocabulary.accounts import Role
from registry.vocabulary.procedures import ProcedureCode
from tests.browsing import Browser
from tests.factories.accounts import make_account
from tests.factories.sessions import age_sessions
from tests.files import plain_pdf
from tests.functional.calendar import Calendar
from tests.functional.case_programs import (
    FILED_ON,
    GROUNDS,
    Desk,
    approve,
    file_case,
    follow,
    make_manager_of,
    review,
    states,
)
from tests.functional.four_registries import COMPANY, HELP, RELIGIOUS, UNIT, Registry
from tests.functional.registry_acts import ACTS
from tests.registry.api.programs import Program
from tests.registry.services.procedures.reviewed import make_desk_chief


@pytest.fixture
def desk(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Desk:
    turned = Calendar(monkeypatch)
    turned.go_to(FILED_ON)
    return Desk(app, make_desk_chief(), turned)


@pytest.mark.parametrize("which", [UNIT, RELIGIOUS, COMPANY, HELP], ids=lambda which: which.role.value)
def test_an_institution_passes_its_whole_life_through_the_api(desk: Desk, which: Registry) -> None:
    case = file_case(desk, which.procedure)
    case_id = case["id"]
    assert follow(desk, case).get_json()["case_file"]["state"] == "submitted"

    desk.go_to(date(2026, 6, 3))
    desk.act(case_id, "taking")
    desk.act(case_id, f"checks/{which.observed}", {"state": "observed", "remark": "Precise esto."}, method="PUT")
    desk.act(case_id, "observation")
    told = follow(desk, case).get_json()
    assert (told["case_file"]["state"], told["clock"]["is_paused"]) == ("observed", True)

    program = desk.program()
    path = f"/case-files/{case_id}"
    counter = desk.program(desk.colleague)
    counter.ask("POST", f"{path}/cure", status=409)
    counter.ask("PUT", f"{path}/steps/{which.observed}", which.cured)
    assert counter.ask("POST", f"{path}/cure")["case_file"]["state"] == "under_review"

    review(desk, case_id)
    desk.act(case_id, f"checks/{which.observed}", {"state": "met"}, method="PUT")
    until = date(2027, 6, 2)
    approved = approve(desk, case_id, until)
    assert states(desk, approved["institution_id"]) == {which.role.value: "current"}
    assert [one["kind"] for one in program.ask("GET", f"{path}/documents")][:1] == ["resolution"]

    act_in_registry(desk, which, approved)
    renew_and_expire(desk, which, approved, until)


def act_in_registry(desk: Desk, which: Registry, approved: dict[str, Any]) -> None:
    """The institution's own account does what it registered for; a company's activity is approved first."""
    institution_id = approved["institution_id"]
    manager = make_manager_of(institution_id, which.manager)
    if which is COMPANY:
        proposal = file_case(
            desk, ProcedureCode.ACTIVITY_PROPOSAL, manager, registration_id=approved["registration_id"]
        )
        desk.act(proposal["id"], "taking")
        review(desk, proposal["id"])
        desk.act(proposal["id"], "approval", GROUNDS, status=201)
    ACTS[which.role](desk.program(manager), desk.program(), institution_id)


def renew_and_expire(desk: Desk, which: Registry, approved: dict[str, Any], until: date) -> None:
    """The institution's own account renews before the last day; a year later nobody does."""
    institution_id, later = approved["institution_id"], until + timedelta(days=365)
    desk.go_to(until - timedelta(days=20))
    assert states(desk, institution_id) == {which.role.value: "expiring"}
    manager = make_manager_of(institution_id, which.manager)
    renewal = file_case(desk, RENEWALS[which.role], manager, registration_id=approved["registration_id"])
    desk.act(renewal["id"], "taking")
    review(desk, renewal["id"])
    approve(desk, renewal["id"], later)

    desk.go_to(until + timedelta(days=1))
    assert states(desk, institution_id) == {which.role.value: "current"}
    desk.go_to(later + timedelta(days=1))
    assert states(desk, institution_id) == {which.role.value: "expired"}


def test_a_wrong_code_opens_nothing(desk: Desk) -> None:
    case = file_case(desk, ProcedureCode.SOCIAL_HELP)

    assert follow(desk, case, "AAAAA-AAAAA").status_code == 422
    assert follow(desk, {"number": "EXP-2026-999999"}, case["code"]).status_code == 422


def test_what_somebody_else_changed_first_is_told(desk: Desk) -> None:
    case = file_case(desk, ProcedureCode.SOCIAL_HELP)
    program, path = desk.program(), f"/case-files/{case['id']}"
    stale = program.read(path)[1]
    program.change(f"{path}/taking", {}, stale, method="POST")

    program.change(f"{path}/notes", {"words": "Tarde"}, stale, method="POST", status=412)
    program.ask("POST", f"{path}/notes", {"words": "Sin versión"}, status=428)


def test_a_file_comes_in_pieces(desk: Desk) -> None:
    program, content = desk.program(), plain_pdf(3)
    draft = program.ask("POST", "/own-case-files", {"procedure": "social_help", "key": "uno"}, status=201)
    path = f"/case-files/{draft['case_file']['id']}"
    facts = {"requirement": "appointment", "key": "acta-1", "file_name": "acta.pdf", "size_bytes": len(content)}
    place = program.ask("POST", f"{path}/uploads", facts)["offset"]
    half = len(content) // 2

    first = send_piece(program, place, content[:half])
    last = send_piece(program, first["offset"], content[half:])

    assert (place, first["paper"]) == (0, None)
    assert (last["offset"], last["paper"]["requirement"]) == (len(content), "appointment")
    assert program.ask("DELETE", f"/case-papers/{last['paper']['id']}")["withdrawn_at"]


def send_piece(program: Program, offset: int, content: bytes) -> Any:
    answer = program.client.put(
        f"/api/v1/uploads/acta-1?offset={offset}",
        data=content,
        content_type="application/octet-stream",
        headers={"Authorization": f"Bearer {program.token}"},
    )
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def test_lists_are_narrowed_and_others_see_nothing(desk: Desk) -> None:
    case = file_case(desk, ProcedureCode.SOCIAL_HELP)
    stranger = make_account(Role.INSTITUTION_MANAGER)

    found = desk.program().ask("GET", f"/case-files?search={case['ruc']}&is_unassigned=true")

    assert [one["id"] for one in found["items"]] == [case["id"]]
    assert desk.program().ask("GET", "/case-files?is_overdue=true")["total"] == 0
    desk.program(stranger).ask("GET", f"/case-files/{case['id']}", status=404)
    assert desk.program(stranger).ask("GET", "/own-case-files")["total"] == 0


def test_a_denial_and_a_withdrawal_end_a_file(desk: Desk) -> None:
    denied, given_up = (file_case(desk, code) for code in (ProcedureCode.SOCIAL_HELP, ProcedureCode.COMPANY))
    desk.act(denied["id"], "taking")

    decided = desk.act(denied["id"], "denial", {"words": "No ofrece ayuda alguna."}, status=201)
    ended = desk.program(desk.colleague).ask("POST", f"/case-files/{given_up['id']}/withdrawal", {"reason": "Ya no"})

    assert (decided["case_file"]["state"], ended["case_file"]["state"]) == ("denied", "withdrawn")


def test_anybody_reads_the_catalogue(app: Flask) -> None:
    told = app.test_client().get("/api/v1/public/procedures").get_json()

    assert {one["code"] for one in told} == set(ProcedureCode.values())
    assert all({"detail": "fee"}.items() <= one["details"][2].items() for one in told)


@pytest.mark.parametrize("act", ["observation", "approval", "denial"])
def test_a_cookie_whose_proof_is_old_signs_nothing(desk: Desk, act: str) -> None:
    case = file_case(desk, ProcedureCode.SOCIAL_HELP)
    desk.act(case["id"], "taking")
    client = desk.app.test_client()
    browser = Browser(client).sign_in(desk.chief)
    age_sessions(timedelta(minutes=20))
    tag = desk.program().read(f"/case-files/{case['id']}")[1]

    answer = client.post(
        f"/api/v1/case-files/{case['id']}/{act}",
        json={"words": "Motivo suficiente"},
        headers={"X-CSRFToken": browser.token(), "If-Match": tag},
    )

    assert answer.status_code == 403
    assert answer.get_json()["type"].endswith("proof-old")
    assert follow(desk, case).get_json()["case_file"]["state"] == "under_review"
