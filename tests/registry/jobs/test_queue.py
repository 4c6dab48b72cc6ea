from uuid import uuid4

import pytest
from flask import Flask

from registry.extensions.database import transaction
from registry.extensions.queue import round_queue
from registry.jobs.queue import QUEUE_NAME, VERSION, prepare_tables
from tests.queued import queued


def enqueue(public_id: str) -> None:
    with transaction() as session:
        round_queue().enqueue(session, public_id)


def enqueue_and_fail(public_id: str) -> None:
    with transaction():
        enqueue(public_id)
        raise RuntimeError


def test_a_committed_round_waits_in_the_queue_for_workers_of_this_version(app: Flask) -> None:
    public_id = str(uuid4())

    enqueue(public_id)

    (waiting,) = queued(app, public_id)
    assert (waiting.status, waiting.queue_name, waiting.app_version) == ("ENQUEUED", QUEUE_NAME, VERSION)


def test_the_queue_keeps_nothing_of_a_round_but_its_public_id(app: Flask) -> None:
    public_id = str(uuid4())

    enqueue(public_id)

    (waiting,) = queued(app, public_id)
    assert waiting.input == {"args": (public_id,), "kwargs": {}}


def test_a_rolled_back_transaction_enqueues_nothing(app: Flask) -> None:
    public_id = str(uuid4())

    with pytest.raises(RuntimeError):
        enqueue_and_fail(public_id)

    assert queued(app, public_id) == []


def test_enqueuing_twice_queues_once(app: Flask) -> None:
    public_id = str(uuid4())

    enqueue(public_id)
    enqueue(public_id)

    assert len(queued(app, public_id)) == 1


def test_preparing_the_tables_again_keeps_what_is_queued(app: Flask) -> None:
    public_id = str(uuid4())
    enqueue(public_id)

    prepare_tables(app)

    assert len(queued(app, public_id)) == 1
