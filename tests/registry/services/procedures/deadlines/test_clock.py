from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.reference.holidays import business_days_between, is_business_day
from registry.services.procedures.deadlines.clock import (
    Calendar,
    Moment,
    Pause,
    Terms,
    cure_due,
    decision_due,
    reckon,
    used_days,
)
from registry.vocabulary.procedures import CaseState

NONE = frozenset[date]()
SUBMITTED, REVIEW, OBSERVED = CaseState.SUBMITTED, CaseState.UNDER_REVIEW, CaseState.OBSERVED
DENIED = CaseState.DENIED
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
counts = st.integers(0, 60)


@pytest.mark.parametrize(
    ("filed_on", "count", "due"),
    [
        # Holy Thursday and Good Friday: 2 and 3 April 2026, 25 and 26 March 2027.
        (date(2026, 3, 30), 3, date(2026, 4, 6)),
        (date(2026, 4, 1), 1, date(2026, 4, 6)),
        (date(2027, 3, 24), 1, date(2027, 3, 29)),
        (date(2027, 3, 22), 5, date(2027, 3, 31)),
        # 23 July, and Fiestas Patrias on 28 and 29 July.
        (date(2026, 7, 22), 1, date(2026, 7, 24)),
        (date(2026, 7, 24), 2, date(2026, 7, 30)),
        (date(2026, 7, 27), 1, date(2026, 7, 30)),
        (date(2027, 7, 27), 1, date(2027, 7, 30)),
        # The end of the year: 25 December and 1 January; 2 January 2026 was decreed closed.
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2025, 12, 31), 1, date(2026, 1, 5)),
        # Filed on a Saturday: Monday is the first day.
        (date(2026, 6, 6), 1, date(2026, 6, 8)),
        (date(2026, 6, 1), 30, date(2026, 7, 14)),
    ],
)
def test_the_operator_s_term_knows_holidays_and_decreed_days(filed_on: date, count: int, due: date) -> None:
    assert decision_due(filed_on, count, NONE) == due


def test_a_day_decreed_later_moves_the_end() -> None:
    assert decision_due(date(2026, 6, 1), 3, NONE) == date(2026, 6, 4)
    assert decision_due(date(2026, 6, 1), 3, frozenset({date(2026, 6, 3)})) == date(2026, 6, 5)


def test_a_bridge_decreed_before_a_holiday_is_not_counted() -> None:
    bridge = frozenset({date(2026, 7, 27)})

    assert decision_due(date(2026, 7, 24), 1, bridge) == date(2026, 7, 30)
    assert cure_due(date(2026, 7, 24), 2, bridge) == date(2026, 7, 31)


def test_the_day_of_the_notice_is_not_counted() -> None:
    assert cure_due(date(2026, 4, 1), 2, NONE) == date(2026, 4, 7)


def test_a_pause_over_a_holiday_costs_only_its_business_days() -> None:
    over_easter = Pause(date(2026, 4, 1), date(2026, 4, 6))

    assert decision_due(date(2026, 3, 30), 10, NONE) == date(2026, 4, 15)
    assert decision_due(date(2026, 3, 30), 10, NONE, [over_easter]) == date(2026, 4, 16)


def test_a_pause_without_end_keeps_the_term_open() -> None:
    assert decision_due(date(2026, 6, 1), 5, NONE, [Pause(date(2026, 6, 3))]) is None


def test_what_was_used_before_an_observation_stays_used() -> None:
    pause = Pause(date(2026, 6, 3), date(2026, 6, 10))

    assert used_days(date(2026, 6, 1), date(2026, 6, 12), NONE, [pause]) == 4


def test_an_observed_file_waits_for_its_applicant() -> None:
    moments = [Moment(SUBMITTED, date(2026, 6, 1)), Moment(OBSERVED, date(2026, 6, 3), date(2026, 6, 5))]

    found = reckon(moments, Terms(30, 2), NONE, date(2026, 6, 9))

    assert (found.is_paused, found.is_told, found.due_on, found.used_days) == (True, True, date(2026, 6, 9), 2)


