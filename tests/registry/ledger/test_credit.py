"""What attended hours are worth."""

from datetime import date
from fractions import Fraction

from registry.ledger.credit import balance
from registry.vocabulary.attendance import Outcome, Uncredited
from registry.vocabulary.people import CourtOrderKind
from tests.registry.ledger.cases import END_OF_MARCH, FIRST, SATURDAYS, entry, facts, order, serving


def test_a_balance_tells_what_is_owed_served_and_left():
    served = balance(facts(entry(1, FIRST), entry(2, SATURDAYS[1], left=780), jornadas=10), END_OF_MARCH)

    assert (served.owed_jornadas, served.owed_minutes) == (10, 6000)
    assert (served.credited_minutes, served.remaining_minutes) == (900, 5100)
    assert (served.served_jornadas, served.remaining_jornadas) == (Fraction(3, 2), Fraction(17, 2))
    assert not served.is_served
    assert served.completed_on is None


def test_entries_of_later_days_do_not_count_yet():
    assert balance(facts(entry(1, FIRST), entry(2, SATURDAYS[1])), FIRST).credited_minutes == 600


def test_an_entry_without_a_time_or_with_times_that_contradict_gives_nothing():
    without, backwards = entry(1, FIRST, arrived=None), entry(2, SATURDAYS[1], arrived=900, left=800)

    credits = balance(facts(without, backwards), END_OF_MARCH).credits

    assert [(credit.credited_minutes, credit.why) for credit in credits] == [(0, Uncredited.NO_TIMES)] * 2


def test_the_same_hours_noted_twice_count_once():
    entries = (entry(1, FIRST, left=780), entry(2, FIRST, shift=11, arrived=720, left=840))

    credits = balance(facts(*entries), END_OF_MARCH).credits

    assert [(c.credited_minutes, c.why) for c in credits] == [(300, None), (60, Uncredited.OVERLAP)]


def test_hours_at_two_placements_at_once_count_once():
    placements = (serving(), serving(2))
    entries = (entry(1, FIRST, left=780), entry(2, FIRST, left=780, placement_id=2))

    assert balance(facts(*entries, placements=placements), END_OF_MARCH).credited_minutes == 300


def test_hours_at_a_placement_that_is_over_count_nothing_though_another_one_expects_the_person():
    moved = serving(last_on=SATURDAYS[0]), serving(2, SATURDAYS[1])
    given = facts(entry(1, SATURDAYS[1]), entry(2, SATURDAYS[2], placement_id=2), placements=moved)

    found = balance(given, END_OF_MARCH)

    assert [(credit.credited_minutes, credit.why) for credit in found.credits] == [
        (0, Uncredited.NOT_SERVING),
        (600, None),
    ]


def test_recovered_hours_count_beyond_the_week_and_not_beyond_what_is_owed():
    sunday = date(2026, 3, 8)
    entries = (entry(1, FIRST), entry(2, sunday, Outcome.RECOVERED))

    assert balance(facts(*entries), END_OF_MARCH).credited_minutes == 1200
    assert balance(facts(*entries, jornadas=1), END_OF_MARCH).credited_minutes == 600


def test_recovered_hours_leave_the_week_its_jornada():
    saturday, recovered = FIRST, entry(1, date(2026, 3, 8), Outcome.RECOVERED)
    thursday = entry(3, date(2026, 3, 12), Outcome.RECOVERED)

    served = balance(facts(entry(2, saturday), recovered, thursday, weekdays_authorised=True), END_OF_MARCH)

    assert served.credited_minutes == 1800


def test_poor_work_and_leaving_early_are_credited_by_the_minute():
    entries = (
        entry(1, FIRST, Outcome.POOR_WORK),
        entry(2, SATURDAYS[1], Outcome.LEFT_WITHOUT_LEAVE, left=601),
    )

    assert balance(facts(*entries), END_OF_MARCH).credited_minutes == 721


def test_a_week_tells_why_some_of_it_was_not_credited():
    long_day, refusal = entry(1, FIRST, left=1140), entry(2, date(2026, 3, 8), Outcome.REFUSED_TASK, left=540)

    [week] = balance(facts(long_day, refusal), END_OF_MARCH).weeks

    assert week.monday == date(2026, 3, 2)
    assert (week.attended_minutes, week.credited_minutes) == (720, 600)
    assert week.why == {Uncredited.WEEK_FULL, Uncredited.NOT_SERVED}


def test_hours_that_nothing_was_owed_for_count_when_the_court_owes_more():
    more = order(SATURDAYS[2], CourtOrderKind.JORNADAS_CHANGED, 12)
    two = facts(entry(1, FIRST), entry(2, SATURDAYS[1]), jornadas=1, orders=(more,))

    assert balance(two, SATURDAYS[1]).served_jornadas == 1
    assert balance(two, SATURDAYS[2]).served_jornadas == 2
