from functools import partial

import pytest
from flask import Flask

from registry.errors import InvalidFields
from registry.models import Account, PrisonVisit
from registry.services.religious import agents, visits
from registry.vocabulary.religious import PrisonVisitState
from tests.factories.religious import (
    ENTERED_ON,
    JULIACA,
    PUNO,
    make_approved,
    make_director,
    make_group,
    make_representative,
    make_room,
    make_visit,
    make_visitor,
)
from tests.functional.rivals import DONE, race

BOTH = (JULIACA, PUNO)


def refused(visit: PrisonVisit, director: Account) -> str:
    with pytest.raises(InvalidFields) as refusal:
        visits.approve(visit.id, version=visit.version, officer=director, on=ENTERED_ON)
    return refusal.value.problems["agents"][0]


def test_an_agent_is_asked_for_in_one_place_at_a_time(app: Flask):
    representative = make_representative(make_group())
    agent = make_visitor(representative=representative, prisons=BOTH)
    make_visit(representative=representative, agent=agent)

    with pytest.raises(InvalidFields) as refusal:
        make_visit(representative=representative, agent=agent, room=make_room(prison=PUNO), start_minute=600)

    assert refusal.value.problems["agents"][0] == "agent_busy"
    assert refusal.value.problems["agents"][1]["start"] == "9:00"


def test_an_agent_may_come_to_one_visit_after_another(app: Flask):
    representative = make_representative(make_group())
    agent = make_visitor(representative=representative, prisons=BOTH)
    make_visit(representative=representative, agent=agent)

    later = make_visit(
        representative=representative, agent=agent, room=make_room(prison=PUNO), start_minute=660, end_minute=720
    )

    assert later.state is PrisonVisitState.REQUESTED


def test_whoever_two_groups_send_is_in_one_place_at_a_time(app: Flask):
    first, second = make_representative(make_group()), make_representative(make_group())
    own = make_visitor(representative=first, document_number="44556677")
    same = make_visitor(representative=second, document_number="44556677", prisons=(PUNO,))
    waiting = make_visit(representative=second, agent=same, room=make_room(prison=PUNO))
    make_approved(representative=first, agent=own)

    assert refused(waiting, make_director(PUNO)) == "agent_busy"


def test_what_another_group_only_asks_for_keeps_nobody_from_a_visit(app: Flask):
    first, second = make_representative(make_group()), make_representative(make_group())
    make_visit(representative=first, agent=make_visitor(representative=first, document_number="44556677"))
    same = make_visitor(representative=second, document_number="44556677", prisons=(PUNO,))

    assert make_visit(representative=second, agent=same, room=make_room(prison=PUNO)).id


def test_a_visit_that_was_called_off_frees_its_agents(app: Flask):
    representative = make_representative(make_group())
    agent = make_visitor(representative=representative, prisons=BOTH)
    visit = make_visit(representative=representative, agent=agent)

    visits.cancel(visit.id, version=visit.version, officer=representative, on=ENTERED_ON)

    assert make_visit(representative=representative, agent=agent, room=make_room(prison=PUNO)).id


def test_of_two_groups_that_want_one_room_at_once_one_is_given_it(app: Flask):
    room, director = make_room(), make_director()
    waiting = [make_visit(room=room), make_visit(room=room, start_minute=600, end_minute=700)]

    outcomes = race(app, [partial(approve, visit, director) for visit in waiting] * 2)

    assert sorted(outcomes)[0] == DONE
    assert outcomes.count(DONE) == 1


def test_of_two_prisons_that_want_one_person_at_once_one_has_them(app: Flask):
    first, second = make_representative(make_group()), make_representative(make_group())
    own = make_visitor(representative=first, document_number="44556677")
    same = make_visitor(representative=second, document_number="44556677", prisons=(PUNO,))
    here = make_visit(representative=first, agent=own)
    there = make_visit(representative=second, agent=same, room=make_room(prison=PUNO))

    outcomes = race(app, [partial(approve, here, make_director()), partial(approve, there, make_director(PUNO))])

    assert sorted(outcomes) == [DONE, "invalid_fields"]


def test_of_a_director_and_a_group_at_one_visit_one_is_first(app: Flask):
    representative, director = make_representative(make_group()), make_director()
    visit = make_visit(representative=representative)
    calling_off = partial(visits.cancel, visit.id, version=visit.version, officer=representative, on=ENTERED_ON)

    outcomes = race(app, [partial(approve, visit, director), calling_off])

    assert sorted(outcomes) == [DONE, "stale_version"]


def test_a_group_that_asks_twice_at_once_asks_once(app: Flask):
    representative, room = make_representative(make_group()), make_room()
    agent = make_visitor(representative=representative)

    outcomes = race(app, [partial(make_visit, representative=representative, room=room, agent=agent)] * 4)

    assert sorted(outcomes) == [DONE] + ["visit_requested_already"] * 3


def test_an_agent_who_goes_while_their_visit_is_approved_is_let_in_by_nobody(app: Flask):
    representative, director = make_representative(make_group()), make_director()
    agent = make_visitor(representative=representative)
    visit = make_visit(representative=representative, agent=agent)
    present = agents.get_agent(agent.id, officer=representative)
    going = partial(agents.retire, agent.id, reason="Se mudó", version=present.version, officer=representative)

    outcomes = race(app, [going, partial(approve, visit, director)])

    assert outcomes[0] == DONE
    assert outcomes[1] in (DONE, "invalid_fields")


def approve(visit: PrisonVisit, director: Account) -> PrisonVisit:
    return visits.approve(visit.id, version=visit.version, officer=director, on=ENTERED_ON)
