from datetime import date

import pytest
from sqlalchemy import select

from registry.errors import InvalidFields, PlaceTaken, WrongState
from registry.extensions.database import reading
from registry.models import Placement, PlacementWeek, Vacancy
from registry.services.accounts.accounts import Account
from registry.services.attendance.notes import Note
from registry.services.attendance.recording import record
from registry.services.placements.placements import get_placement
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.placements import PlacementChange, PlacementState, SuspensionCause
from registry.vocabulary.shifts import Shift
from tests.factories.institutions import make_vacancy, places_taken, saturday_afternoon, saturday_morning, sunday
from tests.factories.people import make_person, make_sentence
from tests.factories.placements import FIRST_SATURDAY, SATURDAY, WEEK, change, make_notified, make_serving, weeks_of

RESCHEDULED = PlacementChange.RESCHEDULED
APRIL = date(2026, 4, 8)
SUNDAY = [(Shift.SUNDAY_AM, 480, 780), (Shift.SUNDAY_PM, 840, 1140)]


def test_a_new_schedule_exchanges_the_places(officer, serving, vacancy):
    moved = change(serving, RESCHEDULED, officer=officer, on=APRIL, attendances=[SATURDAY[0], SUNDAY[1]])

    assert moved.state is PlacementState.ACTIVE
    assert moved.shifts == [Shift.SATURDAY_AM, Shift.SUNDAY_PM]
    assert places_taken(vacancy, officer=officer) == [1, 1, 0, 0, 1]
    assert weeks_of(serving)[-1] == (APRIL, 2)


def test_a_new_schedule_in_a_full_half_day_is_refused_whole(officer, serving):
    full = make_vacancy(officer=officer, shifts=(*sunday(places=1), saturday_morning(), saturday_afternoon()))
    free = {"free_shifts": (10, 11, 12, 13)}
    first, second = (
        make_serving(
            officer=officer,
            vacancy=full,
            sentence=make_sentence(officer=officer, person=make_person(officer=officer, **free)),
        )
        for _ in range(2)
    )
    change(first, RESCHEDULED, officer=officer, on=APRIL, attendances=SUNDAY)

    with pytest.raises(PlaceTaken):
        change(second, RESCHEDULED, officer=officer, on=APRIL, attendances=[SATURDAY[0], SUNDAY[1]])

    assert places_taken(full, officer=officer) == [2, 1, 1, 1, 1]
    assert get_placement(second.id, officer=officer).shifts == [10, 11]


@pytest.mark.parametrize(
    ("attendances", "code"),
    [
        (SATURDAY[:1], "weekly_hours_differ"),
        ([(Shift.SATURDAY_AM, 420, 780), SATURDAY[1]], "outside_vacancy_hours"),
        ([], "required"),
    ],
)
def test_a_new_schedule_keeps_the_vacancy_s_hours_and_the_weekly_ones(officer, serving, attendances, code):
    with pytest.raises(InvalidFields) as refusal:
        change(serving, RESCHEDULED, officer=officer, on=APRIL, attendances=attendances)

    assert refusal.value.problems["attendances"][0] == code


def test_a_new_schedule_stays_within_the_person_s_free_half_days(officer, vacancy):
    placement = make_serving(officer=officer, vacancy=vacancy)

    with pytest.raises(InvalidFields) as refusal:
        change(placement, RESCHEDULED, officer=officer, on=APRIL, attendances=SUNDAY)

    assert refusal.value.problems["attendances"][0] == "shift_not_free"


def test_a_new_schedule_never_takes_another_sentence_s_half_day(officer, vacancy):
    person = make_person(officer=officer, free_shifts=(10, 11, 12, 13))
    first = make_serving(officer=officer, vacancy=vacancy, sentence=make_sentence(officer=officer, person=person))
    other = make_sentence(officer=officer, person=person)
    make_serving(officer=officer, vacancy=vacancy, sentence=other, attendances=SUNDAY, starts_on=date(2026, 3, 15))

    with pytest.raises(WrongState) as refusal:
        change(first, RESCHEDULED, officer=officer, on=APRIL, attendances=[SATURDAY[0], SUNDAY[1]])

    assert refusal.value.code == "overlapping_sentences"


def test_the_same_schedule_again_is_no_change(officer, serving):
    with pytest.raises(WrongState) as refusal:
        change(serving, RESCHEDULED, officer=officer, on=APRIL, attendances=SATURDAY)

    assert refusal.value.code == "schedule_unchanged"


@pytest.fixture
def notified(officer: Account, vacancy: Vacancy) -> Placement:
    """Somebody free at weekends, announced for Saturdays."""
    person = make_person(officer=officer, free_shifts=(10, 11, 12, 13))
    return make_notified(officer=officer, vacancy=vacancy, sentence=make_sentence(officer=officer, person=person))


def test_a_new_schedule_before_the_first_day_leaves_that_day(officer, notified):
    change(notified, RESCHEDULED, officer=officer, on=date(2026, 3, 4), attendances=SUNDAY)

    assert weeks_of(notified)[-1] == (FIRST_SATURDAY, 2)


def test_a_first_attendance_leaves_a_later_schedule_its_day(officer, notified):
    given = {"attendances": [SATURDAY[0], SUNDAY[1]], "effective_on": APRIL}
    change(notified, RESCHEDULED, officer=officer, on=date(2026, 3, 12), **given)
    announced = weeks_of(notified)

    record(Note(notified.id, FIRST_SATURDAY, 10, Outcome.ATTENDED, 480, 780), officer=officer, on=FIRST_SATURDAY)

    assert get_placement(notified.id, officer=officer).state is PlacementState.ACTIVE
    assert weeks_of(notified) == announced


def test_a_resumption_before_a_new_schedule_keeps_the_old_one_until_its_day(officer, serving):
    may = APRIL + 4 * WEEK
    change(serving, RESCHEDULED, officer=officer, on=APRIL, effective_on=may, attendances=[SATURDAY[0], SUNDAY[1]])
    change(serving, PlacementChange.SUSPENDED, officer=officer, on=APRIL, cause=SuspensionCause.ILLNESS)

    change(serving, PlacementChange.RESUMED, officer=officer, on=APRIL + WEEK)

    held = [(day, [shift for shift, *_ in pattern]) for day, pattern in patterns_of(serving)[-2:]]
    assert held == [(APRIL + WEEK, [SATURDAY[0][0], SATURDAY[1][0]]), (may, [SATURDAY[0][0], SUNDAY[1][0]])]


def patterns_of(placement: Placement) -> list[tuple[date, list[list[int]]]]:
    with reading() as session:
        rows = select(PlacementWeek).where(PlacementWeek.placement_id == placement.id).order_by(PlacementWeek.id)
        return [(row.valid_from, row.attendances) for row in session.scalars(rows)]
