import json
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from registry import letters
from registry.errors import NotFound, WrongState
from registry.extensions.database import reading
from registry.models import AuditEntry, Document, Placement
from registry.services.accounts.accounts import Account
from registry.services.documents import documents
from registry.services.placements.placements import Start, begin, undo
from registry.services.rounds import decisions
from registry.services.rounds.proposals import get_proposal
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.placements import ANNOUNCEMENTS, DocumentState, LetterKind
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import TODAY, make_sentence
from tests.factories.rounds import make_desk_officer, make_proposal
from tests.threads import at_once

TO_UNIT, TO_PERSON = LetterKind.PRESENTATION_TO_UNIT, LetterKind.NOTIFICATION_TO_PERSON


def make_placed(officer: Account) -> Placement:
    saturday = [(Shift.SATURDAY_AM, 480, 780), (Shift.SATURDAY_PM, 840, 1140)]
    sentence, vacancy = make_sentence(officer=officer), make_vacancy(officer=officer)
    return begin(Start(sentence.id, vacancy.id, saturday, date(2026, 3, 14)), officer=officer)


def content_of(document: Document) -> dict[str, Any]:
    with reading() as session:
        content: dict[str, Any] = json.loads(session.scalars(select(Document.content).filter_by(id=document.id)).one())
    return content


def test_a_letter_is_a_pdf_with_its_number_signatory_and_hash(officer: Account):
    issued = documents.issue(make_placed(officer).id, TO_UNIT, officer=officer, on=TODAY)

    opened = documents.open_pdf(issued.id, officer=officer)

    assert opened.pdf.startswith(b"%PDF-")
    assert (opened.year, opened.number, opened.signatory_name) == (2026, 1, officer.full_name)
    assert opened.content_sha256 == letters.content_sha256(content_of(issued))


def test_letters_are_numbered_without_gaps_by_office_and_year(officer: Account):
    placement, elsewhere = make_placed(officer), make_desk_officer()
    documents.issue(make_placed(elsewhere).id, TO_UNIT, officer=elsewhere, on=TODAY)

    issued = [
        documents.issue(placement.id, kind, officer=officer, on=on)
        for kind, on in ((TO_UNIT, TODAY), (TO_PERSON, TODAY), (TO_UNIT, date(2027, 1, 4)))
    ]

    assert [(letter.year, letter.number) for letter in issued] == [(2026, 1), (2026, 2), (2027, 1)]


def test_letters_issued_at_once_get_numbers_without_gap_or_repetition(app: Flask, officer: Account):
    placed = [make_placed(officer) for _ in range(3)]

    at_once(app, *(lambda one=one: documents.issue(one.id, TO_UNIT, officer=officer, on=TODAY) for one in placed))

    numbers = [documents.list_of_placement(one.id, officer=officer)[0].number for one in placed]
    assert sorted(numbers) == [1, 2, 3]


def test_a_refused_letter_uses_up_no_number(app: Flask):
    officer = make_officer()
    with pytest.raises(WrongState):
        documents.issue(make_placed(officer).id, TO_UNIT, officer=officer, on=TODAY)

    with reading() as session:
        assert session.scalars(select(Document)).all() == []


def test_a_letter_issued_again_replaces_the_earlier_one(officer: Account):
    placement = make_placed(officer)
    first = documents.issue(placement.id, TO_UNIT, officer=officer, on=TODAY)
    second = documents.issue(placement.id, TO_UNIT, officer=officer, on=TODAY)

    states = {one.id: one.state for one in documents.list_of_placement(placement.id, officer=officer)}

    assert states == {first.id: DocumentState.REPLACED, second.id: DocumentState.ISSUED}


def test_no_letter_goes_out_for_a_placement_that_ended(officer: Account):
    placement = make_placed(officer)
    undo(placement.id, officer=officer)

    with pytest.raises(WrongState) as refusal:
        documents.issue(placement.id, TO_UNIT, officer=officer, on=TODAY)

    assert refusal.value.code == "letters_out_of_order"


