"""One rule told twice: for a loaded sentence, and for a query over all."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from registry.extensions.database import reading, transaction
from registry.models import Account, CourtOrder, Sentence
from registry.services.people.sentences import get_sentence
from registry.services.people.standing import has_status, status_of
from registry.vocabulary.people import CourtOrderKind, SentenceStatus
from tests.factories.accounts import make_officer
from tests.factories.people import make_sentence

DAYS = st.dates(date(2026, 2, 1), date(2026, 2, 5))
DECIDING = [CourtOrderKind.STAY, CourtOrderKind.RESUMPTION, CourtOrderKind.REVOCATION]
ORDERS = st.lists(st.tuples(st.sampled_from(DECIDING), DAYS), max_size=5)


@pytest.fixture
def officer(app: object) -> Account:
    return make_officer()


def write_orders(sentence: Sentence, orders: list[tuple[CourtOrderKind, date]], officer: Account) -> None:
    with transaction() as session:
        session.add_all(
            CourtOrder(sentence_id=sentence.id, kind=kind, ordered_on=day, in_force_from=day, officer_id=officer.id)
            for kind, day in orders
        )


def statuses_by_query(sentence: Sentence, on: date) -> list[SentenceStatus]:
    with reading() as session:
        return [
            status
            for status in SentenceStatus
            if session.scalar(select(Sentence.id).where(Sentence.id == sentence.id, has_status(status, on)))
        ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders=ORDERS, on=DAYS)
def test_the_query_says_what_the_loaded_sentence_says(officer, orders, on):
    sentence = make_sentence(officer=officer)
    write_orders(sentence, orders, officer)

    told = status_of(get_sentence(sentence.id, officer=officer), has_active_placement=False, on=on)

    assert statuses_by_query(sentence, on) == [told]
