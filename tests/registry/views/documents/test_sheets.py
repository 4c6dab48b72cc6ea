import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.placements.placements import get_placement
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.attendance import make_placement, make_supervisor
from tests.factories.rounds import make_desk_officer


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_desk_officer()


@pytest.fixture
def placement(officer: Account) -> Placement:
    return make_placement(officer=officer)


@pytest.fixture
def path(placement: Placement, officer: Account) -> str:
    unit_id = get_placement(placement.id, officer=officer).vacancy.unit_id
    return f"/unidades/{unit_id}/planillas/2026-03.pdf"


def text_of(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.data)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_the_office_prints_the_sheet_of_a_month(client: FlaskClient, officer: Account, path: str):
    Browser(client).sign_in(officer)

    text = text_of(client, path)

    assert "Planilla de control: marzo de 2026" in text
    assert "Sábado 7 de marzo" in text
    assert "Quispe" in text


def test_the_supervisor_prints_it_as_well(client: FlaskClient, path: str):
    Browser(client).sign_in(make_supervisor(int(path.split("/")[2])))

    assert "Quispe" in text_of(client, path)


def test_the_sheet_tells_neither_document_nor_case(
    client: FlaskClient, officer: Account, placement: Placement, path: str
):
    sentence = get_placement(placement.id, officer=officer).sentence
    Browser(client).sign_in(officer)

    text = text_of(client, path)

    assert sentence.person.document_number not in text
    assert sentence.case_number not in text


def test_another_office_s_sheet_is_not_found(client: FlaskClient, path: str):
    Browser(client).sign_in(make_officer()).get(path, status=404)


@pytest.mark.parametrize("month", ["2026-13", "marzo", "26-03"])
def test_a_month_that_is_none_has_no_sheet(client: FlaskClient, officer: Account, path: str, month: str):
    Browser(client).sign_in(officer).get(path.replace("2026-03", month), status=404)
