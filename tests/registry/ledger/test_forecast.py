"""What comes if everything due is attended, held against the only function that credits."""

from dataclasses import replace
from datetime import date, timedelta

from registry.ledger.facts import Entry, Facts, Order, Serving, Week
from registry.ledger.forecast import forecast
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.people import CourtOrderKind

#: A Saturday.
FIRST = date(2026, 3, 7)
WEEK = timedelta(days=7)
SATURDAY = ((10, 480, 780), (11, 840, 1140))
SERVING = Serving(1, (Week(FIRST, SATURDAY),), FIRST)
FACTS = Facts(4, (), (SERVING,), (), weekdays_authorised=False)


def came(day: date, outcome: Outcome = Outcome.ATTENDED) -> Entry:
    return Entry(day.toordinal(), day, 10, outcome, 480, 1080, day, None, 1)


def test_the_last_day_is_the_one_that_fills_what_is_owed():
    told = forecast(FACTS, FIRST - timedelta(days=1))

    assert told.ends_on == FIRST + 3 * WEEK
    assert [each.day for each in told.sessions] == [FIRST + WEEK * step for step in range(4) for _ in range(2)]


def test_what_is_recovered_leaves_the_week_s_own_jornada():
    """Ten hours recovered on a Monday are credited besides those of the week's Saturday."""
    monday = FIRST + timedelta(days=2)

    entries = came(FIRST), came(monday, Outcome.RECOVERED)

    told = forecast(replace(FACTS, entries=entries, weekdays_authorised=True), monday)

    assert told.ends_on == FIRST + 2 * WEEK


def test_a_week_with_half_days_alone_takes_longer():
    mornings = Serving(1, (Week(FIRST, SATURDAY[:1]),), FIRST)

    told = forecast(replace(FACTS, placements=(mornings,)), FIRST - timedelta(days=1))

    assert told.ends_on == FIRST + 7 * WEEK


def test_an_order_of_a_day_to_come_is_heeded():
    order = Order(FIRST + WEEK, CourtOrderKind.JORNADAS_CHANGED, 6, 1)

    assert forecast(replace(FACTS, orders=(order,)), FIRST - timedelta(days=1)).ends_on == FIRST + 5 * WEEK


def test_nothing_comes_where_nothing_is_owed():
    entries = tuple(came(FIRST + WEEK * step) for step in range(4))

    told = forecast(replace(FACTS, entries=entries), FIRST + 3 * WEEK)

    assert (told.sessions, told.ends_on) == ((), None)


def test_nothing_ends_where_no_session_counts():
    """On weekdays that nobody authorised nothing is due."""
    mondays = Serving(1, (Week(FIRST, ((0, 480, 780),)),), FIRST)

    told = forecast(replace(FACTS, placements=(mondays,)), FIRST)

    assert (told.sessions, told.ends_on) == ((), None)
