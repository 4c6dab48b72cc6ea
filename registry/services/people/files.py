"""People's files as officers open them: every look is noted (art. 46 RPDP)."""

from sqlalchemy.orm import joinedload

from registry.extensions.database import reading
from registry.models import Account, Person, Sentence
from registry.services import audit
from registry.services.accounts.policy import Act, require
from registry.services.people.persons import visible_person
from registry.services.people.reserved import whole_file, whole_sentence
from registry.services.people.sentences import visible_sentence
from registry.vocabulary.accounts import AuditAction


def open_file(person_id: int, *, officer: Account, purpose: str = "") -> Person:
    """The person with sentences, their orders, and preferences; the look is noted.

    With a *purpose* the reserved facts (offence, health, court terms) come along; without one they stay shut.

    Raises:
        NotFound: The office keeps no such file.
        NotAllowed: The role does not include files, or their reserved facts.
        InvalidFields: The purpose says nothing.
    """
    _require_reserved(officer, purpose)
    with reading() as session:
        person = visible_person(session, person_id, officer, *whole_file(purpose))
    _note(person.id, purpose)
    return person


def open_sentence(sentence_id: int, *, officer: Account, purpose: str = "") -> Sentence:
    """The sentence with its person and orders, and with a *purpose* the reserved facts; the look is noted.

    Raises:
        NotFound: The office has no such sentence.
        NotAllowed: The role does not include files, or their reserved facts.
        InvalidFields: The purpose says nothing.
    """
    _require_reserved(officer, purpose)
    whole = (joinedload(Sentence.person), *whole_sentence(purpose))
    with reading() as session:
        sentence = visible_sentence(session, sentence_id, officer, *whole)
    _note(sentence.person_id, purpose)
    return sentence


def _require_reserved(officer: Account, purpose: str) -> None:
    if purpose:
        require(officer, Act.READ_RESERVED)


def _note(person_id: int, purpose: str) -> None:
    facts = {"facts": "reserved"} if purpose else {}
    with audit.for_purpose(purpose):
        audit.record(AuditAction.VIEWED, "person", person_id, **facts)
