from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from registry.extensions.database import db
from registry.services.people.directory import PeopleFilter, list_people, standings_of
from registry.services.people.persons import get_person
from registry.services.placements.placements import Start, begin
from registry.vocabulary.people import CourtOrderKind, DocumentKind, SentenceStatus
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import TODAY, make_order, make_person, make_sentence

pytestmark = pytest.mark.usefixtures("app")

SATURDAY = ((Shift.SATURDAY_AM, 8 * 60, 13 * 60), (Shift.SATURDAY_PM, 14 * 60, 19 * 60))


def listed(officer: Any, **narrowed: Any) -> list[int]:
    page = list_people(PeopleFilter(**narrowed), officer=officer, on=TODAY)
    return [row.person.id for row in page.items]


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_people_stand_in_the_order_of_their_names():
    officer = make_officer()
    zapata = make_person(officer=officer, first_surname="Zapata")
    alvarez = make_person(officer=officer, first_surname="Álvarez")
    nahui = make_person(officer=officer, first_surname="Ñahui")

    assert listed(officer) == [alvarez.id, nahui.id, zapata.id]


def test_only_the_officers_own_people_are_listed():
    officer = make_officer()
    own = make_person(officer=officer)
    make_person(officer=make_officer())

    assert listed(officer) == [own.id]


@pytest.mark.parametrize("search", ["nahui", "Ñahui", "ju nah", "00000777", "0000077"])
def test_a_search_finds_beginnings_of_names_and_documents(search):
    officer = make_officer()
    found = make_person(officer=officer, first_surname="Ñahui", given_names="María Julia", document_number="00000777")
    make_person(officer=officer, first_surname="Anahuí", document_number="10000077")

    assert listed(officer, search=search) == [found.id]


def test_a_passport_is_found_in_small_letters():
    officer = make_officer()
    found = make_person(officer=officer, document_kind=DocumentKind.PASSPORT, document_number="XK77001")

    assert listed(officer, search="xk77") == [found.id]


def test_signs_of_a_pattern_are_searched_as_they_are():
    officer = make_officer()
    make_person(officer=officer)

    assert listed(officer, search="%") == []
    assert listed(officer, search="Qu_spe") == []


def test_the_beginning_of_the_ubigeo_narrows_to_a_province():
    officer = make_officer()
    juliaca = make_person(officer=officer, ubigeo="211101")
    make_person(officer=officer, ubigeo="150101")

    assert listed(officer, ubigeo="2111") == [juliaca.id]


def test_each_status_lists_its_own_people():
    officer = make_officer()
    sentences = {status: make_sentence(officer=officer) for status in SentenceStatus}
    vacancy = make_vacancy(officer=officer)
    begin(Start(sentences[SentenceStatus.PLACED].id, vacancy.id, SATURDAY, TODAY), officer=officer)
    make_order(sentences[SentenceStatus.STAYED], CourtOrderKind.STAY, officer=officer)
    make_order(sentences[SentenceStatus.CLOSED], CourtOrderKind.REVOCATION, officer=officer)
    make_person(officer=officer)

    found = {status: listed(officer, status=status) for status in SentenceStatus}

    assert found == {status: [sentence.person_id] for status, sentence in sentences.items()}


def test_a_row_shows_the_most_pressing_status_and_the_first_prescription():
    officer = make_officer()
    closed = make_sentence(officer=officer, prescribes_on=date(2026, 4, 1))
    make_order(closed, CourtOrderKind.CONVERSION, officer=officer)
    person = get_person(closed.person_id, officer=officer)
    make_sentence(officer=officer, person=person, prescribes_on=date(2027, 5, 1))
    make_sentence(officer=officer, person=person, prescribes_on=date(2026, 9, 1))

    row = list_people(officer=officer, on=TODAY).items[0]

    assert (row.status, row.next_prescription) == (SentenceStatus.WAITING, date(2026, 9, 1))


def test_a_person_without_sentence_has_no_status():
    officer = make_officer()
    make_person(officer=officer)

    row = list_people(officer=officer, on=TODAY).items[0]

    assert (row.status, row.next_prescription) == (None, None)


def test_prescription_within_days_counts_what_passed_and_leaves_out_what_is_closed():
    officer = make_officer()
    passed = make_sentence(officer=officer, prescribes_on=date(2026, 2, 1))
    soon = make_sentence(officer=officer, prescribes_on=date(2026, 4, 30))
    make_sentence(officer=officer, prescribes_on=date(2026, 5, 20))
    closed = make_sentence(officer=officer, prescribes_on=date(2026, 4, 1))
    make_order(closed, CourtOrderKind.PRESCRIPTION, officer=officer)

    found = listed(officer, prescribes_within_days=60)

    assert sorted(found) == [passed.person_id, soon.person_id]


def test_the_number_of_queries_does_not_grow_with_the_page():
    officer = make_officer()
    make_sentence(officer=officer)
    with counted_queries() as for_one:
        list_people(officer=officer, on=TODAY)
    for _ in range(9):
        make_sentence(officer=officer)

    with counted_queries() as for_ten:
        page = list_people(officer=officer, on=TODAY)

    assert len(page.items) == 10
    assert len(for_ten) == len(for_one)


def test_a_file_tells_where_each_sentence_stands():
    officer = make_officer()
    waiting = make_sentence(officer=officer)
    person = get_person(waiting.person_id, officer=officer)
    stayed = make_sentence(officer=officer, person=person)
    make_order(stayed, CourtOrderKind.STAY, officer=officer)

    standings = standings_of(get_person(person.id, officer=officer), on=TODAY)

    assert [standing.status for standing in standings] == [SentenceStatus.WAITING, SentenceStatus.STAYED]
