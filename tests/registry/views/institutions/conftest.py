"""A case officer at their browser."""

import pytest
from flask.testing import FlaskClient

from registry.services.accounts.officers import Officer
from tests.browsing import Browser
from tests.factories.accounts import make_officer


@pytest.fixture
def officer(app: object) -> Officer:
    return make_officer(full_name="Rosa Medina", post="Especialista")


@pytest.fixture
def browser(client: FlaskClient, officer: Officer) -> Browser:
    return Browser(client).sign_in(officer)
