import io
import json
from datetime import UTC, datetime

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from registry.errors import NotFound
from registry.extensions.actor import acting
from registry.extensions.database import reading
from registry.letters.held import render_held
from registry.models import AuditEntry, Person
from registry.services import audit
from registry.services.accounts.accounts import Account, actor_of
from registry.services.documents.attachments import Subject, attach
from registry.services.documents.uploads import accept
from registry.services.people.files import open_file
from registry.services.people.held import PURPOSE, WITHHELD, tell_held
from registry.services.people.rights import RequestDetails, receive
from registry.services.rounds.instructions import pin
from registry.vocabulary.accounts import AuditAction
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.privacy import RightKind
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_person, make_sentence
from tests.factories.rounds import make_proposal
from tests.files import plain_pdf

AT = datetime(2026, 9, 7, 19, 5, tzinfo=UTC)


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer(full_name="Rosa Medina")


@pytest.fixture
def person(officer: Account) -> Person:
    person = make_person(officer=officer, health_remark="lumbalgia crónica", phone="951 222 333")
    make_sentence(officer=officer, person=person)
    return person


def test_everything_held_is_told_reserved_facts_and_looks_among_it(person: Person, officer: Account) -> None:
    with acting(actor_of(officer)):
        open_file(person.id, officer=officer, purpose="audiencia de conversión")

    told = json.dumps(tell_held(person.id, officer=officer, at=AT).as_plain(), ensure_ascii=False)

    for fact in ("lumbalgia crónica", "951 222 333", "Delito o falta", "audiencia de conversión", "art. 46 RPDP"):
        assert fact in told


def test_every_column_with_words_of_the_person_is_told(person: Person, officer: Account) -> None:
    told = json.dumps(tell_held(person.id, officer=officer, at=AT).as_plain(), ensure_ascii=False)

    for fact in (person.full_name, person.document_number, person.occupation.label, person.education.label):
        assert fact in told


def test_papers_reasons_and_the_words_of_earlier_requests_are_told(officer: Account) -> None:
    sentence = make_sentence(officer=officer)
    paper = accept("mandato.pdf", plain_pdf())
    attach(Subject(sentence_id=sentence.id), AttachmentKind.COURT_PAPER, paper, officer=officer)
    details = RequestDetails(RightKind.RECTIFICATION, AT.date(), "mi dirección está equivocada")
    receive(sentence.person_id, details, officer=officer, on=AT.date())
    make_vacancy(officer=officer)
    proposal = make_proposal(officer=officer)
    pin(proposal.id, reason="pidió quedarse cerca", officer=officer)

    told = json.dumps(tell_held(sentence.person_id, officer=officer, at=AT).as_plain(), ensure_ascii=False)

    assert told.count("pidió quedarse cerca") == 2
    for fact in ("mandato.pdf", "mi dirección está equivocada", "Decisión de la oficina: fijó"):
        assert fact in told


def test_a_protected_place_stays_unsaid_and_that_it_does_is_told(officer: Account) -> None:
    sentence = make_sentence(officer=officer, exclusion_zones=((-15.4871, -70.1293, 0.5),))

    told = json.dumps(tell_held(sentence.person_id, officer=officer, at=AT).as_plain(), ensure_ascii=False)

    assert WITHHELD in told
    assert "15.4871" not in told


def test_looks_at_requests_and_papers_are_told(person: Person, officer: Account) -> None:
    asked = receive(person.id, RequestDetails(RightKind.ACCESS, AT.date(), "todo"), officer=officer, on=AT.date())
    with audit.for_purpose("revisión de plazos"):
        audit.record(AuditAction.VIEWED, "data_request", asked.id)

    told = json.dumps(tell_held(person.id, officer=officer, at=AT).as_plain(), ensure_ascii=False)

    assert "revisión de plazos" in told


def test_telling_is_an_export_with_its_purpose(person: Person, officer: Account) -> None:
    tell_held(person.id, officer=officer, at=AT)

    with reading() as session:
        noted = session.scalars(select(AuditEntry).where(AuditEntry.action == AuditAction.EXPORTED)).one()
    assert (noted.subject_id, noted.purpose) == (person.id, PURPOSE)


def test_another_office_tells_nothing(person: Person) -> None:
    with pytest.raises(NotFound):
        tell_held(person.id, officer=make_officer())


def test_the_pdf_is_accessible_and_holds_the_same(person: Person, officer: Account) -> None:
    held = tell_held(person.id, officer=officer, at=AT)

    reader = PdfReader(io.BytesIO(render_held(held.as_plain(), made_at=AT)))

    text = " ".join(page.extract_text() for page in reader.pages)
    assert "lumbalgia crónica" in text
    assert "Quién vio sus datos" in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "es-PE"
