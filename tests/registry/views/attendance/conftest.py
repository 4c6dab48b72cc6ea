"""A unit's supervisor on the first Saturday, at their phone."""

import pytest
from flask.testing import FlaskClient

from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.placements.placements import get_placement
from registry.views.attendance import closing, sessions, taps, today
from tests.browsing import Browser
from tests.factories.attendance import FIRST, make_placement, make_supervisor


@pytest.fixture
def expected(officer: Account) -> Placement:
    """Somebody who comes to a unit on Saturdays."""
    return get_placement(make_placement(officer=officer).id, officer=officer)


@pytest.fixture
def unit_id(expected: Placement) -> int:
    return expected.vacancy.unit_id


@pytest.fixture
def supervisor(unit_id: int) -> Account:
    return make_supervisor(unit_id)


@pytest.fixture
def unit_phone(client: FlaskClient, supervisor: Account, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """The supervisor's browser, on the first Saturday."""
    for module in (today, taps, sessions, closing):
        monkeypatch.setattr(module, "today", lambda: FIRST)
    return Browser(client).sign_in(supervisor)
