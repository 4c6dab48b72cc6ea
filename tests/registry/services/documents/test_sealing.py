"""What every issued document has, whatever it is about."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from registry.errors import WrongState
from registry.extensions.database import reading, transaction
from registry.models import Account, CaseFile, Document
from registry.services.documents.contents import Frame, letterhead
from registry.services.documents.sealing import Issuer, Subject, chief_of, draft_frame, seal
from registry.vocabulary.placements import DocumentState, LetterKind
from tests.factories.accounts import make_chief, make_officer
from tests.factories.procedures import make_filed
from tests.registry.letters.cases import resolution
from tests.registry.services.procedures.reviewed import make_desk_chief
from tests.threads import at_once

ON = date(2026, 6, 8)
KIND = LetterKind.RESOLUTION


@pytest.fixture
def chief(app: Flask) -> Account:
    return make_desk_chief()


def written(frame: Frame) -> dict[str, Any]:
    return resolution(**letterhead(frame))


def sealed(case: CaseFile, chief: Account, on: date = ON) -> Document:
    with transaction() as session:
        issuer = Issuer(chief.office_id or 0, chief, on)
        return seal(session, Subject(case_file_id=case.id), KIND, written, by=issuer)


def test_the_office_numbers_its_documents_one_after_the_other(chief: Account) -> None:
    case = make_filed()

    numbers = [sealed(case, chief).number, sealed(case, chief).number, sealed(case, chief, on=date(2027, 1, 4)).number]

    assert numbers == [2, 3, 1]  # the receipt was the first of its year


def test_a_later_one_about_the_same_replaces_the_earlier(chief: Account) -> None:
    case, bystander = make_filed(), make_filed()
    first, other, second = sealed(case, chief), sealed(bystander, chief), sealed(case, chief)

    with reading() as session:
        states = {one.id: one.state for one in session.scalars(select(Document).where(Document.kind == KIND))}
    assert states == {
        first.id: DocumentState.REPLACED,
        other.id: DocumentState.ISSUED,
        second.id: DocumentState.ISSUED,
    }


def test_documents_of_one_moment_have_numbers_of_their_own(app: Flask, chief: Account) -> None:
    case = make_filed()

    found = at_once(app, *[lambda: sealed(case, chief).number] * 4)

    assert sorted(found) == [2, 3, 4, 5]


def test_whoever_signs_is_named_with_the_post(chief: Account) -> None:
    document = sealed(make_filed(), chief)

    assert (document.signatory_name, document.signatory_post) == (chief.full_name, chief.post)


def test_what_is_not_entered_is_named(app: Flask) -> None:
    chief = make_chief()

    with pytest.raises(WrongState, match="la dirección de la oficina, el teléfono de la oficina"):
        sealed(make_filed(), chief)


def test_a_preview_has_neither_number_nor_code(chief: Account) -> None:
    with reading() as session:
        frame = draft_frame(session, Issuer(chief.office_id or 0, chief, ON))

    assert (frame.number, frame.verification_code) == ("[se asigna al firmar]", "vista-previa")


def test_the_chief_of_an_office_is_the_first_active_one(chief: Account) -> None:
    make_officer(office_id=chief.office_id)
    other = make_officer()

    with reading() as session:
        found = chief_of(session, chief.office_id or 0)
        nobody = chief_of(session, other.office_id or 0)
    assert found is not None
    assert (found.id, nobody) == (chief.id, None)
