"""What must be attended, and when."""

from datetime import date

import pytest

from registry.ledger.execution import jornadas_owed
from registry.ledger.facts import Facts
from registry.ledger.sessions import scheduled
from registry.vocabulary.people import CLOSING_ORDERS, CourtOrderKind
from tests.registry.ledger.cases import END_OF_MARCH, FIRST, SATURDAY, SATURDAYS, facts, order, serving

THURSDAY = ((6, 480, 780),)
APRIL = (date(2026, 4, 1), date(2026, 4, 30))


def days(of: Facts, first: date = FIRST, last: date = END_OF_MARCH) -> tuple[date, ...]:
    return tuple(session.day for session in scheduled(of, first, last))


def test_half_days_without_a_pause_are_one_session_named_by_the_first():
    [session] = scheduled(facts(), FIRST, FIRST)

    assert (session.shift, session.shifts, session.start, session.end) == (10, (10, 11), 480, 1080)
    assert session.minutes == 600


def test_half_days_with_a_pause_are_two_sessions():
    with_lunch = serving(weeks={FIRST: ((10, 480, 720), (11, 840, 1080))})

    found = scheduled(facts(placements=(with_lunch,)), FIRST, FIRST)

    assert [(session.shift, session.start, session.end) for session in found] == [(10, 480, 720), (11, 840, 1080)]


def test_nothing_is_due_before_the_start_or_after_the_end():
    ended = serving(starts_on=SATURDAYS[1], last_on=SATURDAYS[2])

    assert days(facts(placements=(ended,))) == SATURDAYS[1:3]


def test_nothing_is_due_while_suspended():
    suspended = serving(weeks={FIRST: SATURDAY, SATURDAYS[1]: (), SATURDAYS[3]: SATURDAY})

    assert days(facts(placements=(suspended,))) == (SATURDAYS[0], SATURDAYS[3])


def test_a_pattern_set_later_overrides_from_its_day_on():
    """As where a suspension is told of late: it takes back what was set for days after it began."""
    retold = serving(weeks={FIRST: SATURDAY, SATURDAYS[2]: SATURDAY, SATURDAYS[1]: ()})

    assert days(facts(placements=(retold,))) == SATURDAYS[:1]


def test_nothing_is_due_while_the_court_stays_the_execution():
    stay = order(SATURDAYS[1], CourtOrderKind.STAY)
    resumption = order(SATURDAYS[3], CourtOrderKind.RESUMPTION, number=2)

    assert days(facts(orders=(resumption, stay))) == (SATURDAYS[0], SATURDAYS[3])


@pytest.mark.parametrize("kind", sorted(CLOSING_ORDERS))
def test_nothing_is_due_once_the_court_ends_the_execution(kind):
    assert days(facts(orders=(order(SATURDAYS[1], kind),))) == SATURDAYS[:1]


def test_weekday_sessions_fall_away_on_holidays_and_decreed_days():
    thursdays = facts(placements=(serving(weeks={FIRST: THURSDAY}),), weekdays_authorised=True)
    fridays = facts(
        placements=(serving(starts_on=date(2025, 12, 19), weeks={date(2025, 12, 19): ((8, 480, 780),)}),),
        weekdays_authorised=True,
    )

    assert [day.day for day in days(thursdays, *APRIL)] == [9, 16, 23, 30]
    assert days(fridays, date(2025, 12, 19), date(2026, 1, 9)) == (date(2025, 12, 19), date(2026, 1, 9))


def test_weekday_sessions_are_due_only_once_authorised():
    assert days(facts(placements=(serving(weeks={FIRST: THURSDAY}),))) == ()


def test_a_sunday_that_is_a_holiday_is_due():
    sundays = serving(weeks={FIRST: ((12, 480, 780),)})

    assert date(2026, 6, 7) in days(facts(placements=(sundays,)), last=date(2026, 6, 30))


def test_the_last_order_that_changed_the_jornadas_says_what_is_owed():
    changes = (
        order(SATURDAYS[2], CourtOrderKind.JORNADAS_CHANGED, 30, number=2),
        order(SATURDAYS[1], CourtOrderKind.JORNADAS_CHANGED, 20, number=1),
    )

    owed = [jornadas_owed(facts(orders=changes), day) for day in SATURDAYS]

    assert owed == [40, 20, 30, 30]
