"""Nobody takes another's account over unseen: by an address of their own, by a link that is shown, or by closing it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from registry.errors import WrongState
from registry.extensions.database import reading
from registry.extensions.mail import MAILER, Mailer
from registry.models import OutgoingMail
from registry.services.accounts import accounts, outbox
from registry.services.accounts.accounts import Account
from registry.services.accounts.links import issue_link
from registry.services.accounts.managing import (
    AccountChange,
    change_account,
    close_account,
    reset_factor,
    send_link,
)
from registry.services.accounts.resets import set_password_by_link
from registry.vocabulary.accounts import Role
from registry.vocabulary.sign_in import LinkKind, MailKind
from tests.factories.accounts import make_account, make_chief, make_officer

pytestmark = pytest.mark.usefixtures("app")
NOW = datetime(2026, 9, 7, 14, 0, tzinfo=UTC)
OLD, NEW = "rosa@ejemplo.pe", "jefa@ejemplo.pe"


@pytest.fixture
def chief(app: Flask) -> Account:
    return make_chief()


@pytest.fixture
def officer(chief: Account) -> Account:
    return make_officer(office_id=chief.office_id, email=OLD)


@pytest.fixture
def _mailer(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.extensions, MAILER, Mailer("smtp://127.0.0.1:9", "Reinserta <reinserta@ejemplo.pe>"))


def give_address(officer: Account, chief: Account, email: str, at: datetime = NOW) -> None:
    known = accounts.get_account(officer.id)
    same = AccountChange(known.full_name, known.post, known.role, known.office_id)
    change_account(officer.id, replace(same, email=email), version=known.version, officer=chief, at=at)


def told(kind: MailKind) -> list[str]:
    with reading() as session:
        owed = select(OutgoingMail.recipient).where(OutgoingMail.kind == kind)
        return sorted(session.scalars(owed))


@pytest.mark.usefixtures("_mailer")
def test_the_address_of_before_is_told_of_another_one(chief: Account, officer: Account):
    give_address(officer, chief, NEW)

    assert told(MailKind.EMAIL_CHANGED) == [OLD]


@pytest.mark.usefixtures("_mailer")
def test_every_address_of_the_last_days_is_told(chief: Account, officer: Account):
    give_address(officer, chief, NEW)
    give_address(officer, chief, "", at=NOW + timedelta(days=1))

    assert told(MailKind.EMAIL_CHANGED) == [NEW, OLD, OLD]


@pytest.mark.usefixtures("_mailer")
def test_the_same_address_is_told_nothing(chief: Account, officer: Account):
    give_address(officer, chief, OLD.upper())

    assert told(MailKind.EMAIL_CHANGED) == []


@pytest.mark.usefixtures("_mailer")
@pytest.mark.parametrize(("days", "recipients"), [(6, [NEW, OLD]), (7, [NEW])])
def test_the_address_of_before_hears_for_a_week_of_factor_and_password(
    chief: Account, officer: Account, days: int, recipients: list[str]
):
    give_address(officer, chief, NEW)
    later = NOW + timedelta(days=days)

    reset_factor(officer.id, officer=chief, at=later)
    token = issue_link(officer.id, LinkKind.RESET, at=later)
    set_password_by_link(token, LinkKind.RESET, password="cerros del norte", at=later)

    assert told(MailKind.FACTOR_CHANGED) == recipients
    assert told(MailKind.PASSWORD_CHANGED) == recipients


@pytest.mark.usefixtures("_mailer")
def test_a_link_goes_to_the_present_address_alone(chief: Account, officer: Account):
    give_address(officer, chief, NEW)

    send_link(officer.id, officer=chief, at=NOW)

    assert told(MailKind.RESET) == [NEW]


@pytest.mark.usefixtures("_mailer")
def test_closing_the_account_at_once_keeps_no_notice_back(chief: Account, officer: Account):
    give_address(officer, chief, NEW)
    close_account(officer.id, officer=chief, at=NOW)

    assert [(letter.kind, letter.recipient) for letter in outbox.take_due(at=NOW)] == [(MailKind.EMAIL_CHANGED, OLD)]


def test_without_mail_no_chief_is_shown_another_chief_s_link(chief: Account):
    peer = make_chief(office_id=chief.office_id)

    with pytest.raises(WrongState, match="link_of_peer"):
        send_link(peer.id, officer=chief, at=NOW)

    assert send_link(peer.id, officer=make_account(Role.ADMINISTRATOR), at=NOW).token


def test_without_mail_an_administrator_s_link_is_shown_on_the_command_line_alone():
    administrator, peer = make_account(Role.ADMINISTRATOR), make_account(Role.ADMINISTRATOR)

    with pytest.raises(WrongState, match="link_of_peer"):
        send_link(peer.id, officer=administrator, at=NOW)

    assert send_link(peer.id, officer=None, at=NOW).token


@pytest.mark.usefixtures("_mailer")
def test_where_mail_is_sent_a_chief_helps_another_one(chief: Account):
    peer = make_chief(office_id=chief.office_id, email=OLD)

    send_link(peer.id, officer=chief, at=NOW)

    assert told(MailKind.RESET) == [OLD]
