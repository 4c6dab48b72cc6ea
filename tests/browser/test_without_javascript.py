"""The main path for whoever has no scripts: an old phone, a line that lost them, a careful administrator."""

from tests.browser import chapters
from tests.browser.chapters import Referred
from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.desk import Desk
from tests.browser.looking import check_fits

OFFICES = {
    DESK: ("trujillo", Referred("Trujillo, Trujillo, La Libertad", "41200003", "1601")),
    PHONE: ("piura", Referred("Piura, Piura, Piura", "41200004", "2001")),
}


def test_a_person_is_registered_placed_and_notified_without_scripts(open_page: OpenPage, width: int):
    office, person = OFFICES[width]
    desk = Desk(open_page(width, scripts=False), office, check_fits)
    desk.sign_in()
    chapters.register_person(desk, person)
    chapters.register_sentence(desk, person)
    chapters.start_round(desk)
    round_ = chapters.ask_for_result(desk)

    first, second, third, *_ = chapters.list_proposals(desk, "Por revisar")
    to_review = desk.page.url
    chapters.confirm(desk, first)
    chapters.sign_for(desk, to_review, [second, third])
    chapters.notify(desk, [first, second])

    chapters.see_why_nowhere(desk, round_)
    assert len(set(chapters.read_letters(desk, first))) == 2
