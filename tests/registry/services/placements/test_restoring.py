"""Undoing a confirmed move."""

import json
from datetime import date, timedelta

import pytest
from flask import Flask

from registry.errors import PlaceTaken, WrongState
from registry.extensions.clock import today
from registry.extensions.database import reading, transaction
from registry.ledger.sessions import scheduled
from registry.models import Placement, Vacancy
from registry.services.accounts.accounts import Account
from registry.services.attendance.facts import facts_of
from registry.services.documents.documents import issue
from registry.services.institutions import vacancies
from registry.services.people.persons import get_person
from registry.services.placements.placements import Start, begin, foresee_undoing, get_placement, undo
from registry.services.placements.transitions import CHANGE_LETTERS
from registry.services.rounds.relocating import RelocationDetails, relocate
from registry.vocabulary.placements import PlacementChange, PlacementState, SuspensionCause
from tests.factories.institutions import make_vacancy, saturday_afternoon, saturday_morning, sunday
from tests.factories.people import make_person, make_sentence
from tests.factories.placements import SATURDAY, WEEK, change, make_placement, make_serving, version_of
from tests.factories.rounds import make_desk_officer
from tests.threads import at_once


def last_saturday() -> date:
    return today() - timedelta(days=today().weekday() + 2)


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_desk_officer()


@pytest.fixture
def vacancy(officer: Account) -> Vacancy:
    """A single place on Saturdays."""
    shifts = (saturday_morning(places=1), saturday_afternoon(places=1))
    return make_vacancy(officer=officer, total_places=1, shifts=shifts)


@pytest.fixture
def serving(officer: Account, vacancy: Vacancy) -> Placement:
    return make_serving(officer=officer, vacancy=vacancy, starts_on=last_saturday())


def move(placement: Placement, officer: Account) -> Placement:
    """Move somebody to another place in three weeks."""
    details = RelocationDetails(make_vacancy(officer=officer).id, "Vive más cerca", last_saturday() + 3 * WEEK)
    return relocate(placement.id, details, version=version_of(placement), officer=officer, on=today())


def taken(vacancy_id: int, officer: Account) -> list[int]:
    found = vacancies.get_vacancy(vacancy_id, officer=officer)
    return [found.places_taken, *(shift.places_taken for shift in found.shifts)]


def days_of(placement: Placement, weeks: int = 5) -> dict[int, set[date]]:
    """Days on which somebody is due, by placement."""
    with reading() as session:
        facts = facts_of(session, placement.sentence_id)
    found: dict[int, set[date]] = {}
    for each in scheduled(facts, last_saturday(), last_saturday() + weeks * WEEK):
        found.setdefault(each.placement_id, set()).add(each.day)
    return found


def test_whoever_was_to_move_has_the_earlier_place_as_if_they_had_never_left_it(officer, serving, vacancy):
    before = days_of(serving)
    moved = move(serving, officer)

    undo(moved.id, officer=officer)

    restored = get_placement(serving.id, officer=officer)
    assert (restored.state, restored.end_reason) == (PlacementState.ACTIVE, None)
    assert (restored.events[-1].change, restored.events[-1].effective_on) == (PlacementChange.RESTORED, moved.starts_on)
    assert days_of(serving) == before
    assert taken(vacancy.id, officer) == [1, 1, 1]
    assert taken(moved.vacancy_id, officer)[0] == 0


def test_it_may_move_again_and_that_too_can_be_undone(officer, serving):
    undo(move(serving, officer).id, officer=officer)

    undo(move(serving, officer).id, officer=officer)

    assert get_placement(serving.id, officer=officer).state is PlacementState.ACTIVE


