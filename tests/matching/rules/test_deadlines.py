"""The rule of the time left: it binds, it leaves alone, and what is only unlikely is a warning."""

from dataclasses import replace
from datetime import date

import pytest

from matching.input.applicant import Applicant
from matching.input.calendar import Calendar
from matching.input.shifts import EVERY_SHIFT
from matching.propose import propose
from matching.rules import Change, Refusal
from matching.rules.deadlines import deadline, time_left
from tests.matching.factories import (
    MONDAY,
    NORMS,
    SATURDAY_AM,
    SATURDAY_PM,
    SUNDAY_AM,
    make_applicant,
    make_instance,
    make_opening,
    open_shift,
)

WEEKS = 7
DATED = replace(NORMS, calendar=Calendar(MONDAY))
SATURDAYS = (open_shift(SATURDAY_AM).attendance, open_shift(SATURDAY_PM).attendance)


def pressed(weeks: int, jornadas: int, **fields: object) -> Applicant:
    """Somebody whose penalty prescribes on a Monday in so many weeks."""
    return make_applicant(days_to_prescription=weeks * WEEKS, jornadas=jornadas, **fields)


def test_jornadas_that_just_fit_are_left_alone():
    assert deadline(pressed(4, jornadas=4), make_opening(), DATED) is None


def test_one_jornada_too_many_is_refused():
    assert deadline(pressed(4, jornadas=5), make_opening(), DATED) == Refusal("deadline", 4, 5, None)


def test_half_days_that_a_court_could_add_are_the_smallest_change():
    opening = make_opening(shifts=tuple(open_shift(shift) for shift in (SATURDAY_AM, SATURDAY_PM, SUNDAY_AM)))

    refusal = deadline(pressed(4, jornadas=6), opening, DATED)

    assert refusal is not None
    assert refusal.change == Change("add_half_days", 1, (SUNDAY_AM,))


def test_half_days_within_the_law_are_added_before_working_days():
    opening = make_opening(shifts=tuple(open_shift(shift) for shift in (0, SATURDAY_AM, SATURDAY_PM, SUNDAY_AM)))

    refusal = deadline(pressed(4, jornadas=7, free_shifts=EVERY_SHIFT), opening, DATED)

    assert refusal is not None
    assert refusal.change == Change("add_half_days", 2, (0, SUNDAY_AM))


def test_a_penalty_that_has_prescribed_is_refused_whatever_is_added():
    refusal = deadline(make_applicant(days_to_prescription=-3, jornadas=1), make_opening(), DATED)

    assert refusal == Refusal("deadline", 0, 1, None)


def test_service_that_begins_in_time_may_outlast_the_prescription():
    assert deadline(pressed(4, jornadas=6, days_of_grace=14), make_opening(), DATED) is None


def test_a_penalty_that_has_prescribed_has_no_grace():
    assert deadline(make_applicant(days_to_prescription=1, days_of_grace=90), make_opening(), DATED) is not None


def test_what_needs_the_grace_is_tight():
    assert time_left(pressed(4, jornadas=6, days_of_grace=90), SATURDAYS, DATED).is_tight


def test_a_court_s_last_day_counts_itself():
    on_saturday, on_friday = make_applicant(days_to_term=5, jornadas=1), make_applicant(days_to_term=4, jornadas=1)

    assert deadline(on_saturday, make_opening(), DATED) is None
    assert deadline(on_friday, make_opening(), DATED) is not None


def test_a_decreed_day_can_make_it_impossible():
    closed = replace(NORMS, calendar=Calendar(MONDAY, closed_days=(date(2026, 9, 12),)))

    assert deadline(pressed(4, jornadas=4), make_opening(), closed) is not None


def test_absences_and_holidays_that_are_only_expected_refuse_nobody():
    calendar = Calendar(MONDAY, holidays=(date(2026, 9, 12),), absence_rate=0.3)

    assert deadline(pressed(4, jornadas=4), make_opening(), replace(NORMS, calendar=calendar)) is None


def test_two_jornadas_a_week_that_a_court_imposed_take_half_the_weeks():
    opening = make_opening(shifts=tuple(open_shift(shift) for shift in range(10, 14)))

    assert deadline(pressed(4, jornadas=8, court_weekly_hours=20), opening, DATED) is None


@pytest.mark.parametrize("norms", [NORMS, DATED])
def test_nobody_is_refused_without_a_limit(norms):
    assert deadline(make_applicant(jornadas=156), make_opening(), norms) is None


def test_hours_that_no_pattern_fits_are_judged_by_the_days_alone():
    opening = make_opening(shifts=(open_shift(SATURDAY_AM),))

    assert deadline(pressed(4, jornadas=4), opening, DATED) is None
    assert deadline(pressed(4, jornadas=5), opening, DATED) == Refusal("deadline", 4, 5, None)


def test_somebody_who_can_serve_nowhere_in_time_is_told_so():
    proposal = propose(make_instance(pressed(4, jornadas=9), make_opening(), norms=DATED))

    assert [(one.applicant_id, one.cause) for one in proposal.unplaced] == [("rosa", "deadline")]


def test_what_ends_in_time_only_without_absences_is_tight():
    likely = time_left(pressed(4, jornadas=4), SATURDAYS, replace(NORMS, calendar=Calendar(MONDAY, absence_rate=0.1)))

    assert (likely.expected_end, likely.last_day, likely.is_tight) == (date(2026, 10, 10), date(2026, 10, 4), True)


def test_what_ends_in_time_whatever_is_missed_is_not_tight():
    assert not time_left(pressed(20, jornadas=4), SATURDAYS, DATED).is_tight


def test_nothing_is_said_without_a_calendar():
    assert not time_left(pressed(4, jornadas=40), SATURDAYS, NORMS).is_tight
