"""A year told to the services, and every balance and breach recomputed without them."""

from collections import Counter
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from registry.extensions.database import reading
from registry.ledger.breach import breaches
from registry.models import BreachAlert
from registry.services.accounts.accounts import Account
from registry.services.attendance.breaches import find_breaches
from registry.services.attendance.facts import balance_of, facts_of_many
from registry.services.institutions.details import ShiftPlaces
from registry.vocabulary.attendance import Ground
from registry.vocabulary.shifts import Shift
from tests.factories.institutions import make_vacancy
from tests.factories.rounds import make_desk_officer
from tests.functional.year import EIGHT, FIRST_MONDAY, ONE, ONE_DAY, ONE_WEEK, SIX, WEEKS, Year
from tests.registry.ledger.naive import naive_breaches, naive_credited_minutes

LAST_DAY = FIRST_MONDAY + ONE_WEEK * WEEKS - ONE_DAY
MORNINGS = (Shift.TUESDAY_AM, Shift.THURSDAY_AM, Shift.SATURDAY_AM, Shift.SUNDAY_AM)
AFTERNOONS = (Shift.SATURDAY_PM, Shift.SUNDAY_PM)


def open_vacancies(count: int, places: int, officer: Account) -> list[int]:
    """Vacancies wide enough for everybody, of different units."""
    shifts = (
        *(ShiftPlaces(shift, EIGHT, ONE, places) for shift in MORNINGS),
        *(ShiftPlaces(shift, ONE, SIX, places) for shift in AFTERNOONS),
    )
    return [make_vacancy(officer=officer, total_places=places, shifts=shifts).id for _ in range(count)]


def live_through(lives: int, seed: int) -> Year:
    """Tell a whole year, look for breaches and completed penalties every four weeks."""
    officer = make_desk_officer()
    year = Year(lives, seed=seed, officer=officer, vacancy_ids=open_vacancies(max(2, lives // 50), lives, officer))
    for number in range(WEEKS):
        monday = FIRST_MONDAY + ONE_WEEK * number
        year.tell_week(monday)
        if number % 4 == 3:
            on = monday + ONE_WEEK - ONE_DAY
            find_breaches(on=on)
            complete_who_served(year, on)
    find_breaches(on=LAST_DAY)
    return year


def complete_who_served(year: Year, on: date) -> None:
    for life in year.lives:
        if life.is_over or life.returns_on is not None:
            continue
        served = balance_of(life.sentence_id, officer=year.officer, on=on)
        if served.completed_on is not None:
            year.complete(life, served.completed_on, on)


def check(year: Year) -> Counter[str]:
    """Hold every sentence against its own record; counts of what the year was."""
    counts: Counter[str] = Counter()
    for start in range(0, len(year.lives), 250):
        lives = year.lives[start : start + 250]
        with reading() as session:
            read = facts_of_many(session, [life.sentence_id for life in lives])
        for life in lives:
            served = balance_of(life.sentence_id, officer=year.officer, on=LAST_DAY)
            assert served.credited_minutes == naive_credited_minutes(life.facts, LAST_DAY), life
            found = {(str(breach.ground), breach.reached_on) for breach in breaches(read[life.sentence_id], LAST_DAY)}
            assert found == naive_breaches(life.facts, LAST_DAY), life
            if not life.is_over:
                assert found <= alerts_of(life.sentence_id)
            counts.update(["served"] * life.is_over, **{ground: 1 for ground, _ in found})
            counts.update(entries=len(life.entries), moves=len(life.servings) - 1, orders=len(life.orders))
    return counts


def alerts_of(sentence_id: int) -> set[tuple[str, date]]:
    columns = BreachAlert.ground, BreachAlert.reached_on
    with reading() as session:
        rows = session.execute(select(*columns).where(BreachAlert.placement.has(sentence_id=sentence_id)))
        return {(str(ground), reached_on) for ground, reached_on in rows}


def test_a_small_year_agrees_with_its_own_record(app: Flask):
    year = live_through(12, seed=6)

    counts = check(year)

    assert year.refusals == []
    assert counts["entries"] > 300


@pytest.mark.acceptance
def test_a_year_of_two_thousand_placements_agrees_with_its_own_record(app: Flask):
    year = live_through(2_000, seed=2026)

    counts = check(year)

    assert year.refusals == []
    assert all(counts[name] for name in (*Ground, "served", "moves", "orders"))
