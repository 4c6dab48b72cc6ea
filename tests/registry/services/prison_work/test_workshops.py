from typing import Any

import pytest
from flask import Flask

from registry.errors import InvalidFields, NotAllowed, NotFound, StaleVersion
from registry.services.prison_work import pavilions, workshops
from registry.services.prison_work.workshop_details import PavilionDetails, RoomDetails
from tests.factories.accounts import make_chief
from tests.factories.religious import JULIACA, PUNO, make_director
from tests.factories.work_activities import make_published, make_work_officer, make_workshop, workshop_details


def test_staff_of_a_prison_see_and_keep_its_workshops_alone(app: Flask):
    officer = make_work_officer(JULIACA)
    workshop = make_workshop(officer=officer)
    make_workshop(prison=PUNO)

    assert [one.id for one in workshops.list_workshops(JULIACA, officer=officer)] == [workshop.id]
    with pytest.raises(NotFound):
        workshops.list_workshops(PUNO, officer=officer)
    with pytest.raises(NotFound):
        workshops.get_workshop(workshop.id, officer=make_director(PUNO))
    with pytest.raises(NotAllowed):
        workshops.open_workshop(workshop_details(), officer=make_chief())


def test_a_workshop_has_a_name_of_its_own_in_its_prison(app: Flask):
    workshop = make_workshop()

    with pytest.raises(InvalidFields) as refusal:
        make_workshop(name=workshop.name)

    assert refusal.value.problems == {"name": ("workshop_known", {})}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": " "}, "name"),
        ({"rooms": ()}, "rooms"),
        ({"rooms": (RoomDetails(0, 5), RoomDetails(0, 6))}, "rooms"),
        ({"rooms": (RoomDetails(0, 0),)}, "rooms-0-capacity"),
        ({"floor_m2": 0.0}, "floor_m2"),
        ({"pavilions": (99,)}, "pavilions"),
    ],
)
def test_a_workshop_that_cannot_be_says_which_field_is_wrong(app: Flask, changed: dict[str, Any], field: str):
    with pytest.raises(InvalidFields) as refusal:
        make_workshop(**changed)

    assert list(refusal.value.problems) == [field]


def test_only_pavilions_of_the_prison_reach_a_workshop(app: Flask):
    own = pavilions.open_pavilion(PavilionDetails(JULIACA, "Pabellón 1"), officer=make_director(JULIACA))
    other = pavilions.open_pavilion(PavilionDetails(PUNO, "Pabellón 1"), officer=make_director(PUNO))

    assert make_workshop(pavilions=(own.id,)).pavilions == [str(own.id)]
    with pytest.raises(InvalidFields):
        make_workshop(pavilions=(other.id,))


def test_a_pavilion_is_corrected_over_the_version_that_was_read(app: Flask):
    director = make_director(JULIACA)
    pavilion = pavilions.open_pavilion(PavilionDetails(JULIACA, "Pabellón 2"), officer=director)
    closed = PavilionDetails(JULIACA, "Pabellón 2", is_open=False)
    pavilions.change_pavilion(pavilion.id, closed, version=1, officer=director)

    assert not pavilions.get_pavilion(pavilion.id, officer=director).is_open
    with pytest.raises(StaleVersion):
        pavilions.change_pavilion(pavilion.id, closed, version=1, officer=director)


def test_the_room_that_published_vacancies_were_promised_is_not_taken_away(app: Flask):
    officer, workshop = make_work_officer(JULIACA), make_workshop()
    make_published(workshop=workshop, places=6)
    smaller = workshop_details(name=workshop.name, rooms=(RoomDetails(0, 5),))

    with pytest.raises(InvalidFields) as refusal:
        workshops.change_workshop(workshop.id, smaller, version=workshop.version, officer=officer)

    assert refusal.value.problems["rooms-0-capacity"] == ("room_promised_to_work", {"people": "6 personas"})
    view = workshops.get_workshop(workshop.id, officer=officer)
    assert [(room.promised, room.free) for room in view.rooms[:2]] == [(6, 4), (0, 10)]


def test_a_workshop_in_use_stays_open(app: Flask):
    officer, workshop = make_work_officer(JULIACA), make_workshop()
    activity = make_published(workshop=workshop)
    closed = workshop_details(name=workshop.name, is_open=False)

    with pytest.raises(InvalidFields) as refusal:
        workshops.change_workshop(workshop.id, closed, version=workshop.version, officer=officer)

    assert refusal.value.problems == {"is_open": ("workshop_in_use", {"activities": activity.title})}
