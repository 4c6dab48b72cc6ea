from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from registry.errors import NotAllowed
from registry.extensions.database import reading, transaction
from registry.ledger.examples import Example, examples
from registry.ledger.facts import Entry, Facts, Serving, Week
from registry.models import AttendanceEntry, BreachAlert, Placement, Sentence
from registry.services.accounts.accounts import Account
from registry.services.attendance.breaches import count_turns, find_breaches, list_alerts, list_of_sentence, turn_of
from registry.services.attendance.notes import Note
from registry.services.attendance.recording import record
from registry.vocabulary.accounts import Role
from registry.vocabulary.attendance import BreachState, BreachTurn, Ground, Outcome
from registry.vocabulary.placements import EndReason, PlacementState
from tests.factories.accounts import make_account, make_officer
from tests.factories.breaches import FIRST_SATURDAY, SATURDAY_MORNING, plant_absences, plant_alert, plant_facts
from tests.statements import count_queries
from tests.threads import at_once

ON, WEEK = date(2026, 4, 1), timedelta(weeks=1)


@pytest.fixture
def officer(app: Flask) -> Account:
    """An officer; another office has an alert of its own."""
    plant_alert(officer=make_officer())
    return make_officer()


def alerts() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(BreachAlert)) or 0


def change(alert: BreachAlert, **columns: object) -> None:
    with transaction() as session:
        row = session.get_one(BreachAlert, alert.id)
        for name, value in columns.items():
            setattr(row, name, value)


def test_the_thirty_examples_raise_the_alerts_that_they_tell(officer: Account) -> None:
    def raised(example: Example) -> list[tuple[Ground, date, date]]:
        sentence = plant_facts(example.facts, officer=officer)
        find_breaches(on=example.on)
        found = list_of_sentence(sentence.id, officer=officer)
        return sorted((alert.ground, alert.first_day, alert.reached_on) for alert in found)

    assert {one.title: raised(one) for one in examples()} == {
        one.title: sorted(one.expected.breaches) for one in examples()
    }


def test_an_alert_names_the_entries_that_caused_it(officer: Account) -> None:
    alert = plant_alert(0, 1, officer=officer)

    assert (alert.state, alert.ground, len(alert.entry_ids)) == (BreachState.TO_REVIEW, Ground.CONSECUTIVE_ABSENCES, 2)


def test_looking_again_changes_nothing(officer: Account) -> None:
    plant_absences(0, 1, 2, officer=officer)

    raised = [find_breaches(on=ON), find_breaches(on=ON), find_breaches(on=ON + timedelta(days=1))]

    assert raised == [2, 0, 0]


def test_two_looks_at_once_raise_each_alert_once(app: Flask, officer: Account) -> None:
    plant_absences(0, 1, officer=officer)
    before = alerts()

    at_once(app, *[lambda: find_breaches(on=ON)] * 3)

    assert alerts() == before + 1


def test_nothing_is_raised_before_its_day(officer: Account) -> None:
    plant_absences(0, 1, officer=officer)

    assert find_breaches(on=FIRST_SATURDAY + timedelta(days=6)) == 0


def test_an_ended_placement_keeps_its_alerts_and_gets_no_more(officer: Account) -> None:
    first = plant_alert(officer=officer)
    other = plant_absences(0, 1, officer=officer)
    with transaction() as session:
        for placement in session.scalars(select(Placement)):
            placement.state, placement.end_reason = PlacementState.ENDED, EndReason.OTHER

    assert find_breaches(on=ON) == 0
    assert [one.id for one in list_of_sentence(first.placement.sentence_id, officer=officer)] == [first.id]
    assert list_of_sentence(other.id, officer=officer) == []


def test_whoever_withdrew_an_alert_is_not_asked_again(officer: Account) -> None:
    alert = plant_alert(officer=officer)
    change(alert, state=BreachState.WITHDRAWN)

    assert find_breaches(on=ON) == 0


def consecutive(sentence: Sentence, officer: Account) -> list[date]:
    """First days of the sentence's alerts of absences on end."""
    found = list_of_sentence(sentence.id, officer=officer)
    return [alert.first_day for alert in found if alert.ground is Ground.CONSECUTIVE_ABSENCES]


def excuse_first(sentence: Sentence, officer: Account) -> AttendanceEntry:
    """Correct the first absence of a sentence."""
    with reading() as session:
        own = Placement.sentence_id == sentence.id
        entry = session.scalars(select(AttendanceEntry).join(Placement).where(own).order_by(AttendanceEntry.id)).first()
    assert entry is not None
    about = entry.placement_id, entry.day, entry.shift, Outcome.EXCUSED_HEALTH
    return record(Note(*about, remark="Constancia", replaces_id=entry.id), officer=officer, on=ON)


def test_a_breach_whose_first_day_was_corrected_is_not_raised_again(officer: Account) -> None:
    sentence = plant_absences(0, 1, 2, officer=officer)
    find_breaches(on=ON)

    excuse_first(sentence, officer)

    assert find_breaches(on=ON) == 0
    assert consecutive(sentence, officer) == [FIRST_SATURDAY]


def test_who_decided_on_a_corrected_breach_is_not_asked_again(officer: Account) -> None:
    sentence = plant_absences(0, 1, 2, officer=officer)
    find_breaches(on=ON)
    excuse_first(sentence, officer)
    for alert in list_of_sentence(sentence.id, officer=officer):
        change(alert, state=BreachState.WITHDRAWN, decided_on=ON)

    assert find_breaches(on=ON + timedelta(days=1)) == 0


