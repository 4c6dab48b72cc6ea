from datetime import date, timedelta

import pytest
from flask import Flask

from registry.errors import NotAllowed
from registry.extensions.database import transaction
from registry.ledger.facts import Entry, Facts, Order, Serving, Week
from registry.models import (
    BreachAlert,
    CourtOrder,
    IndividualPlan,
    Placement,
    PlacementEvent,
    Registration,
    Sentence,
    StartStep,
)
from registry.services.accounts.accounts import Account
from registry.services.attendance.alerts import list_matter, read_alerts
from registry.services.rounds.desk import Tally
from registry.vocabulary.accounts import Role
from registry.vocabulary.attendance import BreachState, Matter, Outcome
from registry.vocabulary.people import CourtOrderKind
from registry.vocabulary.placements import PlacementChange, PlacementState, StartStepKind, SuspensionCause
from tests.factories.accounts import make_account, make_officer
from tests.factories.breaches import FIRST_SATURDAY, SATURDAY_MORNING, plant_absences, plant_alert, plant_facts
from tests.statements import count_queries

ON = date(2026, 4, 1)
NOTHING = Tally()


@pytest.fixture
def officer(app: Flask) -> Account:
    """An officer; another office has everything that could be counted by mistake."""
    other = make_officer()
    plant_alert(officer=other)
    serving(officer=other, prescribes_on=ON)
    return make_officer()


def serving(
    *,
    officer: Account,
    saturdays: int = 1,
    jornadas: int = 40,
    since: date = FIRST_SATURDAY,
    state: PlacementState = PlacementState.ACTIVE,
    **columns: object,
) -> Sentence:
    """Somebody who came ten hours on so many Saturdays."""
    days = [since + timedelta(weeks=week) for week in range(saturdays)]
    entries = tuple(Entry(n, day, 10, Outcome.ATTENDED, 480, 1080, day, None, 1) for n, day in enumerate(days, 1))
    placement = Serving(1, (Week(since, SATURDAY_MORNING),), since)
    sentence = plant_facts(Facts(jornadas, (), (placement,), entries, weekdays_authorised=False), officer=officer)
    with transaction() as session:
        row = session.get_one(Sentence, sentence.id)
        for name, value in columns.items():
            setattr(row, name, value)
        session.query(Placement).filter_by(sentence_id=sentence.id).one().state = state
    return sentence


def placement_of(sentence: Sentence) -> int:
    with transaction() as session:
        return int(session.query(Placement).filter_by(sentence_id=sentence.id).one().id)


def add(row: object) -> None:
    with transaction() as session:
        session.add(row)


def event(placement_id: int, change: PlacementChange, **columns: object) -> PlacementEvent:
    given = {"state": PlacementState.NOTIFIED, "officer_name": "Rosa Medina", **columns}
    return PlacementEvent(placement_id=placement_id, change=change, **given)


def tally(matter: Matter, officer: Account, on: date = ON) -> Tally:
    return read_alerts(officer=officer, on=on).matters[matter]


def test_an_office_with_nothing_to_look_at_counts_nothing(officer: Account) -> None:
    alerts = read_alerts(officer=officer, on=ON)

    assert set(alerts.matters.values()) == {NOTHING}
    assert (alerts.breaches_to_review, alerts.explanations_to_weigh) == (NOTHING, NOTHING)


def test_what_is_counted_is_what_is_listed(officer: Account) -> None:
    for sentence in (serving(officer=officer, prescribes_on=ON), plant_absences(0, officer=officer)):
        placement_of(sentence)
    alerts = read_alerts(officer=officer, on=ON + timedelta(days=30))

    for matter, counted in alerts.matters.items():
        listed = list_matter(matter, officer=officer, on=ON + timedelta(days=30))
        assert (listed.total, listed.items[0].day if listed.items else None) == (counted.count, counted.first)


def test_a_penalty_being_served_that_prescribes_soon(officer: Account) -> None:
    serving(officer=officer, prescribes_on=ON + timedelta(days=60))
    serving(officer=officer, prescribes_on=ON + timedelta(days=61))

    assert tally(Matter.PRESCRIBING, officer) == Tally(1, ON + timedelta(days=60))


def test_somebody_whose_hours_are_all_noted_is_to_be_let_go(officer: Account) -> None:
    done = serving(officer=officer, saturdays=4, jornadas=4)
    serving(officer=officer, saturdays=3, jornadas=4)

    (row,) = list_matter(Matter.SERVED, officer=officer, on=ON).items

    assert row.placement.sentence_id == done.id


