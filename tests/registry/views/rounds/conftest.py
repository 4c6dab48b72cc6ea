"""An officer at their browser, with a round to look at."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.extensions.queue import QUEUE
from registry.services.accounts.officers import Officer
from tests.browsing import Browser
from tests.factories.rounds import FakeQueue, make_desk_officer


@pytest.fixture
def queue(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FakeQueue:
    """A queue that runs nothing, in the worker's place."""
    fake = FakeQueue()
    monkeypatch.setitem(app.extensions, QUEUE, fake)
    return fake


@pytest.fixture
def officer(app: Flask) -> Officer:
    return make_desk_officer(full_name="Rosa Medina", post="Especialista")


@pytest.fixture
def browser(client: FlaskClient, officer: Officer) -> Browser:
    return Browser(client).sign_in(officer)
