from collections.abc import Sequence

import pytest
from sqlalchemy import select

from registry.errors import NotFound
from registry.extensions.database import reading
from registry.models import AuditEntry
from registry.services.people.files import open_file, open_sentence
from registry.vocabulary.accounts import AuditAction
from tests.factories.accounts import make_officer
from tests.factories.people import make_person, make_sentence

pytestmark = pytest.mark.usefixtures("app")


def looks() -> Sequence[tuple[int | None, str, object]]:
    """Person, purpose and facts of every look that was noted."""
    with reading() as session:
        noted = session.scalars(select(AuditEntry).where(AuditEntry.action == AuditAction.VIEWED))
        return [(entry.subject_id, entry.purpose, entry.changes) for entry in noted]


def test_who_opens_a_file_is_noted():
    officer = make_officer()
    person = make_person(officer=officer)

    opened = open_file(person.id, officer=officer)

    assert opened.full_name == person.full_name
    assert looks() == [(person.id, "", {})]


def test_a_look_at_reserved_facts_is_noted_with_its_purpose():
    officer = make_officer()
    person = make_person(officer=officer)

    open_file(person.id, officer=officer, purpose="Entrevista del lunes")

    assert looks() == [(person.id, "Entrevista del lunes", {"facts": "reserved"})]


def test_a_look_at_a_sentence_counts_for_its_person():
    officer = make_officer()
    sentence = make_sentence(officer=officer)

    open_sentence(sentence.id, officer=officer, purpose="Corregir la pena")

    assert looks() == [(sentence.person_id, "Corregir la pena", {"facts": "reserved"})]


def test_what_another_office_keeps_is_neither_shown_nor_noted():
    sentence = make_sentence(officer=make_officer())
    stranger = make_officer()

    with pytest.raises(NotFound):
        open_file(sentence.person_id, officer=stranger)
    with pytest.raises(NotFound):
        open_sentence(sentence.id, officer=stranger, purpose="Consulta")

    assert looks() == []
