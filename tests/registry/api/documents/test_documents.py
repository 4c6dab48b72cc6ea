import pytest
from flask.testing import FlaskClient

from registry.extensions.clock import today
from registry.models import Document
from registry.services.accounts.accounts import Account
from registry.services.placements.notifying import notify
from registry.services.rounds.decisions import confirm
from tests.factories.attendance import FIRST, make_entry, make_placement
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_sentence
from tests.factories.rounds import make_proposal
from tests.registry.api.programs import Program


@pytest.fixture
def document(officer: Account) -> Document:
    make_vacancy(officer=officer)
    make_sentence(officer=officer)
    placement = confirm(make_proposal(officer=officer).id, officer=officer)
    return notify(placement.id, officer=officer, on=today())[1][0]


def test_the_letters_of_a_placement_are_listed(program: Program, document: Document):
    listed = program.ask("GET", f"/placements/{document.placement_id}/documents")

    assert document.id in [letter["id"] for letter in listed]
    assert len(listed) == 2


def test_a_document_is_read_and_downloaded(program: Program, document: Document):
    read = program.ask("GET", f"/documents/{document.id}")
    pdf = program.send("GET", f"/documents/{document.id}/pdf")

    assert read["content_sha256"] == document.content_sha256
    assert pdf.mimetype == "application/pdf"
    assert pdf.data.startswith(b"%PDF-")


def test_anybody_with_the_code_verifies_and_learns_nothing_of_the_person(client: FlaskClient, document: Document):
    answer = client.get(f"/api/v1/verifications/{document.qr_token.lower()}").get_json()

    assert answer["state_label"] == "Emitida"
    assert "Quispe" not in str(answer)


def test_a_wrong_code_verifies_nothing(client: FlaskClient):
    assert client.get("/api/v1/verifications/AAAA-AAAA-AAAA-AAAA").status_code == 404


def test_another_office_s_document_is_not_found(stranger: Program, document: Document):
    stranger.ask("GET", f"/documents/{document.id}", status=404)
    stranger.ask("GET", f"/documents/{document.id}/pdf", status=404)


def test_a_program_issues_a_document_and_checks_it(program: Program, officer: Account):
    placement = make_placement(officer=officer)
    make_entry(placement, FIRST, officer=officer)

    sent = {"kind": "monthly_report", "period": "2026-03", "words": "Cumple."}
    issued = program.ask("POST", f"/placements/{placement.id}/documents", sent, status=201)
    verdict = program.ask("GET", f"/documents/{issued['id']}/verdict")

    assert (issued["kind"], issued["period"], issued["state"]) == ("monthly_report", "2026-03", "issued")
    assert (verdict["holds"], verdict["faults"], verdict["is_of_ledger"]) == (True, [], True)


def test_a_letter_sent_twice_under_a_key_is_issued_once(program: Program, officer: Account):
    placement = make_placement(officer=officer)
    make_entry(placement, FIRST, officer=officer)
    sent = {"kind": "monthly_report", "period": "2026-03", "words": "Cumple."}
    key = {"Idempotency-Key": "clave-de-la-carta-de-marzo"}

    path = f"/placements/{placement.id}/documents"
    first, again = (program.ask("POST", path, sent, status=201, headers=key) for _ in range(2))

    assert first == again
    assert [one["state"] for one in program.ask("GET", path)] == ["issued"]


def test_a_document_that_does_not_belong_now_is_a_conflict(program: Program, officer: Account):
    placement = make_placement(officer=officer)

    program.ask("POST", f"/placements/{placement.id}/documents", {"kind": "completion_report"}, status=409)


def test_what_can_be_issued_now_is_listed_and_drafted_without_issuing(program: Program, officer: Account):
    placement = make_placement(officer=officer)
    sent = {"kind": "monthly_report", "period": "2026-03"}

    offers = program.ask("GET", f"/placements/{placement.id}/documents/offers")
    draft = program.send("POST", f"/placements/{placement.id}/documents/draft", sent)

    assert ("monthly_report", "2026-03", None) in [(one["kind"], one["period"], one["in_force"]) for one in offers]
    assert draft.data.startswith(b"%PDF-")
    assert program.ask("GET", f"/placements/{placement.id}/documents") == []


@pytest.mark.parametrize("part", ["documents", "documents/draft"])
def test_a_document_of_another_matter_is_no_placement_s(program: Program, officer: Account, part: str):
    placement = make_placement(officer=officer)

    problem = program.ask("POST", f"/placements/{placement.id}/{part}", {"kind": "resolution"}, status=409)

    assert "Resolución se emite en su propio trámite" in problem["detail"]
