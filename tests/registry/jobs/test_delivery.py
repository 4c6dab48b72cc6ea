from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from registry.extensions.clock import now
from registry.extensions.database import reading, transaction
from registry.extensions.mail import MAILER, Mailer
from registry.jobs.delivery import deliver_due
from registry.models import OutgoingMail
from registry.services.accounts import outbox
from registry.services.accounts.links import find_holder
from registry.services.accounts.resets import ask_for_reset
from registry.services.religious import telling
from registry.vocabulary.sign_in import LinkKind, MailKind, MailState
from tests.factories.accounts import make_officer
from tests.mailboxes import Mailbox, receiving
from tests.threads import at_once


@pytest.fixture
def mailbox(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with receiving() as mailbox:
        monkeypatch.setitem(app.extensions, MAILER, mailer(mailbox.port))
        yield mailbox


def mailer(port: int) -> Mailer:
    return Mailer(f"smtp://127.0.0.1:{port}", "Reinserta <reinserta@ejemplo.pe>")


def mails() -> Any:
    with reading() as session:
        return session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)).all()


def test_a_reset_is_sent_with_a_link_that_opens(mailbox: Mailbox):
    officer = make_officer(email="Rosa@ejemplo.pe", full_name="Rosa Medina Ñahui")
    ask_for_reset("rosa@ejemplo.pe", at=now())

    deliver_due(at=now())

    (letter,) = mailbox.letters
    assert (letter["To"], letter["Subject"]) == ("rosa@ejemplo.pe", "Enlace para una contraseña nueva")
    assert "Rosa Medina Ñahui" in mailbox.last_text()
    token = mailbox.last_path().removeprefix("/contrasena/")
    assert find_holder(token, LinkKind.RESET, at=now()).id == officer.id


def test_a_letter_is_sent_once(mailbox: Mailbox):
    make_officer(email="rosa@ejemplo.pe")
    ask_for_reset("rosa@ejemplo.pe", at=now())

    assert [deliver_due(at=now()), deliver_due(at=now() + timedelta(days=1))] == [1, 0]
    assert [mail.state for mail in mails()] == [MailState.SENT]


def test_nobody_is_written_to_at_an_address_without_account(mailbox: Mailbox):
    ask_for_reset("nadie@ejemplo.pe", at=now())

    deliver_due(at=now())

    assert mailbox.letters == []
    assert [mail.state for mail in mails()] == [MailState.WITHDRAWN]


def test_asking_twice_brings_one_letter(mailbox: Mailbox):
    make_officer(email="rosa@ejemplo.pe")
    for _ in range(3):
        ask_for_reset("rosa@ejemplo.pe", at=now())

    deliver_due(at=now())

    assert len(mailbox.letters) == 1


def test_a_server_that_is_away_delays_a_letter_and_loses_none(app: Flask, monkeypatch: pytest.MonkeyPatch):
    make_officer(email="rosa@ejemplo.pe")
    with receiving() as gone:
        port = gone.port
    monkeypatch.setitem(app.extensions, MAILER, mailer(port))
    ask_for_reset("rosa@ejemplo.pe", at=now())

    sent = [deliver_due(at=now()), deliver_due(at=now())]
    with receiving(port) as back:
        sent.append(deliver_due(at=now() + timedelta(minutes=2)))

    assert sent == [0, 0, 1]
    assert len(back.letters) == 1
    assert mails()[0].attempts == 2


def test_pauses_grow_up_to_an_hour(app: Flask, monkeypatch: pytest.MonkeyPatch):
    make_officer(email="rosa@ejemplo.pe")
    monkeypatch.setitem(app.extensions, MAILER, mailer(9))
    ask_for_reset("rosa@ejemplo.pe", at=now())
    (mail,) = mails()
    with transaction() as session:
        session.get_one(OutgoingMail, mail.id).attempts = 30

    outbox.note_delayed(mail.id, at=now())

    assert timedelta(minutes=59) < mails()[0].next_try_at - now() <= timedelta(hours=1)


def test_what_the_server_never_takes_is_told(mailbox: Mailbox):
    make_officer(email="rosa@ejemplo.pe")
    mailbox.refusal = "550 no such mailbox"
    ask_for_reset("rosa@ejemplo.pe", at=now())

    deliver_due(at=now())

    assert [mail.state for mail in mails()] == [MailState.REFUSED]


def test_what_the_server_asks_to_repeat_is_repeated(mailbox: Mailbox):
    make_officer(email="rosa@ejemplo.pe")
    mailbox.refusal = "451 come back later"
    ask_for_reset("rosa@ejemplo.pe", at=now())
    deliver_due(at=now())

    mailbox.refusal = ""
    deliver_due(at=now() + timedelta(minutes=2))

    assert [mail.state for mail in mails()] == [MailState.SENT]


def test_two_workers_send_one_letter_between_them(app: Flask, mailbox: Mailbox):
    make_officer(email="rosa@ejemplo.pe")
    ask_for_reset("rosa@ejemplo.pe", at=now())

    at_once(app, *[lambda: deliver_due(at=now())] * 3)

    assert len(mailbox.letters) == 1


WITHOUT_ACCOUNT = {MailKind.NOTICE, MailKind.CASE_CODE, *telling.HOLDS_WHILE}


@pytest.mark.parametrize("kind", sorted(set(MailKind) - {MailKind.SHEET_REMINDER} - WITHOUT_ACCOUNT))
def test_every_kind_of_letter_to_an_account_has_its_words(mailbox: Mailbox, kind: MailKind):
    officer = make_officer(email="rosa@ejemplo.pe")
    with transaction() as session:
        outbox.owe(session, kind, recipient="rosa@ejemplo.pe", account_id=officer.id, at=now())

    deliver_due(at=now())

    assert mailbox.letters[0]["Subject"]
    assert officer.full_name in mailbox.last_text()
    assert "{{" not in mailbox.last_text()


def test_without_a_mail_server_nothing_is_owed(app: Flask):
    make_officer(email="rosa@ejemplo.pe")

    ask_for_reset("rosa@ejemplo.pe", at=now())

    assert deliver_due(at=now()) == 0
    assert mails() == []
