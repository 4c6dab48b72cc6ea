import pytest
from flask import Flask

from registry.errors import InvalidFields, NotAllowed, NotFound, StaleVersion
from registry.services.religious import rooms
from registry.services.religious.details import RoomDetails
from tests.factories.accounts import make_chief
from tests.factories.religious import (
    ENTERED_ON,
    JULIACA,
    PUNO,
    make_approved,
    make_director,
    make_group,
    make_representative,
    make_room,
    make_visitor,
)

CHAPEL = RoomDetails(JULIACA, "Capilla", 40)


def test_a_director_keeps_the_rooms_of_their_own_prison(app: Flask):
    director = make_director(JULIACA)
    room = rooms.open_room(CHAPEL, officer=director)
    make_room(prison=PUNO)

    assert [one.id for one in rooms.list_rooms(officer=director)] == [room.id]
    with pytest.raises(NotFound):
        rooms.get_room(room.id, officer=make_director(PUNO))
    with pytest.raises(NotFound):
        rooms.open_room(CHAPEL, officer=make_director(PUNO))


def test_nobody_but_a_director_keeps_rooms(app: Flask):
    with pytest.raises(NotAllowed):
        rooms.open_room(CHAPEL, officer=make_chief())


def test_a_room_has_a_name_of_its_own_in_its_prison(app: Flask):
    director = make_director(JULIACA)
    rooms.open_room(CHAPEL, officer=director)

    with pytest.raises(InvalidFields) as refusal:
        rooms.open_room(CHAPEL, officer=director)

    assert refusal.value.problems == {"name": ("room_known", {})}


@pytest.mark.parametrize(
    ("details", "field"),
    [(RoomDetails(JULIACA, "  ", 40), "name"), (RoomDetails(JULIACA, "Patio", 0), "capacity")],
)
def test_a_room_has_a_name_and_holds_somebody(app: Flask, details: RoomDetails, field: str):
    with pytest.raises(InvalidFields) as refusal:
        rooms.open_room(details, officer=make_director(JULIACA))

    assert list(refusal.value.problems) == [field]


def test_a_correction_over_an_older_version_is_refused(app: Flask):
    director = make_director(JULIACA)
    room = rooms.open_room(CHAPEL, officer=director)
    rooms.change_room(room.id, RoomDetails(JULIACA, "Capilla", 50), version=room.version, officer=director)

    with pytest.raises(StaleVersion):
        rooms.change_room(room.id, RoomDetails(JULIACA, "Capilla", 60), version=room.version, officer=director)


def test_a_group_is_offered_the_open_rooms_of_prisons_that_it_may_enter(app: Flask):
    group = make_group()
    representative = make_representative(group)
    make_visitor(representative=representative)
    director = make_director(JULIACA)
    offered, closed = make_room(director=director), make_room(director=director)
    rooms.change_room(closed.id, RoomDetails(JULIACA, "Patio", 9, is_open=False), version=1, officer=director)
    make_room(prison=PUNO)

    listed = rooms.rooms_for(group.id, officer=representative, on=ENTERED_ON)

    assert [room.id for room in listed] == [offered.id]


def test_a_room_holds_whom_it_was_promised_to(app: Flask):
    director, room = make_director(), make_room()
    make_approved(room=room, people=55)
    smaller = RoomDetails(JULIACA, room.name, 54)

    with pytest.raises(InvalidFields) as refusal:
        rooms.change_room(room.id, smaller, version=room.version, officer=director, on=ENTERED_ON)

    assert refusal.value.problems["capacity"] == ("room_promised", {"people": 55})
