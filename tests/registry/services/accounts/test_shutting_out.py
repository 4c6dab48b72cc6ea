"""What still opens an account after its password, address, role or state changed: nothing of before."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from registry.errors import NotFound
from registry.extensions.clock import now
from registry.extensions.database import transaction
from registry.extensions.mail import MAILER, Mailer
from registry.services.accounts import accounts, outbox, tokens
from registry.services.accounts.accounts import Account
from registry.services.accounts.links import find_holder, issue_link
from registry.services.accounts.managing import AccountChange, change_account, close_account, reopen_account, send_link
from registry.services.accounts.own_password import change_own_password
from registry.services.accounts.resets import set_password_by_link
from registry.vocabulary.accounts import Role
from registry.vocabulary.sign_in import LinkKind, MailKind, MailState
from tests.factories.accounts import PASSWORD, make_officer

pytestmark = pytest.mark.usefixtures("app")
NEW = "otra frase bastante larga"


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer(username="rosa", email="rosa@ejemplo.pe")


@pytest.fixture
def _mailer(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.extensions, MAILER, Mailer("smtp://127.0.0.1:9", "Reinserta <reinserta@ejemplo.pe>"))


def correct(officer: Account, **corrected: object) -> None:
    known = accounts.get_account(officer.id)
    same = AccountChange(known.full_name, known.post, known.role, known.office_id, known.email or "")
    change_account(officer.id, replace(same, **corrected), version=known.version, officer=None, at=now())


def change_own(officer: Account) -> None:
    change_own_password(officer=officer, current=PASSWORD, new=NEW)


def change(officer: Account) -> None:
    accounts.change_password(officer.id, password=NEW)


def reset(officer: Account) -> None:
    token = issue_link(officer.id, LinkKind.RESET, at=now())
    set_password_by_link(token, LinkKind.RESET, password=NEW, at=now())


def move_address(officer: Account) -> None:
    correct(officer, email="otra@ejemplo.pe")


def change_role(officer: Account) -> None:
    correct(officer, role=Role.CHIEF)


def close_and_reopen(officer: Account) -> None:
    close_account(officer.id, officer=None, at=now())
    reopen_account(officer.id, officer=None)


@pytest.mark.parametrize("act", [change_own, change, reset, move_address, close_and_reopen])
def test_a_link_of_before_opens_nothing(officer: Account, act: Callable[[Account], None]):
    token = issue_link(officer.id, LinkKind.RESET, at=now())

    act(officer)

    with pytest.raises(NotFound, match="reset_spent"):
        find_holder(token, LinkKind.RESET, at=now())


@pytest.mark.usefixtures("_mailer")
@pytest.mark.parametrize("act", [change_own, change, reset, move_address, close_and_reopen])
def test_a_letter_that_would_bring_one_is_not_sent(officer: Account, act: Callable[[Account], None]):
    send_link(officer.id, officer=None, at=now())

    act(officer)

    mail = outbox.last_mail(officer.id, MailKind.RESET)
    assert mail is not None
    assert mail.state is MailState.WITHDRAWN


@pytest.mark.parametrize("act", [change, reset, change_role, close_and_reopen])
def test_a_key_of_before_opens_nothing(officer: Account, act: Callable[[Account], None]):
    token = tokens.issue_token("rosa", at=now())

    act(officer)

    assert tokens.officer_of_token(token, at=now()) is None


def test_another_post_leaves_links_and_keys(officer: Account):
    link, key = issue_link(officer.id, LinkKind.RESET, at=now()), tokens.issue_token("rosa", at=now())

    correct(officer, post="Otra")

    assert find_holder(link, LinkKind.RESET, at=now()).id == officer.id
    assert tokens.officer_of_token(key, at=now()) is not None


def test_keys_of_others_go_on(officer: Account):
    make_officer(username="ana")
    key = tokens.issue_token("ana", at=now())

    with transaction() as session:
        accounts.shut_out(session, officer, at=now())

    assert tokens.officer_of_token(key, at=now()) is not None
