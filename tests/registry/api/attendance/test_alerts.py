from datetime import timedelta

import pytest

from registry.extensions.clock import today
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.vocabulary.attendance import Matter
from tests.factories.accounts import make_officer
from tests.factories.breaches import plant_alert
from tests.factories.placements import make_serving
from tests.registry.api.programs import Program

LONG_AGO = today() - timedelta(days=today().weekday() + 2, weeks=8)


@pytest.fixture
def silent(officer: Account) -> Placement:
    """Somebody of whom nothing was noted in eight weeks; another office has one too."""
    make_serving(officer=make_officer(), starts_on=LONG_AGO)
    return make_serving(officer=officer, starts_on=LONG_AGO)


def test_what_asks_for_the_office_is_counted_with_its_first_day(program: Program, officer: Account, silent: Placement):
    plant_alert(officer=officer)

    told = program.ask("GET", "/alerts")

    counts = {row["matter"]: (row["count"], row["first"]) for row in told["matters"]}
    assert list(counts) == [matter.value for matter in Matter]
    assert counts["no_entry"][0] == 2
    assert counts["not_started"] == (0, None)
    assert told["breaches_to_review"] == {"count": 1, "first": "2026-03-14"}


def test_the_placements_of_a_matter_are_listed_page_by_page(program: Program, silent: Placement):
    told = program.ask("GET", "/alerts/placements?matter=no_entry&per_page=1")

    [row] = told["items"]
    assert (row["placement"]["id"], row["day"]) == (silent.id, LONG_AGO.isoformat())
    assert (told["total"], told["per_page"]) == (1, 1)
