"""An office that has all that letters must say, and somebody of whom they tell."""

import pytest
from flask import Flask

from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.vocabulary.attendance import Outcome
from tests.factories.attendance import FIRST, SECOND, THIRD, make_entry, make_placement
from tests.factories.rounds import make_desk_officer


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_desk_officer()


@pytest.fixture
def placement(officer: Account) -> Placement:
    """Somebody who came once and stayed away once, beside somebody who came always."""
    other = make_placement(officer=officer)
    for day in (FIRST, SECOND, THIRD):
        make_entry(other, day, officer=officer)
    placement = make_placement(officer=officer)
    make_entry(placement, FIRST, officer=officer)
    make_entry(placement, SECOND, officer=officer, outcome=Outcome.UNEXCUSED)
    return placement
