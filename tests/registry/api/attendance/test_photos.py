from io import BytesIO

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.placements.placements import get_placement
from tests.factories.attendance import make_placement, make_supervisor
from tests.files import launching_pdf, photo, plain_pdf
from tests.registry.api.programs import PREFIX, Program, check_problem


@pytest.fixture
def placement(officer: Account) -> Placement:
    return make_placement(officer=officer)


@pytest.fixture
def unit_id(officer: Account, placement: Placement) -> int:
    return get_placement(placement.id, officer=officer).vacancy.unit_id


@pytest.fixture
def sheet(unit_id: int) -> str:
    return f"/units/{unit_id}/sheets/2026-03"


@pytest.fixture
def supervisor(app: Flask, unit_id: int) -> Program:
    return Program(app, make_supervisor(unit_id))


def send(program: Program, sheet: str, content: bytes, name: str = "planilla.jpg", field: str = "file") -> TestResponse:
    headers = {"Authorization": f"Bearer {program.token}"}
    sent = {field: (BytesIO(content), name)}
    return program.client.post(f"{PREFIX}{sheet}/photos", data=sent, headers=headers)


def test_a_unit_sends_its_sheet_and_downloads_it(supervisor: Program, sheet: str):
    sent = send(supervisor, sheet, photo())

    (listed,) = supervisor.ask("GET", f"{sheet}/photos")
    content = supervisor.send("GET", f"{sheet}/photos/{listed['id']}/content")
    assert (sent.status_code, sent.get_json()["id"], listed["kind"]) == (201, listed["id"], "attendance_sheet")
    assert content.data.startswith(b"\xff\xd8")


def test_the_same_picture_is_not_kept_twice(app: Flask, supervisor: Program, sheet: str):
    send(supervisor, sheet, photo())

    problem = check_problem(app, send(supervisor, sheet, photo()))

    assert (problem["status"], list(problem["errors"])) == (422, ["file"])


@pytest.mark.parametrize(("content", "field"), [(launching_pdf(), "file"), (b"GIF89a", "file"), (plain_pdf(), "foto")])
def test_what_is_no_picture_or_no_scan_is_refused(
    app: Flask, supervisor: Program, sheet: str, content: bytes, field: str
):
    problem = check_problem(app, send(supervisor, sheet, content, "planilla.pdf", field))

    assert problem["status"] == 422
    assert "file" in problem["errors"]


def test_another_month_s_picture_is_not_found_under_this_one(supervisor: Program, unit_id: int, sheet: str):
    sent = send(supervisor, sheet, photo()).get_json()

    supervisor.ask("GET", f"/units/{unit_id}/sheets/2026-04/photos/{sent['id']}/content", status=404)


def test_another_office_neither_lists_nor_sends(stranger: Program, sheet: str):
    stranger.ask("GET", f"{sheet}/photos", status=404)

    assert send(stranger, sheet, photo()).status_code == 404


def test_the_sheet_is_printed_for_pen_and_paper(supervisor: Program, sheet: str):
    paper = supervisor.send("GET", f"{sheet}/pdf")

    assert paper.data.startswith(b"%PDF-")
