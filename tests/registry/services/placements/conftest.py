"""Who decides, and somebody who serves at a vacancy that is open all weekend."""

import pytest
from flask import Flask

from registry.models import Placement, Vacancy
from registry.services.accounts.accounts import Account
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy, saturday_afternoon, saturday_morning, sunday
from tests.factories.people import make_person, make_sentence
from tests.factories.placements import make_serving


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


@pytest.fixture
def vacancy(officer: Account) -> Vacancy:
    return make_vacancy(officer=officer, shifts=(saturday_morning(), saturday_afternoon(), *sunday()))


@pytest.fixture
def serving(officer: Account, vacancy: Vacancy) -> Placement:
    """Somebody free at weekends, who serves on Saturdays."""
    person = make_person(officer=officer, free_shifts=(10, 11, 12, 13))
    return make_serving(officer=officer, vacancy=vacancy, sentence=make_sentence(officer=officer, person=person))
