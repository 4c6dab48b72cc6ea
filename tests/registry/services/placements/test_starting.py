from datetime import date

import pytest

from registry.errors import InvalidFields, NotFound, WrongState
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.placements.placements import get_placement
from registry.services.placements.starting import (
    PlanDetails,
    StepDetails,
    read_beginning,
    read_remarks,
    record_plan,
    record_step,
    term_from,
)
from registry.vocabulary.placements import EndReason, PlacementChange, StartStepKind
from tests.factories.accounts import make_officer
from tests.factories.placements import FIRST_SATURDAY, WEEK, change, make_notified, make_placement, make_serving

MARCH = date(2026, 3, 12)


@pytest.fixture
def notified(officer: Account) -> Placement:
    return make_notified(officer=officer)


def plan(**overrides) -> PlanDetails:
    given = {
        "interviewed_on": MARCH,
        "first_day": FIRST_SATURDAY,
        "objectives": "Cumplir la pena",
        "activities": "Regar y podar",
    }
    return PlanDetails(**(given | overrides))


def step(**overrides) -> StepDetails:
    return StepDetails(**({"kind": StartStepKind.CALL, "taken_on": MARCH} | overrides))


def test_the_term_runs_from_the_letters_in_business_days(officer, notified):
    beginning = read_beginning(notified.id, officer=officer, on=MARCH)

    assert (beginning.due_on, beginning.days_left) == (date(2026, 3, 16), 2)


def test_no_term_runs_before_the_letters(officer):
    beginning = read_beginning(make_placement(officer=officer).id, officer=officer, on=MARCH)

    assert (beginning.due_on, beginning.plan, beginning.next_on) == (None, None, None)


def test_holidays_lengthen_the_term():
    assert term_from(date(2026, 7, 20)) == date(2026, 8, 7)


def test_a_new_plan_holds_and_the_earlier_one_stays(officer, notified):
    record_plan(notified.id, plan(), officer=officer, on=MARCH)

    record_plan(notified.id, plan(first_day=FIRST_SATURDAY + WEEK), officer=officer, on=MARCH)

    beginning = read_beginning(notified.id, officer=officer, on=MARCH)
    assert beginning.plan.first_day == FIRST_SATURDAY + WEEK
    assert len(beginning.plans) == 2


@pytest.mark.parametrize(
    ("overrides", "field", "code"),
    [
        ({"interviewed_on": date(2026, 3, 13)}, "interviewed_on", "person_interviewed_in_future"),
        ({"first_day": date(2026, 3, 7)}, "first_day", "plan_starts_before_interview"),
        ({"first_day": date(2026, 3, 15)}, "first_day", "plan_day_not_served"),
        ({"first_day": date(2026, 9, 5)}, "first_day", "starts_out_of_range"),
    ],
)
def test_what_is_wrong_with_a_plan_is_named(officer, notified, overrides, field, code):
    with pytest.raises(InvalidFields) as refusal:
        record_plan(notified.id, plan(**overrides), officer=officer, on=MARCH)

    assert refusal.value.problems[field][0] == code


def test_an_ended_placement_takes_no_plan(officer, notified):
    change(notified, PlacementChange.ENDED, officer=officer, on=MARCH, end_reason=EndReason.OTHER)

    with pytest.raises(WrongState) as refusal:
        record_plan(notified.id, plan(), officer=officer, on=MARCH)

    assert refusal.value.code == "placement_not_running"


def test_what_was_said_is_read_for_a_purpose_alone(officer, notified):
    person_id = get_placement(notified.id, officer=officer).sentence.person_id
    record_plan(notified.id, plan(remark="Cuida a su madre"), officer=officer, on=MARCH)
    record_plan(notified.id, plan(), officer=officer, on=MARCH)

    (noted,) = read_remarks(person_id, officer=officer, purpose="Preparar la supervisión")

    assert noted.remark == "Cuida a su madre"
    assert read_remarks(person_id, officer=make_officer(), purpose="Preparar la supervisión") == []
    with pytest.raises(InvalidFields):
        read_remarks(person_id, officer=officer, purpose="")


def test_a_no_show_is_followed_by_dated_steps(officer, notified):
    record_step(notified.id, step(kind=StartStepKind.NO_SHOW, next_on=MARCH), officer=officer, on=MARCH)
    record_step(notified.id, step(outcome="No contestó", next_on=FIRST_SATURDAY), officer=officer, on=MARCH)

    beginning = read_beginning(notified.id, officer=officer, on=MARCH)

    assert [taken.kind for taken in beginning.steps] == [StartStepKind.CALL, StartStepKind.NO_SHOW]
    assert beginning.next_on == FIRST_SATURDAY


@pytest.mark.parametrize(
    ("overrides", "field", "code"),
    [
        ({"taken_on": date(2026, 3, 13)}, "taken_on", "step_in_future"),
        ({"next_on": date(2026, 3, 11)}, "next_on", "step_goes_on_before"),
    ],
)
def test_what_is_wrong_with_a_step_is_named(officer, notified, overrides, field, code):
    with pytest.raises(InvalidFields) as refusal:
        record_step(notified.id, step(**overrides), officer=officer, on=MARCH)

    assert refusal.value.problems[field][0] == code


def test_no_step_towards_what_has_begun(officer):
    serving = make_serving(officer=officer)

    with pytest.raises(WrongState) as refusal:
        record_step(serving.id, step(), officer=officer, on=MARCH)

    assert refusal.value.code == "placement_has_begun"


def test_another_office_plans_nothing(officer, notified):
    with pytest.raises(NotFound):
        record_plan(notified.id, plan(), officer=make_officer(), on=MARCH)
    with pytest.raises(NotFound):
        read_beginning(notified.id, officer=make_officer(), on=MARCH)
