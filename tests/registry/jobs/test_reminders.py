"""Reminders of missing sheets, as a real mail server gets them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from registry.extensions.clock import now, today
from registry.extensions.database import reading, transaction
from registry.extensions.mail import MAILER, Mailer
from registry.jobs.delivery import deliver_due
from registry.models import AttendanceSheet, BeneficiaryUnit, OutgoingMail
from registry.services.accounts.accounts import Account
from registry.services.accounts.scopes import Scope
from registry.services.attendance.reminders import Reminded, count_missing, remind, remind_due
from registry.services.institutions.units import get_unit
from registry.services.rounds.desk import Tally
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.attendance import SheetState
from registry.vocabulary.sign_in import MailState
from tests.factories.accounts import make_account, make_officer
from tests.factories.attendance import make_placement
from tests.factories.institutions import make_vacancy
from tests.mailboxes import Mailbox, receiving

#: A Wednesday; the sheet of October should have come on Friday the sixth.
ON = date(2026, 11, 11)
AT = datetime(2026, 11, 11, 12, tzinfo=UTC)


@pytest.fixture
def mailbox(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    with receiving() as mailbox:
        sender = "Reinserta <reinserta@ejemplo.pe>"
        monkeypatch.setitem(app.extensions, MAILER, Mailer(f"smtp://127.0.0.1:{mailbox.port}", sender))
        yield mailbox


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


def serve(officer: Account, *, since: date = date(2026, 10, 3)) -> BeneficiaryUnit:
    """A unit where somebody serves since a day."""
    vacancy = make_vacancy(officer=officer)
    make_placement(officer=officer, vacancy=vacancy, attendances=[(10, 480, 780)], starts_on=since)
    return get_unit(vacancy.unit_id, officer=officer)


def supervise(*units: BeneficiaryUnit, email: str = "julia@ejemplo.pe") -> Account:
    scopes = tuple(Scope(ScopeKind.UNIT, str(unit.id)) for unit in units)
    return make_account(Role.UNIT_SUPERVISOR, email=email, full_name="Julia Apaza", scopes=scopes)


def close(unit: BeneficiaryUnit, month: date) -> None:
    with transaction() as session:
        signed = {"closed_at": AT, "entries_sha256": "0" * 64, "state": SheetState.CLOSED}
        session.add(AttendanceSheet(unit_id=unit.id, month=month, **signed))


def mails() -> list[OutgoingMail]:
    with reading() as session:
        return list(session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))


def test_a_sheet_is_missing_once_its_term_has_passed(officer: Account) -> None:
    serve(officer)
    serve(make_officer())

    counted = [count_missing(officer=officer, on=day) for day in (date(2026, 11, 6), date(2026, 11, 7))]

    assert counted == [Tally(), Tally(1, date(2026, 10, 1))]


def test_a_closed_sheet_is_not_missing(officer: Account) -> None:
    close(serve(officer), date(2026, 10, 1))

    assert count_missing(officer=officer, on=ON) == Tally()


def test_months_before_anybody_came_are_not_missing(officer: Account) -> None:
    serve(officer, since=date(2026, 9, 26))

    assert count_missing(officer=officer, on=ON) == Tally(2, date(2026, 9, 1))


def test_the_letter_names_units_and_months_and_no_person(mailbox: Mailbox, officer: Account) -> None:
    unit = serve(officer, since=today() - timedelta(days=120))
    supervise(unit)

    done = remind(officer=officer, on=today(), at=now())
    deliver_due(at=now())

    (letter,) = mailbox.letters
    assert done == Reminded(1, 0)
    assert (letter["To"], letter["Subject"]) == ("julia@ejemplo.pe", "Planillas de asistencia por cerrar")
    assert f"- {unit.name}, " in mailbox.last_text()
    assert mailbox.last_path() == "/asistencia/"
    assert "Quispe" not in mailbox.last_text()


def test_one_letter_tells_of_all_the_units_of_a_supervisor(mailbox: Mailbox, officer: Account) -> None:
    units = [serve(officer, since=today() - timedelta(days=120)) for _ in range(2)]
    supervise(*units)

    done = remind(officer=officer, on=today(), at=now())
    deliver_due(at=now())

    assert (done.units, len(mailbox.letters)) == (2, 1)
    assert all(unit.name in mailbox.last_text() for unit in units)


def test_nobody_is_reminded_twice_in_a_week_but_on_demand(mailbox: Mailbox, officer: Account) -> None:
    supervise(serve(officer))
    week = timedelta(days=7)

    days = [(ON, AT), (ON, AT), (ON + week - timedelta(days=1), AT + week - timedelta(days=1)), (ON + week, AT + week)]
    done = [remind_due(on=on, at=at).units for on, at in days]
    asked = [remind(officer=officer, on=ON + week, at=AT + week), remind(officer=officer, on=ON + week, at=AT + week)]

    assert done == [1, 0, 0, 1]
    assert [one.units for one in asked] == [0, 0]
    assert remind(officer=officer, on=ON + week + timedelta(days=1), at=AT + week + timedelta(days=1)).units == 1


@pytest.mark.parametrize(
    ("on", "units"),
    [(date(2026, 10, 31), 0), (date(2026, 11, 1), 0), (date(2026, 11, 2), 1), (date(2026, 11, 7), 0)],
)
def test_reminders_begin_on_the_first_business_day_after_the_month(
    mailbox: Mailbox, officer: Account, on: date, units: int
) -> None:
    supervise(serve(officer))

    assert remind_due(on=on, at=datetime(on.year, on.month, on.day, 12, tzinfo=UTC)).units == units


def test_units_without_an_address_are_told_to_the_officer(mailbox: Mailbox, officer: Account) -> None:
    supervise(serve(officer), email="")

    assert remind(officer=officer, on=ON, at=AT) == Reminded(0, 1)
    assert mails() == []


def test_another_office_s_units_are_left_alone(mailbox: Mailbox, officer: Account) -> None:
    supervise(serve(make_officer()))

    assert remind(officer=officer, on=ON, at=AT) == Reminded()


def test_a_sheet_that_came_meanwhile_makes_the_letter_needless(mailbox: Mailbox, officer: Account) -> None:
    unit = serve(officer, since=today().replace(day=1) - timedelta(days=1))
    supervise(unit)
    remind_due(on=_business_day(), at=now())
    with transaction() as session:
        for sheet in session.scalars(select(AttendanceSheet)):
            sheet.state, sheet.closed_at, sheet.entries_sha256 = SheetState.CLOSED, AT, "0" * 64

    deliver_due(at=now())

    assert mailbox.letters == []
    assert [mail.state for mail in mails()] == [MailState.WITHDRAWN]


def test_without_a_mail_server_nothing_is_noted(officer: Account) -> None:
    supervise(serve(officer))

    assert remind(officer=officer, on=ON, at=AT) == Reminded()
    with reading() as session:
        assert session.scalars(select(AttendanceSheet)).all() == []


def _business_day() -> date:
    """Today, or the Monday before where today is no business day; the month of before is over on both."""
    return today() - timedelta(days=today().weekday()) if today().weekday() > 4 else today()
