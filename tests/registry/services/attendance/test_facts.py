"""From rows to facts: all of them now, or as far as the tables reached when a letter was issued."""

import pytest
from flask import Flask
from sqlalchemy import select

from registry.extensions.database import reading, transaction
from registry.ledger.credit import balance
from registry.models import Person, Placement
from registry.services.accounts.accounts import Account
from registry.services.attendance.facts import facts_of, facts_of_many, heads_of
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.people import CourtOrderKind
from tests.factories.accounts import make_officer
from tests.factories.attendance import FIRST, LATER, SATURDAY, SECOND, make_entry, make_placement
from tests.factories.people import make_order, make_sentence


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


@pytest.fixture
def placement(officer: Account) -> Placement:
    make_entry(make_placement(officer=officer), officer=officer)
    return make_placement(officer=officer)


def test_facts_are_of_one_sentence(officer: Account, placement: Placement):
    entry = make_entry(placement, officer=officer)

    with reading() as session:
        facts = facts_of(session, placement.sentence_id)

    assert [fact.id for fact in facts.entries] == [entry.id]
    assert [(serving.placement_id, serving.starts_on) for serving in facts.placements] == [(placement.id, FIRST)]
    assert facts.placements[0].weeks[0].attendances == tuple(tuple(int(n) for n in part) for part in SATURDAY)


def test_what_came_after_a_letter_is_not_among_its_facts(officer: Account):
    sentence = make_sentence(officer=officer)
    placement = make_placement(officer=officer, sentence=sentence)
    first = make_entry(placement, officer=officer)
    with reading() as session:
        heads = heads_of(session, sentence.id)
        before = facts_of(session, sentence.id)

    make_entry(placement, officer=officer, outcome=Outcome.WITHDRAWN, replaces_id=first.id, remark="Error")
    make_entry(placement, SECOND, officer=officer)
    make_order(sentence, CourtOrderKind.JORNADAS_CHANGED, officer=officer, jornadas=20)

    with reading() as session:
        assert facts_of(session, sentence.id, heads) == before
        assert balance(facts_of(session, sentence.id), LATER).owed_jornadas == 20


def test_the_authorisation_of_weekdays_stands_with_the_heads(officer: Account, placement: Placement):
    with reading() as session:
        heads = heads_of(session, placement.sentence_id)
    with transaction() as session:
        for person in session.scalars(select(Person)):
            person.is_weekday_authorised = True

    with reading() as session:
        assert facts_of(session, placement.sentence_id).weekdays_authorised
        assert not facts_of(session, placement.sentence_id, heads).weekdays_authorised


def test_many_are_read_as_one(officer: Account):
    sentences = [make_placement(officer=officer).sentence_id for _ in range(3)]

    with reading() as session:
        many = facts_of_many(session, sentences)
        assert many == {sentence_id: facts_of(session, sentence_id) for sentence_id in sentences}
