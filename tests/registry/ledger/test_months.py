"""What each month was."""

from dataclasses import replace
from datetime import date

from registry.ledger.months import Month, months
from registry.vocabulary.attendance import Outcome
from tests.registry.ledger.cases import END_OF_MARCH, FIRST, SATURDAYS, entry, facts

EMPTY = Month(date(2026, 3, 1), 4, 0, 0, 0, 0, 0, 0)


def test_each_session_is_counted_once_by_what_was_noted():
    entries = (
        entry(1, SATURDAYS[0], Outcome.LEFT_WITHOUT_LEAVE, left=780),
        entry(2, SATURDAYS[1], Outcome.EXCUSED_SUMMONS),
        entry(3, SATURDAYS[2], Outcome.UNEXCUSED),
    )

    [march] = months(facts(*entries), END_OF_MARCH)

    assert march == replace(EMPTY, attended=1, excused=1, unexcused=1, unrecorded=1, credited_minutes=300)


def test_what_the_unit_failed_to_receive_is_told_apart():
    entries = (entry(1, FIRST, Outcome.SENT_AWAY, left=495), entry(2, SATURDAYS[1], Outcome.UNIT_DID_NOT_ATTEND))

    [march] = months(facts(*entries), END_OF_MARCH)

    assert march == replace(EMPTY, not_received=2, unrecorded=2)


def test_hours_on_days_that_were_not_due_are_credited_in_their_month():
    recovered = entry(1, date(2026, 4, 5), Outcome.RECOVERED, left=780)

    march, april = months(facts(recovered), date(2026, 4, 5))

    assert (march.credited_minutes, april.credited_minutes, april.attended) == (0, 300, 0)


def test_months_run_from_the_first_day_of_service_to_the_day_asked():
    told = months(facts(), date(2027, 2, 1))

    assert [month.first for month in told[:2]] == [date(2026, 3, 1), date(2026, 4, 1)]
    assert (len(told), told[-1].first) == (12, date(2027, 2, 1))


def test_without_a_placement_there_is_nothing_to_tell():
    assert months(facts(placements=()), END_OF_MARCH) == ()