def test_hours_of_an_entry_that_was_withdrawn_count_no_more(officer: Account) -> None:
    day = FIRST_SATURDAY
    came = Entry(1, day, 10, Outcome.ATTENDED, 480, 1080, day, None, 1)
    gone = Entry(2, day, 10, Outcome.WITHDRAWN, None, None, day, 1, 1)
    placement = Serving(1, (Week(day, SATURDAY_MORNING),), day)
    plant_facts(Facts(1, (), (placement,), (came, gone), weekdays_authorised=False), officer=officer)

    assert tally(Matter.SERVED, officer) == NOTHING


def test_a_court_that_lowers_the_jornadas_is_heeded(officer: Account) -> None:
    days = [FIRST_SATURDAY + timedelta(weeks=week) for week in range(2)]
    entries = tuple(Entry(n, day, 10, Outcome.ATTENDED, 480, 1080, day, None, 1) for n, day in enumerate(days, 1))
    placement = Serving(1, (Week(days[0], SATURDAY_MORNING),), days[0])
    order = Order(date(2026, 3, 20), CourtOrderKind.JORNADAS_CHANGED, 2, 1)
    plant_facts(Facts(40, (order,), (placement,), entries, weekdays_authorised=False), officer=officer)

    assert tally(Matter.SERVED, officer).count == 1
    assert tally(Matter.SERVED, officer, date(2026, 3, 19)) == NOTHING


@pytest.mark.parametrize(("weeks", "count"), [(38, 1), (39, 0)])
def test_jornadas_that_fit_no_more_before_the_penalty_prescribes(officer: Account, weeks: int, count: int) -> None:
    """One of forty is served, so thirty-nine weeks are needed, the present one among them."""
    serving(officer=officer, prescribes_on=ON - timedelta(days=2) + timedelta(weeks=weeks) - timedelta(days=1))

    assert tally(Matter.NOT_FITTING, officer).count == count


def test_a_breach_at_court_is_followed_until_the_court_orders(officer: Account) -> None:
    alert = plant_alert(officer=officer)
    with transaction() as session:
        row = session.get_one(BreachAlert, alert.id)
        row.state, row.explanation_due_on, row.decided_on = BreachState.REPORTED, ON, ON

    before = tally(Matter.AT_COURT, officer)
    day = ON + timedelta(days=3)
    order = {"kind": CourtOrderKind.STAY, "ordered_on": day, "in_force_from": day, "number": ""}
    add(CourtOrder(sentence_id=alert.placement.sentence_id, officer_id=officer.id, **order))

    assert before == Tally(1, ON)
    assert tally(Matter.AT_COURT, officer) == NOTHING


def test_whoever_was_notified_is_to_be_interviewed_within_ten_business_days(officer: Account) -> None:
    to_begin = {"saturdays": 0, "since": date(2026, 4, 4), "state": PlacementState.NOTIFIED}
    late, timely, planned = (serving(officer=officer, **to_begin) for _ in range(3))
    for sentence, day in ((late, date(2026, 3, 10)), (timely, date(2026, 3, 20)), (planned, date(2026, 3, 10))):
        add(event(placement_of(sentence), PlacementChange.NOTIFIED, effective_on=day))
    signed = {"account_id": officer.id, "account_name": officer.full_name}
    days = {"interviewed_on": ON, "first_day": ON}
    add(IndividualPlan(placement_id=placement_of(planned), objectives="x", activities="x", **days, **signed))

    assert tally(Matter.NOT_INTERVIEWED, officer) == Tally(1, date(2026, 3, 10))


def test_whoever_began_without_an_interview_is_still_to_be_interviewed(officer: Account) -> None:
    begun = placement_of(serving(officer=officer))
    add(event(begun, PlacementChange.NOTIFIED, effective_on=date(2026, 3, 10)))

    assert tally(Matter.NOT_INTERVIEWED, officer) == Tally(1, date(2026, 3, 10))


def test_a_suspension_whose_time_is_over(officer: Account) -> None:
    for until in (ON - timedelta(days=1), ON):
        sentence = serving(officer=officer, state=PlacementState.SUSPENDED)
        told = {"cause": SuspensionCause.ILLNESS, "effective_on": date(2026, 3, 1), "until": until}
        add(event(placement_of(sentence), PlacementChange.SUSPENDED, **told))

    assert tally(Matter.SUSPENSION_OVER, officer) == Tally(1, ON - timedelta(days=1))


