"""An inmate leaves: for another prison, or for good."""

from datetime import date

import pytest

from registry.errors import InvalidFields, NotFound, WrongState
from registry.services.prison_work.inmate_directory import InmateFilter, list_inmates
from registry.services.prison_work.inmates import get_inmate
from registry.services.prison_work.moves import release, return_to_prison, transfer
from tests.factories.inmates import TODAY, make_inmate, make_keeper, make_pavilion_of
from tests.factories.religious import JULIACA, PUNO

pytestmark = pytest.mark.usefixtures("app")


def test_the_file_of_a_transferred_inmate_is_the_other_prison_s():
    keeper, other = make_keeper(), make_keeper(PUNO)
    inmate = make_inmate(officer=keeper, pavilion_id=make_pavilion_of().id)

    transfer(inmate.id, PUNO, version=1, officer=keeper)

    assert get_inmate(inmate.id, officer=other).pavilion_id is None
    with pytest.raises(NotFound):
        get_inmate(inmate.id, officer=keeper)


@pytest.mark.parametrize(("prison", "code"), [("EP999", "prison_unknown"), (JULIACA, "inmate_here_already")])
def test_nobody_is_sent_to_no_prison_or_to_their_own(prison, code):
    keeper = make_keeper()
    inmate = make_inmate(officer=keeper)

    with pytest.raises(InvalidFields) as refusal:
        transfer(inmate.id, prison, version=1, officer=keeper)

    assert refusal.value.problems["prison"][0] == code


def test_who_was_released_stands_apart_and_comes_back():
    keeper = make_keeper()
    inmate = make_inmate(officer=keeper)

    released = release(inmate.id, date(2026, 3, 1), version=1, officer=keeper, on=TODAY)
    apart = list_inmates(InmateFilter(is_released=True), officer=keeper)
    back = return_to_prison(inmate.id, version=released.version, officer=keeper)

    assert [one.id for one in apart.items] == [inmate.id]
    assert back.released_on is None
    assert list_inmates(officer=keeper).total == 1


@pytest.mark.parametrize("day", [date(2026, 3, 3), date(2025, 5, 31)])
def test_a_release_ahead_or_before_the_person_came_is_refused(day):
    keeper = make_keeper()

    with pytest.raises(InvalidFields, match="released_on"):
        release(make_inmate(officer=keeper).id, day, version=1, officer=keeper, on=TODAY)


def test_who_is_free_is_neither_released_again_nor_transferred():
    keeper = make_keeper()
    inmate = release(make_inmate(officer=keeper).id, TODAY, version=1, officer=keeper, on=TODAY)

    with pytest.raises(WrongState):
        transfer(inmate.id, PUNO, version=inmate.version, officer=keeper)


def test_who_is_held_is_not_taken_back():
    keeper = make_keeper()

    with pytest.raises(WrongState):
        return_to_prison(make_inmate(officer=keeper).id, version=1, officer=keeper)
