"""One person's penalty from the court's paper to the certificate of its last jornada, over the weeks that it takes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import chapters, service_chapters
from tests.browser.calendar import Service, travelling_service
from tests.browser.chapters import Referred
from tests.browser.conftest import DESK, OpenPage
from tests.browser.desk import Desk
from tests.browser.looking import Looker

OFFICE = "arequipa"
PERSON = Referred("Arequipa, Arequipa, Arequipa", "41200003", "0401")

pytestmark = pytest.mark.acceptance


@pytest.fixture(scope="module")
def service(built_registry: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of this story's own, whose calendar it turns over."""
    with travelling_service(built_registry, tmp_path_factory.mktemp("whole")) as service:
        yield service


@pytest.fixture(scope="module")
def site(service: Service) -> str:
    """Where its pages are."""
    return service.address


def test_a_penalty_is_served_to_its_end(open_page: OpenPage, service: Service):
    desk = Desk(open_page(DESK), OFFICE, Looker())
    visitor = Desk(open_page(DESK), "", Looker())
    desk.sign_in()
    chapters.register_person(desk, PERSON)
    service_chapters.register_converted_sentence(desk, PERSON, jornadas=2)
    chapters.start_round(desk)
    chapters.await_result(desk)
    chapters.list_proposals(desk, "Por revisar")
    chapters.confirm(desk, PERSON.name)
    chapters.notify(desk, [PERSON.name])

    service_chapters.agree_on_plan(desk, service, PERSON)
    service_chapters.miss_weeks(desk, service, PERSON, weeks=2)
    code = service_chapters.ask_for_explanation(desk, service, PERSON)
    service_chapters.explain_oneself(visitor, PERSON, code)
    service_chapters.accept_explanation(desk, PERSON)

    service_chapters.serve_weeks(desk, service, PERSON, weeks=2)
    service_chapters.see_own_balance(visitor, PERSON, code)
    service_chapters.complete(desk, PERSON)
    for number in service_chapters.sign_last_letters(desk, PERSON):
        chapters.verify(visitor, number)
    service_chapters.recompute_letters(service)
