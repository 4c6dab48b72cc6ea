import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from registry.errors import InvalidFields
from registry.extensions.database import reading, transaction
from registry.models import AuditEntry, Person, PersonalCode, Sentence
from registry.services.people.personal_codes import BEARER, OpenedFile, fresh_code, is_in_force, open_file
from registry.vocabulary.accounts import AuditAction
from tests.factories.accounts import make_officer
from tests.factories.people import make_person, make_sentence

pytestmark = pytest.mark.usefixtures("app")

NOON = datetime(2026, 3, 2, 17, tzinfo=UTC)
HERE = "10.0.0.1"


@pytest.fixture
def person() -> Person:
    """Somebody whose document ends in 4821, beside another."""
    officer = make_officer()
    make_sentence(officer=officer)
    return make_person(officer=officer, document_number="40124821")


@pytest.fixture
def sentence(person: Person) -> Sentence:
    return make_sentence(officer=make_officer(office_id=person.office_id), person=person)


def issue(sentence: Sentence) -> str:
    with transaction() as session:
        return fresh_code(session, sentence.id)


def try_(code: str, end: str = "4821", *, minutes: int = 0, address: str = HERE) -> OpenedFile | None:
    try:
        return open_file(code, end, at=NOON + timedelta(minutes=minutes), address=address)
    except InvalidFields:
        return None


def causes() -> list[object]:
    with reading() as session:
        refused = select(AuditEntry).where(AuditEntry.action == AuditAction.SIGN_IN_REFUSED).order_by(AuditEntry.number)
        return [entry.changes["cause"] for entry in session.scalars(refused)]


def test_code_and_end_of_the_document_open_the_sentence(sentence: Sentence):
    opened = try_(issue(sentence))

    assert opened is not None
    assert opened.sentence_id == sentence.id
    assert is_in_force(opened)


def test_a_code_reads_in_groups_without_signs_that_look_alike(sentence: Sentence):
    assert re.fullmatch(r"[A-HJKMNP-Z2-9]{5}-[A-HJKMNP-Z2-9]{5}", issue(sentence))


def test_it_does_not_matter_how_the_code_is_typed(sentence: Sentence):
    code = issue(sentence)

    assert try_(code.lower().replace("-", "")) is not None
    assert try_(f" {code.replace('-', ' ')} ") is not None


def test_the_code_itself_is_nowhere_in_the_table(sentence: Sentence):
    code = issue(sentence)

    with reading() as session:
        digest = session.scalars(select(PersonalCode.digest)).one()
    assert code.replace("-", "").lower() not in digest
    assert len(digest) == 64


def test_a_newer_letter_s_code_replaces_the_earlier_one(sentence: Sentence):
    first = issue(sentence)
    opened = try_(first)
    second = issue(sentence)

    assert opened is not None
    assert not is_in_force(opened)
    assert try_(first) is None
    assert try_(second) is not None


@pytest.mark.parametrize("end", ["4822", "", "40124821", "\ud800"])
def test_another_document_opens_nothing(sentence: Sentence, end: str):
    assert try_(issue(sentence), end) is None
    assert causes() == ["wrong_document"]


def test_an_unknown_code_opens_nothing_whatever_comes_with_it(sentence: Sentence):
    issue(sentence)

    assert try_("K7QD4-2MX9A", "····") is None
    assert try_("", "") is None
    assert causes() == ["unknown", "unknown"]


def test_after_five_failures_a_code_waits_from_wherever_it_is_tried(sentence: Sentence):
    code = issue(sentence)
    for number in range(5):
        try_(code, "0000", address=f"10.0.1.{number}")

    assert try_(code, address="10.0.2.1") is None
    assert causes()[-1] == "locked"
    assert try_(code, minutes=2) is not None


def test_every_failure_is_told_alike(sentence: Sentence):
    code = issue(sentence)
    told = []
    for typed, end in [(code, "0000"), ("K7QD4-2MX9A", "4821"), *[(code, "0000")] * 6]:
        with pytest.raises(InvalidFields) as refusal:
            open_file(typed, end, at=NOON, address=HERE)
        told.append(refusal.value.problems)

    assert told == [{"code": ("personal_code_wrong", {})}] * 8
    assert causes()[-1] == "locked"


def test_an_address_that_tries_many_codes_waits(sentence: Sentence):
    code = issue(sentence)
    for number in range(20):
        try_(f"ZZZZZ-ZZZ{number:02d}")

    assert try_(code) is None
    assert try_(code, address="10.0.0.2") is not None


def test_opening_and_failing_stand_in_the_audit_without_an_account(person: Person, sentence: Sentence):
    code = issue(sentence)
    try_(code, "0000")
    try_(code)

    with reading() as session:
        shown = select(AuditEntry).where(AuditEntry.actor == BEARER).order_by(AuditEntry.number)
        noted = [(entry.action, entry.subject, entry.subject_id, entry.officer_id) for entry in session.scalars(shown)]
    assert noted == [
        (AuditAction.SIGN_IN_REFUSED, "person", person.id, None),
        (AuditAction.SIGNED_IN, "person", person.id, None),
    ]