@pytest.mark.parametrize("typed", ["{}", " {} ", "{} ".lower(), "{}".replace("-", " ")])
def test_anybody_with_the_code_can_verify_however_it_is_typed(officer: Account, typed: str):
    issued = documents.issue(make_placed(officer).id, TO_PERSON, officer=officer, on=TODAY)
    code = typed.format(issued.qr_token.lower().replace("-", ""))

    verified = documents.verify(code)

    assert (verified.issued_on, verified.signatory) == (TODAY, officer.full_name)
    assert verified.visible_hash == issued.content_sha256[:16]


def test_verification_tells_nothing_of_the_person(officer: Account):
    issued = documents.issue(make_placed(officer).id, TO_PERSON, officer=officer, on=TODAY)

    told = str(documents.verify(issued.qr_token))

    assert "Quispe" not in told
    assert "Rosa Quispe" not in told


@pytest.mark.parametrize("code", ["", "ABCD-EFGH-JKLM-NPQR", "' OR 1=1 --", "é" * 50])
def test_a_code_of_no_document_is_not_found(officer: Account, code: str):
    documents.issue(make_placed(officer).id, TO_PERSON, officer=officer, on=TODAY)

    with pytest.raises(NotFound) as refusal:
        documents.verify(code)

    assert refusal.value.code == "document_not_found"


def test_another_office_s_document_is_not_found(officer: Account):
    placement = make_placed(officer)
    issued = documents.issue(placement.id, TO_UNIT, officer=officer, on=TODAY)
    other = make_officer()

    for look in (documents.get_document, documents.open_pdf):
        with pytest.raises(NotFound):
            look(issued.id, officer=other)
    assert documents.list_of_placement(placement.id, officer=other) == []


def test_a_look_at_the_pdf_is_noted(officer: Account):
    issued = documents.issue(make_placed(officer).id, TO_UNIT, officer=officer, on=TODAY)

    documents.open_pdf(issued.id, officer=officer)

    with reading() as session:
        noted = select(AuditEntry.subject_id).where(AuditEntry.action == AuditAction.EXPORTED)
        assert session.scalars(noted).all() == [issued.id]


def test_the_person_s_letter_says_that_a_program_proposed_and_who_decided(officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    proposal = make_proposal(officer=officer)
    placement = decisions.confirm(proposal.id, officer=officer)

    content = content_of(documents.issue(placement.id, TO_PERSON, officer=officer, on=TODAY))

    assert content["decision"]["origin"] == "proposal_accepted"
    assert content["decision"]["officer"] == {"name": officer.full_name, "post": officer.post}
    assert any("km" in reason for reason in content["decision"]["reasons"])


def test_a_changed_proposal_gives_no_reasons_of_the_program(officer: Account):
    make_sentence(officer=officer)
    make_vacancy(officer=officer)
    other = make_vacancy(officer=officer, duties="")
    proposal = make_proposal(officer=officer)
    target = other.id if get_proposal(proposal.id, officer=officer).vacancy_id != other.id else proposal.vacancy_id
    placement = decisions.move(proposal.id, target, reason="Vive al lado", officer=officer)

    content = content_of(documents.issue(placement.id, TO_PERSON, officer=officer, on=TODAY))

    assert (content["decision"]["origin"], content["decision"]["reasons"]) == ("proposal_changed", [])


def test_without_a_proposal_the_letter_names_who_decided_and_not_who_signs(officer: Account):
    placement = make_placed(officer)
    signatory = make_officer(office_id=officer.office_id, full_name="Raúl Prado")

    content = content_of(documents.issue(placement.id, TO_PERSON, officer=signatory, on=TODAY))

    assert content["decision"]["origin"] == "officer_alone"
    assert content["decision"]["officer"]["name"] == officer.full_name


def test_letters_carry_neither_offence_nor_health(officer: Account):
    placement = make_placed(officer)

    for kind in ANNOUNCEMENTS:
        told = json.dumps(content_of(documents.issue(placement.id, kind, officer=officer, on=TODAY)))
        assert "274" not in told


def test_a_unit_without_a_named_post_still_gets_its_letter(officer: Account):
    content = content_of(documents.issue(make_placed(officer).id, TO_UNIT, officer=officer, on=TODAY))

    assert content["supervisor"] == {"name": "Julia Apaza", "post": "Responsable de la unidad"}
