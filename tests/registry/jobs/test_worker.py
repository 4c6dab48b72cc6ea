import signal
from uuid import uuid4

import pytest
from flask import Flask

from registry.extensions.clock import now
from registry.extensions.database import transaction
from registry.extensions.queue import round_queue
from registry.services.rounds import workers
from tests.programs import eventually
from tests.queued import queued
from tests.registry.jobs.conftest import Marks, Start


@pytest.fixture
def public_id(bare_queue: None) -> str:
    """The only round in the queue."""
    public_id = str(uuid4())
    enqueue(public_id)
    return public_id


def enqueue(public_id: str) -> None:
    with transaction() as session:
        round_queue().enqueue(session, public_id)


def await_end(app: Flask, public_id: str) -> None:
    eventually(lambda: queued(app, public_id)[0].status == "SUCCESS", "the workflow ends")


def test_a_worker_killed_while_solving_goes_on_there_when_it_is_started_again(
    app: Flask, start: Start, marks: Marks, public_id: str
) -> None:
    with start("one") as worker:
        marks.await_line(f"solve begins {public_id}")
        worker.kill()
    marks.let_go()
    enqueue(public_id)
    with start("one"):
        await_end(app, public_id)

    again = [f"solve begins {public_id}", f"solve ends {public_id}", f"publish {public_id}"]
    assert marks.lines() == [f"freeze {public_id}", f"solve begins {public_id}", *again]


def test_a_worker_told_to_stop_ends_in_seconds_and_another_one_carries_its_round_on(
    app: Flask, start: Start, marks: Marks, public_id: str
) -> None:
    with start("one") as worker:
        marks.await_line(f"solve begins {public_id}")
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(10) == 0
    assert workers.list_alive(at=now()) == []
    marks.let_go()
    with start("two"):
        await_end(app, public_id)

    assert marks.lines().count(f"freeze {public_id}") == 1
    assert marks.lines()[-1] == f"publish {public_id}"
