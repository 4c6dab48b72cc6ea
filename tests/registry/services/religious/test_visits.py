from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotAllowed, NotFound, StaleVersion, WrongState
from registry.extensions.database import Base
from registry.services.religious import agents, rooms, visits
from registry.services.religious.details import RoomDetails
from registry.vocabulary.religious import PrisonVisitState
from tests.factories.religious import (
    ENTERED_ON,
    JULIACA,
    PUNO,
    VISITED_ON,
    make_agent,
    make_approved,
    make_director,
    make_group,
    make_representative,
    make_room,
    make_visit,
    make_visitor,
    visit_details,
)

ONE_DAY = timedelta(days=1)


def test_a_group_asks_for_a_room_with_its_agents(app: Flask):
    room = make_room()

    visit = make_visit(room=room)

    assert (visit.state, visit.prison, visit.room_id) == (PrisonVisitState.REQUESTED, JULIACA, room.id)
    assert [attendance.attended for attendance in visit.attendances] == [None]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"end_minute": 540}, "end"),
        ({"day": ENTERED_ON - ONE_DAY}, "day"),
        ({"day": date(2028, 1, 1)}, "day"),
        ({"people": 0}, "people"),
        ({"people": 61}, "people"),
        ({"agents": ()}, "agents"),
        ({"room_id": 999_999}, "room_id"),
    ],
)
def test_a_visit_that_cannot_be_names_what_to_correct(app: Flask, changed: dict[str, Any], field: str):
    with pytest.raises(InvalidFields) as refusal:
        make_visit(**changed)

    assert list(refusal.value.problems) == [field]


def test_a_room_that_is_closed_is_not_given(app: Flask):
    director, representative = make_director(), make_representative(make_group())
    room = make_room(director=director)
    closed = RoomDetails(JULIACA, room.name, 60, is_open=False)
    rooms.change_room(room.id, closed, version=room.version, officer=director)

    with pytest.raises(InvalidFields) as refusal:
        make_visit(representative=representative, room=room)

    assert refusal.value.problems["room_id"][0] == "room_closed"


def test_an_agent_whose_credential_is_not_signed_does_not_come(app: Flask):
    representative = make_representative(make_group())
    agent = make_agent(representative=representative)

    with pytest.raises(InvalidFields) as refusal:
        make_visit(representative=representative, agent=agent)

    assert refusal.value.problems["agents"][0] == "agent_without_credential"


def test_a_credential_opens_its_own_prison_alone(app: Flask):
    representative = make_representative(make_group())
    agent = make_visitor(representative=representative)

    with pytest.raises(InvalidFields) as refusal:
        make_visit(representative=representative, agent=agent, room=make_room(prison=PUNO))

    assert refusal.value.problems["agents"][0] == "agent_without_credential"


def test_nobody_asks_with_the_agents_of_another_group(app: Flask):
    group = make_group()
    stranger = make_visitor(representative=make_representative(make_group()))
    details = visit_details(make_room(), stranger)

    with pytest.raises(InvalidFields) as refusal:
        visits.request(group.id, details, officer=make_representative(group), on=ENTERED_ON)

    assert refusal.value.problems == {"agents": ("agent_unknown", {})}


def test_a_group_whose_authorisation_ends_before_the_day_does_not_come(app: Flask):
    with pytest.raises(WrongState, match="group_not_authorised"):
        make_visit(day=date(2027, 9, 5))


def test_hours_that_were_given_away_are_not_given_again(app: Flask):
    room = make_room()
    make_approved(room=room)

    with pytest.raises(WrongState) as refusal:
        make_visit(room=room, start_minute=630, end_minute=720)

    assert (refusal.value.code, refusal.value.facts["start"]) == ("visit_clash", "9:00")


def test_a_visit_may_begin_when_another_ends(app: Flask):
    room = make_room()
    make_approved(room=room)

    assert make_visit(room=room, start_minute=660, end_minute=720).state is PrisonVisitState.REQUESTED


def test_another_day_and_another_room_are_free(app: Flask):
    room = make_room()
    make_approved(room=room)

    assert make_visit(room=room, day=VISITED_ON + ONE_DAY).id
    assert make_visit(room=make_room()).id


def test_a_group_asks_for_the_same_hours_once(app: Flask):
    representative, room = make_representative(make_group()), make_room()
    make_visit(representative=representative, room=room)

    with pytest.raises(WrongState, match="visit_requested_already"):
        make_visit(representative=representative, room=room)


