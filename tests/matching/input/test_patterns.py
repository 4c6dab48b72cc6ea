"""Ten hours a week over the half days that person and vacancy share."""

from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from matching.input.patterns import PATTERN_LIMIT, Attendance, offered_patterns, usable_minutes, weekly_patterns
from matching.input.shifts import EVERY_SHIFT, day_of, mask_of
from tests.matching.factories import SATURDAY_AM, SATURDAY_PM, SUNDAY_AM, SUNDAY_PM

TEN_HOURS = 600
EVERY = mask_of(EVERY_SHIFT)


def at(shift: int, start: float, end: float) -> Attendance:
    return Attendance(shift, round(60 * start), round(60 * end))


def week(length: float, *shifts: int) -> tuple[Attendance, ...]:
    return tuple(at(shift, 14, 14 + length) if shift % 2 else at(shift, 8, 8 + length) for shift in shifts)


@st.composite
def timetables(draw: st.DrawFn) -> tuple[Attendance, ...]:
    shifts = sorted(draw(st.sets(st.sampled_from([0, 1, 8, 10, 11, 12, 13]), max_size=5)))
    starts = {0: st.integers(7, 10), 1: st.integers(11, 15)}
    spans = [(draw(starts[shift % 2]), draw(st.integers(1, 7))) for shift in shifts]
    return tuple(at(shift, start, start + hours) for shift, (start, hours) in zip(shifts, spans, strict=True))


def overlap(one: Attendance, other: Attendance) -> bool:
    same_day = day_of(one.shift) == day_of(other.shift)
    return same_day and one.start_minute < other.end_minute and other.start_minute < one.end_minute


def possible(timetable: tuple[Attendance, ...], minutes: int) -> set[tuple[int, ...]]:
    """Minimal sets of half days by definition, from all subsets."""
    subsets = chain.from_iterable(combinations(timetable, size) for size in range(1, len(timetable) + 1))
    apart = [set_ for set_ in subsets if not any(overlap(*pair) for pair in combinations(set_, 2))]
    enough = [set_ for set_ in apart if sum(hours.minutes for hours in set_) >= minutes]
    return {
        tuple(hours.shift for hours in set_)
        for set_ in enough
        if all(sum(hours.minutes for hours in set_ if hours != left_out) < minutes for left_out in set_)
    }


def shifts_of(pattern: tuple[Attendance, ...]) -> tuple[int, ...]:
    return tuple(attendance.shift for attendance in pattern)


def test_two_half_days_of_five_hours_make_a_week():
    saturday = week(5, SATURDAY_AM, SATURDAY_PM)

    assert weekly_patterns(saturday, TEN_HOURS) == (saturday,)


def test_the_last_attendance_ends_when_the_hours_are_complete():
    three_of_four_hours = week(4, SATURDAY_AM, SATURDAY_PM, SUNDAY_AM)

    (pattern,) = weekly_patterns(three_of_four_hours, TEN_HOURS)

    assert pattern[-1] == at(SUNDAY_AM, 8, 10)


def test_too_few_open_hours_give_no_pattern():
    assert weekly_patterns(week(4, SATURDAY_AM, SATURDAY_PM), TEN_HOURS) == ()


def test_a_half_day_that_is_not_needed_is_left_out():
    patterns = weekly_patterns(week(5, SATURDAY_AM, SATURDAY_PM, SUNDAY_AM), TEN_HOURS)

    assert {len(pattern) for pattern in patterns} == {2}


def test_patterns_on_one_day_come_first():
    first, *_ = weekly_patterns(week(5, SATURDAY_AM, SUNDAY_AM, SUNDAY_PM), TEN_HOURS)

    assert shifts_of(first) == (SUNDAY_AM, SUNDAY_PM)


def test_the_weekend_comes_before_working_days_that_are_as_compact():
    first, *_ = weekly_patterns(week(5, 0, 1, SATURDAY_AM, SATURDAY_PM), TEN_HOURS)

    assert shifts_of(first) == (SATURDAY_AM, SATURDAY_PM)


def test_two_half_days_that_overlap_are_never_attended_together():
    overlapping = (at(SATURDAY_AM, 8, 14), at(SATURDAY_PM, 13, 19))

    assert weekly_patterns(overlapping, TEN_HOURS) == ()


def test_half_days_that_touch_do_not_overlap():
    touching = (at(SATURDAY_AM, 8, 13), at(SATURDAY_PM, 13, 18))

    assert weekly_patterns(touching, TEN_HOURS) == (touching,)


@given(timetables(), st.sampled_from([180, 300, 450, 600]))
def test_patterns_are_exactly_the_minimal_sets_without_overlap(timetable, minutes):
    patterns = weekly_patterns(timetable, minutes)

    assert sorted(map(shifts_of, patterns)) == sorted(possible(timetable, minutes))


@given(timetables(), st.sampled_from([180, 300, 450, 600]))
def test_every_pattern_sums_exactly_and_stays_within_the_open_hours(timetable, minutes):
    open_hours = {hours.shift: hours for hours in timetable}

    for pattern in weekly_patterns(timetable, minutes):
        assert sum(attendance.minutes for attendance in pattern) == minutes
        for attendance in pattern:
            assert attendance.start_minute == open_hours[attendance.shift].start_minute
            assert attendance.start_minute < attendance.end_minute <= open_hours[attendance.shift].end_minute


@given(timetables(), st.sampled_from([180, 300, 450, 600]))
def test_there_is_a_pattern_exactly_when_the_usable_minutes_suffice(timetable, minutes):
    assert bool(weekly_patterns(timetable, minutes)) == (usable_minutes(timetable) >= minutes)


def test_one_pattern_is_enough_where_no_half_day_can_run_out():
    assert len(offered_patterns(week(5, *range(10, 14)), TEN_HOURS, 0)) == 1


def test_a_pattern_around_the_scarce_half_day_makes_those_through_it_needless():
    offered = offered_patterns(week(5, SATURDAY_AM, SATURDAY_PM, SUNDAY_AM), TEN_HOURS, mask_of([SUNDAY_AM]))

    assert [shifts_of(pattern) for pattern in offered] == [(SATURDAY_AM, SATURDAY_PM)]


def test_every_weekend_pattern_is_offered_where_all_half_days_are_scarce():
    assert len(offered_patterns(week(5, *range(10, 14)), TEN_HOURS, EVERY)) == 6


def test_no_more_patterns_are_offered_than_the_limit():
    assert len(offered_patterns(week(5, *range(14)), TEN_HOURS, EVERY)) == PATTERN_LIMIT
