from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from registry.extensions.clock import now, today
from registry.extensions.database import reading
from registry.extensions.mail import MAILER, Mailer
from registry.jobs.delivery import deliver_due
from registry.models import Account, OutgoingMail, PrisonVisit
from registry.services.accounts.scopes import Scope
from registry.services.religious import telling, visits
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.sign_in import MailState
from tests.factories.accounts import make_account
from tests.factories.religious import make_director, make_group, make_room, make_visitor, visit_details
from tests.mailboxes import Mailbox, receiving
from tests.threads import at_once

ADDRESS = "marta@prelatura.example"
TOMORROW = today() + timedelta(days=1)


@pytest.fixture
def mailbox(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with receiving() as mailbox:
        mailer = Mailer(f"smtp://127.0.0.1:{mailbox.port}", "Reinserta <reinserta@ejemplo.pe>")
        monkeypatch.setitem(app.extensions, MAILER, mailer)
        yield mailbox


@pytest.fixture
def director(mailbox: Mailbox) -> Account:
    return make_director()


@pytest.fixture
def visit(director: Account) -> PrisonVisit:
    """A visit that a group asks for tomorrow."""
    group = make_group(until=today() + timedelta(days=300))
    scope = Scope(ScopeKind.INSTITUTION, str(group.id))
    representative = make_account(Role.RELIGIOUS_REPRESENTATIVE, scopes=(scope,), email=ADDRESS)
    agent = make_visitor(representative=representative, on=today())
    details = visit_details(make_room(director=director), agent, day=TOMORROW)
    return visits.request(group.id, details, officer=representative, on=today())


def approve(visit: PrisonVisit, director: Account) -> PrisonVisit:
    return visits.approve(visit.id, version=visit.version, officer=director, on=today())


def deny(visit: PrisonVisit, director: Account) -> PrisonVisit:
    return visits.deny(visit.id, reason="No hay custodia", version=visit.version, officer=director, on=today())


def subjects(mailbox: Mailbox) -> list[str]:
    return [letter["Subject"].partition(" del ")[0] for letter in mailbox.letters]


def test_an_approval_goes_to_whoever_answers_for_the_group(
    visit: PrisonVisit, director: Account, mailbox: Mailbox
) -> None:
    approve(visit, director)

    deliver_due(at=now())

    (letter,) = mailbox.letters
    body = letter.get_body()
    assert body is not None
    assert letter["To"] == ADDRESS
    assert "de 9:00 a 11:00" in body.get_content()
    assert f"/visitas/{visit.id}" in body.get_content()
    assert subjects(mailbox) == ["Se aprobó su visita"]


def test_a_refusal_says_why(visit: PrisonVisit, director: Account, mailbox: Mailbox) -> None:
    deny(visit, director)

    deliver_due(at=now())

    body = mailbox.letters[0].get_body()
    assert body is not None
    assert subjects(mailbox) == ["No se aprobó su visita"]
    assert "Motivo: No hay custodia" in body.get_content()


def test_a_visit_that_the_prison_calls_off_is_told_as_such(
    visit: PrisonVisit, director: Account, mailbox: Mailbox
) -> None:
    given = approve(visit, director)
    deliver_due(at=now())

    deny(given, director)
    deliver_due(at=now())

    assert subjects(mailbox) == ["Se aprobó su visita", "Se canceló su visita"]


def test_an_approval_that_was_taken_back_before_it_was_mailed_is_told_to_nobody(
    visit: PrisonVisit, director: Account, mailbox: Mailbox
) -> None:
    deny(approve(visit, director), director)

    deliver_due(at=now())

    assert subjects(mailbox) == ["Se canceló su visita"]
    with reading() as session:
        states = session.scalars(select(OutgoingMail.state).order_by(OutgoingMail.id)).all()
    assert states == [MailState.WITHDRAWN, MailState.SENT]


def test_a_group_is_reminded_the_day_before_and_once(visit: PrisonVisit, director: Account, mailbox: Mailbox) -> None:
    approve(visit, director)
    deliver_due(at=now())

    counts = [telling.remind_due(on=day, at=now()) for day in (today() - timedelta(days=1), today(), today(), TOMORROW)]
    deliver_due(at=now())

    assert counts == [0, 1, 0, 0]
    assert subjects(mailbox) == ["Se aprobó su visita", "Recordatorio: su visita"]


def test_of_two_workers_one_reminds(app: Flask, visit: PrisonVisit, director: Account, mailbox: Mailbox) -> None:
    approve(visit, director)

    counts = at_once(app, *[lambda: telling.remind_due(on=today(), at=now())] * 3)

    assert sorted(counts) == [0, 0, 1]


def test_nobody_is_reminded_of_what_nobody_approved(visit: PrisonVisit, mailbox: Mailbox) -> None:
    assert telling.remind_due(on=today(), at=now()) == 0
