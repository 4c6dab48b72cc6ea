import pytest
from flask import Flask

from registry.errors import DomainError, InvalidFields, WrongState
from registry.extensions.database import reading
from registry.models import Account
from registry.services.accounts.once import once
from tests.factories.accounts import make_officer
from tests.threads import at_once

KEY = "0f8fad5b-d9cb-469f-a165-70867728950e"


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


def find(account_id: int) -> Account:
    with reading() as session:
        return session.get_one(Account, account_id)


def send(officer: Account, said: object = "lo mismo", key: str | None = KEY) -> int:
    """Ask for a new account under a key; its number."""
    return once(key, said, lambda: make_officer(office_id=officer.office_id), find, by=officer).id


def test_the_same_under_one_key_is_made_once(officer: Account) -> None:
    assert send(officer) == send(officer)


def test_without_a_key_it_is_made_each_time(officer: Account) -> None:
    assert send(officer, key=None) != send(officer, key=None)


def test_something_else_under_the_key_is_refused(officer: Account) -> None:
    send(officer)

    with pytest.raises(InvalidFields) as refusal:
        send(officer, "otra cosa")

    assert refusal.value.problems == {"key": ("key_reused", {})}


def test_a_key_is_of_its_account_alone(officer: Account) -> None:
    assert send(officer) != send(make_officer(office_id=officer.office_id))


def test_what_was_refused_leaves_the_key_free(officer: Account) -> None:
    def refuse() -> Account:
        raise WrongState("nothing_owed")

    with pytest.raises(WrongState):
        once(KEY, "lo mismo", refuse, find, by=officer)

    assert send(officer)


def test_of_several_at_once_one_is_made(app: Flask, officer: Account) -> None:
    answers = at_once(app, *[lambda: send(officer)] * 4)

    assert not any(isinstance(answer, DomainError) for answer in answers)
    assert len(set(answers)) == 1
