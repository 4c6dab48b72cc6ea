"""A round of an office, computed by the worker's own command, which dies on the way."""

import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask import Flask

from registry.extensions.clock import today
from registry.jobs.queue import database_url
from registry.models import Account, Round
from registry.services.rounds.proposals import ProposalFilter, list_ids
from registry.services.rounds.rounds import RoundDetails, get_round, request_stop, start_round
from registry.vocabulary.rounds import RoundState
from tests.factories.accounts import make_officer
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_sentence
from tests.programs import eventually, running
from tests.queued import empty_queue

PEOPLE = 12
Start = Callable[[], AbstractContextManager[subprocess.Popen[str]]]


@pytest.fixture
def start_worker(app: Flask, tmp_path: Path) -> Start:
    """Starts `reinserta worker` on the database of the test."""
    settings = {
        "REINSERTA_ENV": "test",
        "REINSERTA_DATABASE_URL": database_url(app),
        "REINSERTA_INSTANCE": str(tmp_path),
    }
    return lambda: running(["registry.cli", "worker"], settings)


@pytest.fixture
def officer(app: Flask) -> Account:
    """An officer whose office has more people waiting than places, beside an office of bystanders."""
    officer, bystander = make_officer(), make_officer()
    for each in (officer, bystander):
        make_vacancy(officer=each)
    for _ in range(PEOPLE):
        make_sentence(officer=officer)
    make_sentence(officer=bystander)
    return officer


@pytest.fixture
def started(app: Flask, officer: Account) -> Round:
    """The only round in the queue."""
    empty_queue(app)
    return start_round(RoundDetails(reference_date=today(), time_limit_seconds=30), officer=officer)


def await_end(started: Round, officer: Account) -> RoundState:
    """Wait until the round is over and tell how it ended."""
    eventually(lambda: not get_round(started.public_id, officer=officer).is_under_way, "the round ends")
    return get_round(started.public_id, officer=officer).state


def test_a_round_whose_worker_is_killed_proposes_to_everybody_exactly_once(
    start_worker: Start, started: Round, officer: Account
) -> None:
    with start_worker() as worker:
        eventually(lambda: get_round(started.public_id, officer=officer).state is not RoundState.QUEUED, "it starts")
        worker.kill()
    with start_worker():
        assert await_end(started, officer) is RoundState.READY

    assert len(list_ids(started.id, ProposalFilter(), officer=officer)) == PEOPLE


def test_a_round_asked_to_stop_ends_with_what_it_has(start_worker: Start, started: Round, officer: Account) -> None:
    request_stop(started.public_id, officer=officer)

    with start_worker():
        assert await_end(started, officer) in (RoundState.STOPPED, RoundState.EMPTY)

    assert len(list_ids(started.id, ProposalFilter(), officer=officer)) == PEOPLE
