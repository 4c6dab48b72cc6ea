"""A year told to the services, and every balance and breach recomputed without them."""

from collections import Counter
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from registry.extensions.database import db, reading
from registry.ledger.breach import breaches
from registry.ledger.facts import Facts
from registry.models import BreachAlert, Placement
from registry.services.accounts.accounts import Account
from registry.services.attendance.breaches import find_breaches
from registry.services.attendance.facts import facts_of_many
from registry.services.documents.verification import recheck_all
from registry.services.institutions.details import ShiftPlaces
from registry.vocabulary.attendance import Ground
from registry.vocabulary.shifts import Shift
from tests.factories.attendance import balance_of
from tests.factories.institutions import make_vacancy
from tests.factories.rounds import make_desk_officer
from tests.functional.attendance_year.letters import report, warn
from tests.functional.attendance_year.lives import EIGHT, FIRST_MONDAY, LAST_DAY, ONE, ONE_DAY, ONE_WEEK, SIX, WEEKS
from tests.functional.attendance_year.year import Year
from tests.registry.ledger.naive import naive_breaches, naive_credited_minutes

MORNINGS = (Shift.TUESDAY_AM, Shift.THURSDAY_AM, Shift.SATURDAY_AM, Shift.SUNDAY_AM)
AFTERNOONS = (Shift.SATURDAY_PM, Shift.SUNDAY_PM)
#: As many as one half day of a vacancy admits.
MOST_PLACES = 500
#: The default database lives through all of them, the other through enough to tell them apart.
FULL_SIZE = {"sqlite": 2_000, "postgresql": 200}


def open_vacancies(count: int, places: int, officer: Account) -> list[int]:
    """Vacancies wide enough for everybody, of different units."""
    shifts = (
        *(ShiftPlaces(shift, EIGHT, ONE, places) for shift in MORNINGS),
        *(ShiftPlaces(shift, ONE, SIX, places) for shift in AFTERNOONS),
    )
    return [make_vacancy(officer=officer, total_places=places, shifts=shifts).id for _ in range(count)]


def live_through(lives: int, *, seed: int, reported: int) -> Year:
    """Tell a whole year; every four weeks look for breaches and completed penalties, and report one in so many."""
    officer = make_desk_officer()
    vacancy_ids = open_vacancies(max(2, lives // 50), min(lives, MOST_PLACES), officer)
    year = Year(lives, seed=seed, officer=officer, vacancy_ids=vacancy_ids)
    for number in range(WEEKS):
        monday = FIRST_MONDAY + ONE_WEEK * number
        on = monday + ONE_WEEK - ONE_DAY
        warn(year, year.tell_week(monday), on)
        if number % 4 == 3:
            find_breaches(on=on)
            check_new_alerts(year, on)
            complete_who_served(year, on)
            report(year, on, every=reported)
    find_breaches(on=LAST_DAY)
    return year


def complete_who_served(year: Year, on: date) -> None:
    """End what is served, from the day of its last hour or of the order that asked for no more."""
    for life in year.lives:
        if life.is_over or life.returns_on is not None:
            continue
        served = balance_of(life.sentence_id, on=on)
        if served.completed_on is not None:
            lowered = [order.in_force_from for order in life.orders if order.jornadas is not None]
            year.complete(life, max([served.completed_on, *lowered]), on)


def check(year: Year) -> Counter[str]:
    """Hold every sentence against its own record; counts of what the year was."""
    counts: Counter[str] = Counter()
    for start in range(0, len(year.lives), 250):
        lives = year.lives[start : start + 250]
        with reading() as session:
            read = facts_of_many(session, [life.sentence_id for life in lives])
        for life in lives:
            served = balance_of(life.sentence_id, on=LAST_DAY)
            assert served.credited_minutes == naive_credited_minutes(life.facts, LAST_DAY), life
            found = {(str(breach.ground), breach.reached_on) for breach in breaches(read[life.sentence_id], LAST_DAY)}
            assert found == naive_breaches(life.facts, LAST_DAY), life
            counts.update(["served"] * life.is_over, **{ground: 1 for ground, _ in found})
            counts.update(entries=len(life.entries), moves=len(life.servings) - 1, orders=len(life.orders))
        check_standing(read, year)
    return counts


def check_new_alerts(year: Year, on: date) -> None:
    """Hold each alert, when it is raised, against what had been told by then."""
    lives = {life.sentence_id: life for life in year.lives}
    new = select(Placement.sentence_id, BreachAlert.ground, BreachAlert.reached_on).join(BreachAlert.placement)
    with reading() as session:
        rows = session.execute(new.where(BreachAlert.id > year.alerts_seen).order_by(BreachAlert.id)).all()
        year.alerts_seen = session.scalar(select(func.max(BreachAlert.id))) or 0
    for sentence_id, ground, reached_on in rows:
        assert (str(ground), reached_on) in naive_breaches(lives[sentence_id].facts, on)


def check_standing(read: dict[int, Facts], year: Year) -> None:
    """Every breach that the entries show of whoever still serves was alerted.

    By its ground and first day; or, since a correction may move that day, by one of its ground and entries.
    """
    columns = Placement.sentence_id, BreachAlert.ground, BreachAlert.first_day, BreachAlert.entry_ids
    with reading() as session:
        rows = session.execute(select(*columns).join(BreachAlert.placement)).all()
    days = {(number, ground, first_day) for number, ground, first_day, _ in rows}
    causes = {(number, ground, entry_id) for number, ground, _, ids in rows for entry_id in ids}
    for number in (life.sentence_id for life in year.lives if not life.is_over and life.sentence_id in read):
        for found in breaches(read[number], LAST_DAY):
            shown = number, found.ground
            by_cause = any((*shown, entry_id) in causes for entry_id in found.entry_ids)
            assert (*shown, found.first_day) in days or by_cause, (number, found)


def check_letters() -> Counter[str]:
    """Recompute every letter from what was recorded up to its issue."""
    verdicts = list(recheck_all())
    assert [verdict for verdict in verdicts if not verdict.holds] == []
    return Counter(letters=len(verdicts), overtaken=sum(verdict.is_overtaken for verdict in verdicts))


def test_a_small_year_agrees_with_its_own_record(app: Flask):
    year = live_through(6, seed=6, reported=3)

    counts = check(year) + check_letters()

    assert year.refusals == []
    assert counts["entries"] > 150
    assert counts["letters"] > 8


@pytest.mark.acceptance
def test_a_long_year_agrees_with_its_own_record(app: Flask):
    year = live_through(FULL_SIZE[db.engine.dialect.name], seed=2026, reported=20)

    counts = check(year) + check_letters()

    assert year.refusals == []
    assert all(counts[name] for name in (*Ground, "served", "moves", "orders", "letters", "overtaken"))
