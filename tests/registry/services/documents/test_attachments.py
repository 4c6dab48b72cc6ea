import pytest
from flask import Flask
from sqlalchemy import text

from registry.errors import InvalidFields, NotAllowed, NotFound, WrongState
from registry.extensions.database import db
from registry.services.accounts.accounts import Account
from registry.services.documents.attachments import (
    Subject,
    attach,
    list_attachments,
    open_attachment,
    withdraw,
)
from registry.services.documents.uploads import accept
from registry.services.history import list_happenings
from registry.vocabulary.accounts import AuditAction, Role
from registry.vocabulary.documents import AttachmentKind
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_institution
from tests.factories.people import make_sentence
from tests.files import plain_pdf

PAPER = accept("resolución.pdf", plain_pdf())


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


@pytest.fixture
def institution(officer: Account) -> Subject:
    make_institution(officer=officer)
    return Subject(institution_id=make_institution(officer=officer).id)


@pytest.fixture
def sentence(officer: Account) -> Subject:
    return Subject(sentence_id=make_sentence(officer=officer).id)


def test_a_paper_comes_back_as_it_was_handed_in(officer: Account, institution: Subject) -> None:
    kept = attach(institution, AttachmentKind.RESOLUTION, PAPER, officer=officer)

    assert open_attachment(kept.id, officer=officer).content == PAPER.content


def test_a_paper_is_unreadable_in_the_database(officer: Account, institution: Subject) -> None:
    attach(institution, AttachmentKind.RESOLUTION, PAPER, officer=officer)

    with db.engine.connect() as connection:
        stored = bytes(connection.execute(text("SELECT content FROM attachment")).scalar_one())

    assert b"%PDF" not in stored


def test_papers_are_listed_without_their_bytes_and_apart_from_others(officer: Account, institution: Subject) -> None:
    attach(Subject(institution_id=make_institution(officer=officer).id), AttachmentKind.OTHER, PAPER, officer=officer)
    kept = attach(institution, AttachmentKind.AGREEMENT, PAPER, officer=officer)

    (listed,) = list_attachments(institution, officer=officer)

    assert listed.id == kept.id
    assert not listed.is_loaded("content")


def test_the_same_file_is_kept_once(officer: Account, institution: Subject) -> None:
    attach(institution, AttachmentKind.RESOLUTION, PAPER, officer=officer)

    with pytest.raises(InvalidFields):
        attach(institution, AttachmentKind.OTHER, PAPER, officer=officer)


def test_a_withdrawn_paper_stays_in_the_list_and_is_not_opened(officer: Account, institution: Subject) -> None:
    kept = attach(institution, AttachmentKind.RESOLUTION, PAPER, officer=officer)

    withdraw(kept.id, reason="Era de otra institución", officer=officer)

    assert list_attachments(institution, officer=officer)[0].withdrawal_reason == "Era de otra institución"
    with pytest.raises(WrongState):
        open_attachment(kept.id, officer=officer)


def test_a_withdrawal_needs_its_reason(officer: Account, institution: Subject) -> None:
    kept = attach(institution, AttachmentKind.RESOLUTION, PAPER, officer=officer)

    with pytest.raises(InvalidFields):
        withdraw(kept.id, reason=" ", officer=officer)


def test_a_court_paper_asks_for_a_purpose_and_its_look_is_in_the_file(officer: Account, sentence: Subject) -> None:
    kept = attach(sentence, AttachmentKind.COURT_PAPER, PAPER, officer=officer)

    with pytest.raises(InvalidFields):
        open_attachment(kept.id, officer=officer)
    open_attachment(kept.id, officer=officer, purpose="Cotejar la pena")

    (look,) = [one for one in list_happenings({"person": [1]}) if one.action is AuditAction.VIEWED]
    assert look.purpose == "Cotejar la pena"


def test_another_office_s_court_paper_is_not_found(officer: Account, sentence: Subject) -> None:
    kept = attach(sentence, AttachmentKind.COURT_PAPER, PAPER, officer=officer)

    with pytest.raises(NotFound):
        open_attachment(kept.id, officer=make_officer(), purpose="Cotejar la pena")


def test_a_role_without_cases_opens_no_court_paper(officer: Account, sentence: Subject) -> None:
    kept = attach(sentence, AttachmentKind.COURT_PAPER, PAPER, officer=officer)
    auditor = make_officer(role=Role.AUDITOR, office_id=officer.office_id)

    with pytest.raises(NotAllowed):
        open_attachment(kept.id, officer=auditor, purpose="Cotejar la pena")


def test_nothing_is_attached_to_what_is_not_there(officer: Account, institution: Subject) -> None:
    with pytest.raises(NotFound):
        attach(Subject(institution_id=9_999), AttachmentKind.OTHER, PAPER, officer=officer)
