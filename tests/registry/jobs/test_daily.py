from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from registry.extensions.clock import PERU
from registry.extensions.database import reading
from registry.jobs import daily
from registry.jobs.daily import Count, Part, is_due, run_daily
from registry.models import AuditEntry, BreachAlert
from registry.services.accounts.accounts import Account
from tests.factories.accounts import make_officer
from tests.factories.breaches import plant_absences

ON = date(2026, 4, 1)
MORNING = datetime(2026, 4, 1, 7, tzinfo=PERU)
NOTHING = {part.name: Count(0) for part in daily.PARTS}


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


def rows() -> tuple[int, int]:
    with reading() as session:
        return tuple(session.scalar(select(func.count()).select_from(table)) for table in (BreachAlert, AuditEntry))


def test_the_day_s_work_finds_breaches(officer: Account) -> None:
    plant_absences(0, 1, officer=officer)

    assert run_daily(on=ON, at=MORNING).counts == {**NOTHING, "breaches": Count(1)}


def test_the_second_time_changes_nothing(officer: Account) -> None:
    plant_absences(0, 1, officer=officer)
    run_daily(on=ON, at=MORNING)
    before = rows()

    assert run_daily(on=ON, at=MORNING).counts == NOTHING
    assert rows() == before


def test_what_it_writes_names_the_process(officer: Account) -> None:
    plant_absences(0, 1, officer=officer)

    run_daily(on=ON, at=MORNING)

    with reading() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.subject == "breach_alert")).one()
    assert (entry.actor, entry.purpose) == ("system", "revisión diaria")


def test_a_part_that_fails_keeps_no_other_from_its_work(officer: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_on: date, _at: datetime) -> Count:
        raise RuntimeError

    monkeypatch.setattr(daily, "PARTS", (Part("changes", fail), *daily.PARTS[1:]))
    plant_absences(0, 1, officer=officer)

    done = run_daily(on=ON, at=MORNING)

    assert done.counts == {**NOTHING, "changes": None, "breaches": Count(1)}
    assert not done.is_whole


@pytest.mark.parametrize(
    ("hour", "done_on", "due"), [(4, None, False), (5, None, True), (23, None, True), (9, ON, False)]
)
def test_it_is_due_once_a_day_from_five_in_the_morning(hour: int, done_on: date | None, due: bool) -> None:
    assert is_due(datetime(2026, 4, 1, hour, tzinfo=PERU), done_on) is due


def test_a_new_day_is_due_again() -> None:
    assert is_due(datetime(2026, 4, 2, 5, tzinfo=PERU), ON)
