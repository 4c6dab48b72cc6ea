import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.models import Document
from registry.services.accounts.accounts import Account
from registry.services.documents import documents
from registry.services.placements.notifying import notify
from registry.services.rounds import decisions
from registry.vocabulary.placements import LetterKind
from tests.browsing import Browser
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import TODAY, make_sentence
from tests.factories.rounds import make_desk_officer, make_proposal


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_desk_officer(full_name="Rosa Medina", post="Especialista")


@pytest.fixture
def letter(officer: Account) -> Document:
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    placement = decisions.confirm(make_proposal(officer=officer).id, officer=officer)
    return notify(placement.id, officer=officer, on=TODAY)[1][0]


@pytest.fixture
def visitor(client: FlaskClient) -> Browser:
    return Browser(client)


def test_the_office_opens_its_letters(visitor: Browser, officer: Account, letter: Document):
    answer = visitor.sign_in(officer).client.get(f"/documentos/{letter.id}.pdf")

    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert "Quispe" not in answer.headers["Content-Disposition"]


def test_another_office_s_letter_is_not_found(visitor: Browser, letter: Document):
    visitor.sign_in(make_officer()).get(f"/documentos/{letter.id}.pdf", status=404)


def test_letters_are_closed_to_visitors(visitor: Browser, letter: Document):
    assert visitor.client.get(f"/documentos/{letter.id}.pdf").location.startswith("/ingresar")


def test_anybody_verifies_a_document_by_its_code(visitor: Browser, letter: Document):
    page = visitor.send("/verificar/", {"code": letter.qr_token.lower().replace("-", " ")})

    assert "está vigente" in page
    assert "Rosa Medina, Especialista" in page
    printed = letter.content_sha256[:16]
    assert " ".join(printed[start : start + 4] for start in range(0, 16, 4)) in page


def test_verification_tells_nothing_of_the_person(visitor: Browser, letter: Document):
    page = visitor.get(f"/verificar/{letter.qr_token}")

    assert "Quispe" not in page
    assert "Parque" not in page


def test_a_replaced_document_says_so(visitor: Browser, officer: Account, letter: Document):
    documents.issue(letter.placement_id, LetterKind(letter.kind), officer=officer, on=TODAY)

    assert "después reemplazado por otro" in visitor.get(f"/verificar/{letter.qr_token}")


@pytest.mark.parametrize("code", ["AAAA-BBBB-CCCC-DDDD", "<script>", "../../etc", "ñ"])
def test_a_code_of_no_document_is_told_beside_its_box(visitor: Browser, letter: Document, code: str):
    page = visitor.send("/verificar/", {"code": code}, status=404)

    assert page.count("Ningún documento lleva ese código") == 2
    assert "<script>" not in page


def test_no_code_is_told_beside_its_box(visitor: Browser, app: Flask):
    assert visitor.send("/verificar/", {"code": " "}, status=422).count("Falta «Código del documento»") == 2
