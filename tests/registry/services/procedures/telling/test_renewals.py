from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from registry.extensions.clock import PERU
from registry.extensions.database import reading
from registry.extensions.mail import MAILER, Mailer
from registry.jobs.delivery import deliver_due
from registry.models import Notice, Registration
from registry.services.accounts.scopes import Scope
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.telling import renewals
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.procedures import ProcedureCode
from tests.factories.accounts import make_account, make_chief
from tests.factories.institutions import make_institution, make_registration
from tests.factories.procedures import make_filed, make_manager
from tests.mailboxes import Mailbox, receiving

LAST_DAY = date(2026, 9, 30)


@pytest.fixture
def mailbox(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with receiving() as mailbox:
        mailer = Mailer(f"smtp://127.0.0.1:{mailbox.port}", "Reinserta <reinserta@ejemplo.pe>")
        monkeypatch.setitem(app.extensions, MAILER, mailer)
        yield mailbox


def expiring(valid_to: date = LAST_DAY) -> Registration:
    institution = make_institution(email="mesa@juliaca.example")
    return make_registration(institution=institution, valid_from=date(2025, 1, 1), valid_to=valid_to)


def remind(days_before: int) -> int:
    on = LAST_DAY - timedelta(days=days_before)
    return renewals.remind_due(on=on, at=datetime.combine(on, datetime.min.time(), PERU) + timedelta(hours=6))


@pytest.mark.parametrize(("days", "begun"), [(61, None), (60, 60), (31, 60), (30, 30), (15, 15), (0, 15), (-1, None)])
def test_each_reminder_has_its_first_day(days: int, begun: int | None) -> None:
    first = renewals.reminder_from(LAST_DAY, LAST_DAY - timedelta(days=days))

    assert first == (None if begun is None else LAST_DAY - timedelta(days=begun))


def test_an_institution_is_reminded_three_times(mailbox: Mailbox) -> None:
    expiring()
    expiring(LAST_DAY + timedelta(days=200))

    assert [remind(days) for days in (61, 60, 59, 31, 30, 16, 15, 1, 0)] == [0, 1, 0, 0, 1, 0, 1, 0, 0]


def test_a_day_without_a_worker_loses_no_reminder(mailbox: Mailbox) -> None:
    expiring()

    assert [remind(40), remind(39)] == [1, 0]


def test_the_mail_says_until_when_and_where(mailbox: Mailbox) -> None:
    expiring()
    remind(60)

    deliver_due(at=datetime(2026, 8, 1, 12, tzinfo=PERU))

    (letter,) = mailbox.letters
    assert letter["To"] == "mesa@juliaca.example"
    assert "30\u00a0set.\u00a02026" in mailbox.last_text()
    assert "/tramites/" in mailbox.last_text()


def test_the_accounts_of_the_institution_come_before_its_address(mailbox: Mailbox) -> None:
    scope = Scope(ScopeKind.INSTITUTION, str(expiring().institution.id))
    make_account(Role.INSTITUTION_MANAGER, email="rosa@juliaca.example", scopes=(scope,))

    remind(60)

    with reading() as session:
        assert [notice.address for notice in session.scalars(select(Notice))] == ["rosa@juliaca.example"]


def test_whoever_asked_for_the_renewal_is_not_reminded(mailbox: Mailbox) -> None:
    make_chief()
    registration = expiring()
    by = Applicant(account=make_manager(registration.institution))
    make_filed(ProcedureCode.UNIT_RENEWAL, by=by, on=LAST_DAY - timedelta(days=59), registration_id=registration.id)

    assert remind(30) == 0


def test_without_a_mail_server_nobody_is_reminded(app: Flask) -> None:
    expiring()

    assert remind(60) == 0


def test_the_desk_sees_what_expires_next(app: Flask) -> None:
    chief, later, sooner = make_chief(), expiring(), expiring(LAST_DAY - timedelta(days=5))

    found = renewals.list_expiring(officer=chief, on=LAST_DAY - timedelta(days=40))

    assert [one.id for one in found] == [sooner.id, later.id]
