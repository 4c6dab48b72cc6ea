from datetime import timedelta

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotAllowed, StaleVersion, WrongState
from registry.services.religious import attending
from registry.services.religious.attending import Outcome
from registry.vocabulary.religious import PrisonVisitState
from tests.factories.religious import (
    VISITED_ON,
    make_approved,
    make_director,
    make_group,
    make_representative,
    make_visit,
)


def test_a_prison_notes_which_agents_came_and_how_many_people(app: Flask):
    visit = make_approved()
    came = visit.attendances[0].agent_id

    noted = attending.note(visit.id, Outcome(True, [came], 35), version=2, officer=make_director(), on=VISITED_ON)

    assert (noted.state, noted.people_came, noted.attendances[0].attended) == (PrisonVisitState.HELD, 35, True)


def test_what_was_not_held_says_why(app: Flask):
    visit, director = make_approved(), make_director()

    with pytest.raises(InvalidFields):
        attending.note(visit.id, Outcome(False), version=visit.version, officer=director, on=VISITED_ON)
    outcome = Outcome(False, reason="Nadie del grupo llegó")
    noted = attending.note(visit.id, outcome, version=visit.version, officer=director, on=VISITED_ON)

    assert (noted.state, noted.people_came, noted.attendances[0].attended) == (PrisonVisitState.NOT_HELD, None, False)


@pytest.mark.parametrize(
    ("outcome", "field"),
    [
        (Outcome(True, (), 12), "agents"),
        (Outcome(True, (999_999,), 12), "agents"),
        (Outcome(True, (), None), "people_came"),
        (Outcome(True, (), 5001), "people_came"),
    ],
)
def test_an_outcome_that_cannot_be_names_what_to_correct(app: Flask, outcome: Outcome, field: str):
    visit = make_approved()

    with pytest.raises(InvalidFields) as refusal:
        attending.note(visit.id, outcome, version=visit.version, officer=make_director(), on=VISITED_ON)

    assert field in refusal.value.problems


def test_nothing_is_noted_before_the_day(app: Flask):
    visit = make_approved()
    day = VISITED_ON - timedelta(days=1)

    with pytest.raises(WrongState, match="visit_to_come"):
        attending.note(visit.id, Outcome(False, reason="x"), version=visit.version, officer=make_director(), on=day)


def test_nothing_is_noted_of_a_visit_that_nobody_approved(app: Flask):
    visit = make_visit()
    outcome = Outcome(False, reason="No vino")

    with pytest.raises(WrongState, match="visit_state"):
        attending.note(visit.id, outcome, version=visit.version, officer=make_director(), on=VISITED_ON)


def test_what_was_noted_can_be_corrected_by_one_at_a_time(app: Flask):
    visit, director = make_approved(), make_director()
    came = Outcome(True, [visit.attendances[0].agent_id], 35)
    noted = attending.note(visit.id, came, version=visit.version, officer=director, on=VISITED_ON)

    again = Outcome(True, came.agents, 36)
    with pytest.raises(StaleVersion):
        attending.note(visit.id, again, version=visit.version, officer=director, on=VISITED_ON)
    assert attending.note(visit.id, again, version=noted.version, officer=director, on=VISITED_ON).people_came == 36


def test_a_group_does_not_note_its_own_attendance(app: Flask):
    with pytest.raises(NotAllowed):
        attending.note(1, Outcome(False, reason="x"), version=1, officer=make_representative(make_group()))
