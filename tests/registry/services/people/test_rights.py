from datetime import date

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotAllowed, NotFound, StaleVersion, WrongState
from registry.models import DataRequest, Person
from registry.services.accounts.accounts import Account
from registry.services.people.rights import (
    Answer,
    RequestDetails,
    answer,
    count_pressing,
    get_request,
    list_answered,
    list_of_person,
    list_open,
    receive,
)
from registry.vocabulary.accounts import Role
from registry.vocabulary.privacy import RequestState, RightKind
from tests.factories.accounts import make_account, make_officer
from tests.factories.people import make_person

MONDAY = date(2026, 9, 7)


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer(full_name="Rosa Medina", post="Especialista")


@pytest.fixture
def person(officer: Account) -> Person:
    return make_person(officer=officer)


def ask(person: Person, officer: Account, kind: RightKind = RightKind.ACCESS, day: date = MONDAY) -> DataRequest:
    return receive(person.id, RequestDetails(kind, day, "Pide copia de todo"), officer=officer, on=date(2026, 9, 30))


@pytest.mark.parametrize(
    ("kind", "due_on"),
    [
        (RightKind.INFORMATION, date(2026, 9, 17)),
        (RightKind.ACCESS, date(2026, 10, 5)),
        (RightKind.RECTIFICATION, date(2026, 9, 21)),
        (RightKind.CANCELLATION, date(2026, 9, 21)),
        (RightKind.OPPOSITION, date(2026, 9, 21)),
    ],
)
def test_each_right_has_its_term_in_business_days(
    person: Person, officer: Account, kind: RightKind, due_on: date
) -> None:
    request = ask(person, officer, kind)

    assert get_request(request.id, officer=officer, on=MONDAY).due_on == due_on


def test_the_nearest_deadline_comes_first(person: Person, officer: Account) -> None:
    access, rectification = ask(person, officer), ask(person, officer, RightKind.RECTIFICATION)

    rows = list_open(officer=officer, on=MONDAY).items

    assert [row.request.id for row in rows] == [rectification.id, access.id]


def test_a_term_that_passed_is_late(person: Person, officer: Account) -> None:
    request = ask(person, officer, RightKind.RECTIFICATION)

    assert get_request(request.id, officer=officer, on=date(2026, 9, 22)).is_late
    assert not get_request(request.id, officer=officer, on=date(2026, 9, 21)).is_late
    assert count_pressing(officer=officer, within_days=2, on=date(2026, 9, 18)) == 1


def test_an_answer_bears_name_and_post(person: Person, officer: Account) -> None:
    request = ask(person, officer)

    answered = answer(
        request.id, Answer(RequestState.GRANTED, "Se entregó el informe"), version=request.version, officer=officer
    )

    assert (answered.answered_by, answered.answered_by_post) == ("Rosa Medina", "Especialista")
    assert list_open(officer=officer).total == 0
    assert list_answered(officer=officer).total == 1


def test_a_request_is_answered_once(person: Person, officer: Account) -> None:
    request = ask(person, officer)
    given = Answer(RequestState.DENIED, "No procede: lo ordenó el juez")
    done = answer(request.id, given, version=request.version, officer=officer)

    with pytest.raises(WrongState):
        answer(request.id, given, version=done.version, officer=officer)


def test_an_answer_over_a_stale_version_is_refused(person: Person, officer: Account) -> None:
    request = ask(person, officer)

    with pytest.raises(StaleVersion):
        answer(request.id, Answer(RequestState.GRANTED, "Sí"), version=request.version + 1, officer=officer)


def test_leaving_it_as_received_is_no_answer(person: Person, officer: Account) -> None:
    request = ask(person, officer)

    with pytest.raises(InvalidFields):
        answer(request.id, Answer(RequestState.RECEIVED, "Sí"), version=request.version, officer=officer)


@pytest.mark.parametrize("day", [date(2026, 10, 1), date(2025, 3, 29)])
def test_a_day_ahead_or_before_the_law_is_refused(person: Person, officer: Account, day: date) -> None:
    with pytest.raises(InvalidFields):
        ask(person, officer, day=day)


def test_another_office_s_requests_are_not_found(person: Person, officer: Account) -> None:
    request, stranger = ask(person, officer), make_officer()

    with pytest.raises(NotFound):
        get_request(request.id, officer=stranger)
    with pytest.raises(NotFound):
        list_of_person(person.id, officer=stranger)
    assert list_open(officer=stranger).total == 0


def test_an_administrator_answers_none(person: Person, officer: Account) -> None:
    with pytest.raises(NotAllowed):
        list_open(officer=make_account(Role.ADMINISTRATOR))
