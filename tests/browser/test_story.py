"""From a court's order to letters that anybody can verify, at a desk and on a phone."""

import pytest

from tests.browser import chapters
from tests.browser.chapters import Referred
from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.desk import Desk
from tests.browser.looking import Looker

OFFICES = {
    DESK: ("tarapoto", Referred("Tarapoto, San Martín, San Martín", "41200001", "2208")),
    PHONE: ("huancayo", Referred("Huancayo, Huancayo, Junín", "41200002", "1501")),
}


@pytest.fixture
def desk(open_page: OpenPage, width: int) -> Desk:
    """The case officer of an office where nothing was decided yet."""
    desk = Desk(open_page(width), OFFICES[width][0], Looker())
    desk.sign_in()
    return desk


@pytest.fixture
def visitor(open_page: OpenPage, width: int) -> Desk:
    """Somebody of the public."""
    return Desk(open_page(width), "", Looker())


def test_a_court_s_order_becomes_placements_that_the_public_can_verify(desk: Desk, visitor: Desk, width: int):
    person = OFFICES[width][1]
    chapters.register_person(desk, person)
    chapters.register_sentence(desk, person)
    chapters.see_vacancies(desk)
    chapters.start_round(desk)
    round_ = chapters.await_result(desk)

    first, moved, left, pinned, excluded, *others = chapters.list_proposals(desk, "Por revisar")
    to_review = desk.page.url
    chapters.confirm(desk, first)
    chapters.decide_otherwise(desk, to_review, moved, left, pinned, excluded)
    chapters.sign_for(desk, to_review, others[:2])
    chapters.notify(desk, [first, moved, *others[:2]])

    chapters.see_why_nowhere(desk, round_)
    for code in chapters.read_letters(desk, first):
        chapters.verify(visitor, code)
    chapters.look_up_later(desk, first)
