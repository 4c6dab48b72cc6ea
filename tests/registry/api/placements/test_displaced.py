from datetime import date, timedelta

import pytest

from registry.extensions.clock import today
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.placements.placements import get_placement
from tests.factories.institutions import make_unit, make_vacancy
from tests.factories.placements import make_serving
from tests.factories.rounds import FakeQueue, compute
from tests.registry.api.programs import Program


def last_saturday() -> date:
    return today() - timedelta(days=today().weekday() + 2)


@pytest.fixture
def serving(officer: Account) -> Placement:
    """Somebody at a unit, and somebody at another one whom nobody is to move."""
    make_serving(officer=officer, starts_on=last_saturday())
    return make_serving(officer=officer, starts_on=last_saturday())


@pytest.fixture
def unit_id(officer: Account, serving: Placement) -> int:
    return get_placement(serving.id, officer=officer).vacancy.unit_id


def test_who_would_have_to_go_is_listed(program: Program, serving: Placement, unit_id: int):
    told = program.ask("GET", f"/units/{unit_id}/displaced")

    assert (told["receives"], [each["id"] for each in told["placements"]]) == (True, [serving.id])


def test_a_round_for_them_alone_is_followed_to_its_proposals(
    program: Program, officer: Account, queue: FakeQueue, serving: Placement, unit_id: int
):
    make_vacancy(officer=officer)

    answer = program.send("POST", f"/units/{unit_id}/displaced/round", status=202)
    round_id = answer.get_json()["public_id"]
    compute(round_id)

    assert answer.headers["Location"] == f"/api/v1/rounds/{round_id}"
    assert program.ask("GET", f"/rounds/{round_id}")["unit_id"] == unit_id
    (proposed,) = program.ask("GET", f"/rounds/{round_id}/proposals")["items"]
    assert proposed["sentence_id"] == serving.sentence_id
    assert proposed["unit_id"] != unit_id


def test_a_unit_where_nobody_serves_needs_no_round(program: Program, officer: Account, queue: FakeQueue):
    program.ask("POST", f"/units/{make_unit(officer=officer).id}/displaced/round", status=409)


def test_another_office_s_unit_is_not_found(stranger: Program, unit_id: int):
    stranger.ask("GET", f"/units/{unit_id}/displaced", status=404)
    stranger.ask("POST", f"/units/{unit_id}/displaced/round", status=404)