def test_a_suspension_and_a_schedule_of_days_to_come_stand_as_before(officer):
    vacancy = make_vacancy(officer=officer, shifts=(saturday_morning(), saturday_afternoon(), *sunday()))
    person = make_person(officer=officer, free_shifts=(10, 11, 12, 13))
    serving = make_serving(
        officer=officer,
        vacancy=vacancy,
        sentence=make_sentence(officer=officer, person=person),
        starts_on=last_saturday(),
    )
    sundays = [(12, 480, 780), (13, 840, 1140)]
    later = {"effective_on": last_saturday() + 4 * WEEK, "attendances": tuple(sundays)}
    change(serving, PlacementChange.RESCHEDULED, officer=officer, on=today(), **later)
    before = days_of(serving)

    undo(move(serving, officer).id, officer=officer)

    assert days_of(serving) == before


def test_whoever_was_suspended_is_suspended_again(officer, serving):
    change(serving, PlacementChange.SUSPENDED, officer=officer, on=today(), cause=SuspensionCause.ILLNESS)

    undo(move(serving, officer).id, officer=officer)

    assert get_placement(serving.id, officer=officer).state is PlacementState.SUSPENDED
    assert all(day <= today() for day in days_of(serving)[serving.id])


def test_a_suspension_that_outlived_an_undone_move_ends_where_it_began(officer, serving):
    change(serving, PlacementChange.SUSPENDED, officer=officer, on=today(), cause=SuspensionCause.ILLNESS)
    undo(move(serving, officer).id, officer=officer)

    resumed = change(serving, PlacementChange.RESUMED, officer=officer, on=today())

    assert (resumed.state, resumed.end_reason) == (PlacementState.ACTIVE, None)
    assert max(days_of(serving)[serving.id]) > today()


def test_a_place_that_somebody_took_meanwhile_is_told_before_and_refused(officer, serving, vacancy):
    moved = move(serving, officer)
    free = foresee_undoing(moved.id, officer=officer)
    make_placement(officer=officer, vacancy=vacancy)

    gone = foresee_undoing(moved.id, officer=officer)
    with pytest.raises(PlaceTaken) as refusal:
        undo(moved.id, officer=officer)

    assert (free.placement.id, free.is_free, gone.is_free) == (serving.id, True, False)
    assert refusal.value.code == "left_place_taken"
    assert get_placement(moved.id, officer=officer).state is PlacementState.CONFIRMED
    assert get_placement(serving.id, officer=officer).state is PlacementState.ENDED


def test_half_days_that_another_penalty_took_meanwhile_are_refused(officer, serving):
    moved = move(serving, officer)
    with transaction() as session:
        session.get_one(Placement, moved.id).attendances = [[12, 480, 780]]
    person_id = get_placement(serving.id, officer=officer).sentence.person_id
    second = make_sentence(officer=officer, person=get_person(person_id, officer=officer))
    begin(Start(second.id, make_vacancy(officer=officer).id, SATURDAY, today()), officer=officer)

    with pytest.raises(WrongState) as refusal:
        undo(moved.id, officer=officer)

    assert refusal.value.code == "overlapping_sentences"


def test_somebody_who_waited_before_gets_nothing_back(officer):
    confirmed = make_placement(officer=officer)

    assert foresee_undoing(confirmed.id, officer=officer) is None
    assert undo(confirmed.id, officer=officer).state is PlacementState.ENDED


def test_the_unit_and_the_person_can_be_told(officer, serving):
    undo(move(serving, officer).id, officer=officer)

    told = [issue(serving.id, kind, officer=officer, on=today()).content for kind in CHANGE_LETTERS]

    assert [json.loads(content)["change"]["code"] for content in told] == ["restored", "restored"]


def test_of_an_undoing_and_a_start_at_the_last_place_one_has_it(app: Flask, officer, serving, vacancy):
    moved, other = move(serving, officer), make_sentence(officer=officer)

    at_once(
        app,
        lambda: undo(moved.id, officer=officer),
        lambda: begin(Start(other.id, vacancy.id, SATURDAY, today()), officer=officer),
    )

    assert taken(vacancy.id, officer) == [1, 1, 1]