def test_the_last_step_towards_a_start_names_the_day_to_go_on(officer: Account) -> None:
    placement_id = placement_of(serving(officer=officer, state=PlacementState.NOTIFIED))
    taken = {"placement_id": placement_id, "kind": StartStepKind.CALL, "taken_on": date(2026, 3, 20)}
    signed = {"account_id": officer.id, "account_name": officer.full_name}
    add(StartStep(**taken, next_on=date(2026, 3, 25), **signed))

    due = tally(Matter.STEP_DUE, officer)
    add(StartStep(**taken, next_on=ON + timedelta(days=1), **signed))

    assert due == Tally(1, date(2026, 3, 25))
    assert tally(Matter.STEP_DUE, officer) == NOTHING


def test_whoever_has_not_begun_is_told_by_one_matter_alone(officer: Account) -> None:
    def told() -> set[Matter]:
        matters = read_alerts(officer=officer, on=ON).matters
        return {matter for matter, counted in matters.items() if counted.count}

    since = {"saturdays": 0, "since": date(2026, 3, 28), "state": PlacementState.NOTIFIED}
    placement_id = placement_of(serving(officer=officer, **since))
    add(event(placement_id, PlacementChange.NOTIFIED, effective_on=date(2026, 3, 10)))
    before = told()
    taken = {"placement_id": placement_id, "kind": StartStepKind.CALL, "taken_on": date(2026, 3, 30)}
    add(StartStep(**taken, next_on=ON, account_id=officer.id, account_name=officer.full_name))

    assert before == {Matter.NOT_STARTED}
    assert told() == {Matter.STEP_DUE}


def test_whoever_should_have_started_is_told(officer: Account) -> None:
    serving(officer=officer, saturdays=0, since=date(2026, 3, 28), state=PlacementState.NOTIFIED)
    serving(officer=officer, saturdays=0, since=date(2026, 4, 4), state=PlacementState.NOTIFIED)

    assert tally(Matter.NOT_STARTED, officer) == Tally(1, date(2026, 3, 28))


def test_somebody_of_whom_nothing_was_noted_for_two_weeks(officer: Account) -> None:
    serving(officer=officer, saturdays=1)
    serving(officer=officer, saturdays=4)
    serving(officer=officer, saturdays=0, since=date(2026, 3, 28))

    assert tally(Matter.NO_ENTRY, officer) == Tally(1, FIRST_SATURDAY)


def test_people_at_a_unit_whose_registration_ended(officer: Account) -> None:
    serving(officer=officer)
    with transaction() as session:
        newest = session.query(Registration).order_by(Registration.id.desc()).first()
        newest.valid_to = ON - timedelta(days=1)
    serving(officer=officer)

    assert tally(Matter.UNIT_NOT_IN_FORCE, officer) == Tally(1, ON - timedelta(days=1))


def test_alerts_of_breach_are_told_apart_by_what_they_wait_for(officer: Account) -> None:
    first, second, third = (plant_alert(officer=officer) for _ in range(3))
    with transaction() as session:
        for alert, due_on in ((second, ON - timedelta(days=1)), (third, ON)):
            row = session.get_one(BreachAlert, alert.id)
            row.state, row.explanation_due_on = BreachState.EXPLAINING, due_on

    alerts = read_alerts(officer=officer, on=ON)

    assert alerts.breaches_to_review == Tally(1, first.reached_on)
    assert alerts.explanations_to_weigh == Tally(1, ON - timedelta(days=1))


def test_the_number_of_queries_does_not_grow(officer: Account) -> None:
    plant_alert(officer=officer)
    serving(officer=officer, prescribes_on=ON + timedelta(days=30))
    few = count_queries(lambda: read_alerts(officer=officer, on=ON))
    for _ in range(3):
        serving(officer=officer, prescribes_on=ON + timedelta(days=30))

    assert count_queries(lambda: read_alerts(officer=officer, on=ON)) == few <= 11


def test_a_list_is_cut_into_pages(officer: Account) -> None:
    for _ in range(2):
        serving(officer=officer, prescribes_on=ON)

    page = list_matter(Matter.PRESCRIBING, officer=officer, on=ON, page=9)

    assert (page.total, page.number, len(page.items)) == (2, 1, 2)


def test_outsiders_see_no_list(app: Flask) -> None:
    with pytest.raises(NotAllowed):
        read_alerts(officer=make_account(Role.UNIT_SUPERVISOR), on=ON)
