"""People's files as officers open them: every look is noted (art. 46 RPDP)."""

from dataclasses import replace

from registry.extensions.actor import acting, current_actor
from registry.models import Account, Person, Sentence
from registry.services import audit
from registry.services.people.persons import get_person
from registry.services.people.sentences import get_sentence
from registry.vocabulary.accounts import AuditAction


def open_file(person_id: int, *, officer: Account, purpose: str = "") -> Person:
    """The person with sentences, their orders, and preferences; the look is noted.

    Whoever shows reserved facts (offence, health, court terms) states a *purpose*.

    Raises:
        NotFound: The office keeps no such file.
    """
    person = get_person(person_id, officer=officer)
    _note(person.id, purpose)
    return person


def open_sentence(sentence_id: int, *, officer: Account, purpose: str) -> Sentence:
    """The sentence with its person, orders and reserved facts; the look at the person's file is noted.

    Raises:
        NotFound: The office has no such sentence.
    """
    sentence = get_sentence(sentence_id, officer=officer)
    _note(sentence.person_id, purpose)
    return sentence


def _note(person_id: int, purpose: str) -> None:
    facts = {"facts": "reserved"} if purpose else {}
    with acting(replace(current_actor(), purpose=purpose)):
        audit.record(AuditAction.VIEWED, "person", person_id, **facts)