def test_an_absence_noted_after_the_decision_is_a_breach_with_those_that_are_left(officer: Account) -> None:
    alert = plant_alert(officer=officer)
    sentence = alert.placement.sentence
    excuse_first(sentence, officer)
    change(alert, state=BreachState.WITHDRAWN, decided_on=ON)
    later = Note(alert.placement_id, FIRST_SATURDAY + 2 * WEEK, 10, Outcome.UNEXCUSED)

    record(later, officer=officer, on=ON)

    assert find_breaches(on=ON) == 1
    assert consecutive(sentence, officer) == [FIRST_SATURDAY, FIRST_SATURDAY + WEEK]


def test_a_withdrawn_alert_is_reviewed_again_once_when_its_absences_are_noted_again(officer: Account) -> None:
    alert = plant_alert(officer=officer)
    sentence = alert.placement.sentence
    excused = excuse_first(sentence, officer)
    closed = {"state": BreachState.WITHDRAWN, "decided_on": ON - WEEK}
    change(alert, **closed, explanation_due_on=ON - WEEK, explained_on=ON - WEEK)
    assert find_breaches(on=ON) == 0

    again = Note(alert.placement_id, FIRST_SATURDAY, 10, Outcome.UNEXCUSED, remark="Era falsa", replaces_id=excused.id)
    record(again, officer=officer, on=ON)

    assert [find_breaches(on=ON), find_breaches(on=ON)] == [1, 0]
    [found] = list_of_sentence(sentence.id, officer=officer)
    assert (found.id, found.state, found.decided_on) == (alert.id, BreachState.TO_REVIEW, None)
    assert (found.explanation_due_on, found.explained_on) == (None, None)
    change(alert, **closed)
    assert find_breaches(on=ON) == 0


def test_the_turns_tell_who_has_to_act(officer: Account) -> None:
    to_review, running, over, explained, closed = (plant_alert(officer=officer) for _ in range(5))
    change(running, state=BreachState.EXPLAINING, explanation_due_on=ON)
    change(over, state=BreachState.EXPLAINING, explanation_due_on=ON - timedelta(days=1))
    change(explained, state=BreachState.EXPLAINING, explanation_due_on=ON, explained_on=ON)
    change(closed, state=BreachState.WITHDRAWN)

    listed = {turn: {one.id for one in list_alerts(turn, officer=officer, on=ON).items} for turn in BreachTurn}

    assert listed == {
        BreachTurn.OFFICE: {to_review.id, over.id, explained.id},
        BreachTurn.PERSON: {running.id},
        BreachTurn.NOBODY: {closed.id},
    }
    assert count_turns(officer=officer, on=ON) == {turn: len(found) for turn, found in listed.items()}


@pytest.mark.parametrize("turn", BreachTurn)
def test_an_alert_in_hand_has_the_turn_of_its_list(officer: Account, turn: BreachTurn) -> None:
    for days in (-1, 0, 1):
        change(plant_alert(officer=officer), state="explaining", explanation_due_on=ON + timedelta(days=days))
    change(plant_alert(officer=officer), state=BreachState.REPORTED, explanation_due_on=ON)
    plant_alert(officer=officer)

    assert {turn_of(one, ON) for one in list_alerts(turn, officer=officer, on=ON).items} == {turn}


def test_what_may_go_to_the_judge_stands_first_then_the_graver_ground(officer: Account) -> None:
    plant_absences(0, 1, 2, officer=officer)
    overdue = plant_alert(officer=officer)
    change(overdue, state=BreachState.EXPLAINING, explanation_due_on=ON - timedelta(days=1))

    listed = list_alerts(BreachTurn.OFFICE, officer=officer, on=ON).items

    assert listed[0].id == overdue.id
    assert [one.ground for one in listed[1:]] == [Ground.CONSECUTIVE_ABSENCES, Ground.ALTERNATE_ABSENCES]


def test_a_list_takes_the_same_queries_however_long_it_is(officer: Account) -> None:
    plant_alert(officer=officer)
    few = count_queries(lambda: list_alerts(BreachTurn.OFFICE, officer=officer, on=ON))
    for _ in range(4):
        plant_alert(officer=officer)

    assert count_queries(lambda: list_alerts(BreachTurn.OFFICE, officer=officer, on=ON)) == few


def test_the_search_takes_few_queries_where_nothing_is_new(officer: Account) -> None:
    for _ in range(5):
        plant_alert(officer=officer)

    assert count_queries(lambda: find_breaches(on=ON)) <= 8


def test_a_supervisor_judges_nobody(app: Flask) -> None:
    with pytest.raises(NotAllowed):
        list_alerts(BreachTurn.OFFICE, officer=make_account(Role.UNIT_SUPERVISOR), on=ON)


def test_who_attends_raises_no_alert(officer: Account) -> None:
    day = FIRST_SATURDAY
    came = Entry(1, day, 10, Outcome.ATTENDED, 480, 780, day, None, 1)
    serving = Serving(1, (Week(day, SATURDAY_MORNING),), day)
    plant_facts(Facts(40, (), (serving,), (came,), weekdays_authorised=False), officer=officer)

    assert find_breaches(on=ON) == 0
