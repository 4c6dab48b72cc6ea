"""What tests of services, pages and API share."""

import pytest
from flask import Flask

from registry.extensions.queue import QUEUE
from tests.factories.rounds import FakeQueue


@pytest.fixture
def queue(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FakeQueue:
    """A queue that runs nothing, in the worker's place."""
    fake = FakeQueue()
    monkeypatch.setitem(app.extensions, QUEUE, fake)
    return fake