def test_of_two_groups_that_ask_for_the_same_hours_the_first_approved_wins(app: Flask):
    room, director = make_room(), make_director()
    first, second = make_visit(room=room), make_visit(room=room, start_minute=600, end_minute=700)
    visits.approve(first.id, version=first.version, officer=director, on=ENTERED_ON)

    with pytest.raises(WrongState, match="visit_clash"):
        visits.approve(second.id, version=second.version, officer=director, on=ENTERED_ON)


def test_of_two_directors_one_decides(app: Flask):
    visit, first, second = make_visit(), make_director(), make_director()
    approved = visits.approve(visit.id, version=visit.version, officer=first, on=ENTERED_ON)

    with pytest.raises(StaleVersion):
        visits.deny(visit.id, reason="No hay custodia", version=visit.version, officer=second, on=ENTERED_ON)
    assert (approved.decided_by_name, approved.decided_by_post) == (first.full_name, first.post)


def test_an_approval_asks_again_whether_the_agents_may_enter(app: Flask):
    representative = make_representative(make_group())
    agent = make_visitor(representative=representative)
    visit = make_visit(representative=representative, agent=agent)
    present = agents.get_agent(agent.id, officer=representative)
    agents.retire(agent.id, reason="Se mudó", version=present.version, officer=representative)

    with pytest.raises(InvalidFields) as refusal:
        visits.approve(visit.id, version=visit.version, officer=make_director(), on=ENTERED_ON)

    assert refusal.value.problems["agents"][0] == "agent_without_credential"


def test_a_denial_gives_its_reason(app: Flask):
    visit, director = make_visit(), make_director()

    with pytest.raises(InvalidFields):
        visits.deny(visit.id, reason=" ", version=visit.version, officer=director, on=ENTERED_ON)
    denied = visits.deny(visit.id, reason="No hay custodia", version=visit.version, officer=director, on=ENTERED_ON)

    assert (denied.state, denied.reason) == (PrisonVisitState.DENIED, "No hay custodia")


def test_an_approval_is_taken_back_until_its_day_is_over(app: Flask):
    visit, director = make_approved(), make_director()

    with pytest.raises(WrongState, match="visit_over"):
        visits.deny(visit.id, reason="Motín", version=visit.version, officer=director, on=VISITED_ON + ONE_DAY)
    denied = visits.deny(visit.id, reason="Motín", version=visit.version, officer=director, on=VISITED_ON)

    assert denied.state is PrisonVisitState.DENIED


def test_a_visit_that_was_called_off_frees_its_hours(app: Flask):
    representative, room = make_representative(make_group()), make_room()
    visit = make_approved(representative=representative, room=room)

    cancelled = visits.cancel(visit.id, version=visit.version, officer=representative, on=ENTERED_ON)

    assert cancelled.state is PrisonVisitState.CANCELLED
    assert make_visit(room=room).state is PrisonVisitState.REQUESTED
    with pytest.raises(WrongState, match="visit_state"):
        visits.cancel(visit.id, version=cancelled.version, officer=representative, on=ENTERED_ON)


def test_a_day_that_is_over_is_approved_by_nobody(app: Flask):
    visit = make_visit()

    with pytest.raises(WrongState, match="visit_over"):
        visits.approve(visit.id, version=visit.version, officer=make_director(), on=VISITED_ON + ONE_DAY)


def test_a_prison_decides_its_own_visits_alone(app: Flask):
    visit = make_visit()

    with pytest.raises(NotFound):
        visits.approve(visit.id, version=visit.version, officer=make_director(PUNO), on=ENTERED_ON)
    representative = make_representative(make_group())
    with pytest.raises(NotAllowed):
        visits.approve(visit.id, version=visit.version, officer=representative, on=ENTERED_ON)


def test_another_group_calls_nothing_off(app: Flask):
    visit = make_visit()

    with pytest.raises(NotFound):
        visits.cancel(visit.id, version=visit.version, officer=make_representative(make_group()), on=ENTERED_ON)


def test_nothing_of_people_in_prison_is_kept_but_how_many(app: Flask):
    tables = ("prison_visit", "visit_attendance", "prison_room")
    kept = {(table, column.name) for table in tables for column in Base.metadata.tables[table].columns}
    links = {key.target_fullname for table in tables for key in Base.metadata.tables[table].foreign_keys}

    assert not {column for _, column in kept} & {"person_id", "name_of_person", "religion", "document_number"}
    assert {("prison_visit", "people"), ("prison_visit", "people_came")} <= kept
    assert not {target for target in links if target.startswith(("person.", "sentence."))}
    religious = {c.name for c in Base.metadata.tables["person"].columns if "relig" in c.name or "faith" in c.name}
    assert not religious