def test_an_observation_of_which_nobody_had_word_is_told_so() -> None:
    moments = [Moment(SUBMITTED, date(2026, 6, 1)), Moment(OBSERVED, date(2026, 6, 3))]

    assert not reckon(moments, Terms(30, 2), NONE, date(2026, 6, 30)).is_told


def test_a_cured_file_has_the_days_that_were_left() -> None:
    moments = [
        Moment(SUBMITTED, date(2026, 6, 1)),
        Moment(OBSERVED, date(2026, 6, 3), date(2026, 6, 3)),
        Moment(OBSERVED, date(2026, 6, 4), date(2026, 6, 4)),
        Moment(REVIEW, date(2026, 6, 5)),
    ]

    found = reckon(moments, Terms(5, 2), NONE, date(2026, 6, 8))

    assert (found.due_on, found.used_days, found.left_days) == (date(2026, 6, 10), 3, 2)


def test_a_file_that_is_reopened_goes_on_where_its_denial_stopped_it() -> None:
    moments = [Moment(REVIEW, date(2026, 6, 1)), Moment(DENIED, date(2026, 6, 3)), Moment(REVIEW, date(2026, 6, 15))]

    assert reckon(moments, Terms(5), NONE, date(2026, 6, 15)).due_on == date(2026, 6, 18)


def test_a_decided_file_waits_for_nobody() -> None:
    moments = [Moment(REVIEW, date(2026, 6, 1)), Moment(DENIED, date(2026, 6, 3))]

    found = reckon(moments, Terms(5, 2), NONE, date(2026, 6, 30))

    assert (found.due_on, found.used_days) == (None, 2)


def test_an_unknown_term_is_not_invented() -> None:
    moments = [Moment(SUBMITTED, date(2026, 6, 1))]

    found = reckon(moments, Terms(), NONE, date(2026, 6, 5))

    assert (found.due_on, found.left_days) == (None, None)


@given(days, counts, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20)), max_size=3))
def test_a_pause_never_shortens_the_term(filed_on: date, count: int, gaps: Sequence[tuple[int, int]]) -> None:
    pauses, day = [], filed_on
    for before, length in gaps:
        after = day + timedelta(before)
        day = after + timedelta(length)
        pauses.append(Pause(after, day))

    ends = [decision_due(filed_on, count, NONE, pauses[:taken]) for taken in range(len(pauses) + 1)]

    assert ends == sorted(ends)


@given(days, counts, st.frozensets(days, max_size=20), st.frozensets(days, max_size=20))
def test_more_closed_days_never_shorten_a_term(
    filed_on: date, count: int, closed: frozenset[date], more: frozenset[date]
) -> None:
    pauses = [Pause(filed_on + timedelta(5), filed_on + timedelta(12))]

    assert cure_due(filed_on, count, closed) <= cure_due(filed_on, count, closed | more)
    assert decision_due(filed_on, count, closed, pauses) <= decision_due(filed_on, count, closed | more, pauses)


@given(days, st.integers(1, 60), st.integers(0, 30), st.integers(0, 30))
def test_a_term_holds_as_many_business_days_as_it_says(filed_on: date, count: int, before: int, length: int) -> None:
    pause = Pause(filed_on + timedelta(before), filed_on + timedelta(before + length))

    due = decision_due(filed_on, count, NONE, [pause])

    assert used_days(filed_on, due, NONE, [pause]) == count
    assert is_business_day(due)


@given(first=days, start=st.integers(0, 40), length=st.integers(0, 120))
def test_a_calendar_counts_as_day_by_day(first: date, start: int, length: int) -> None:
    after, until = first + timedelta(days=start), first + timedelta(days=start + length)
    calendar = Calendar(first, until, frozenset({first}))

    assert calendar.between(after, until) == business_days_between(after, until, frozenset({first}))
