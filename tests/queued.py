"""What stands in the queue's tables, which no test's end empties."""

from collections.abc import Iterator
from contextlib import contextmanager

from dbos import DBOSClient, DBOSPortableJSONSerializer, WorkflowStatus
from flask import Flask

from registry.jobs.queue import database_url


def queued(app: Flask, public_id: str) -> list[WorkflowStatus]:
    """Workflows of a round, whatever their state."""
    with _client(app) as client:
        return client.list_workflows(workflow_ids=[public_id])


def empty_queue(app: Flask) -> None:
    """Take out the rounds that other tests left, so that a worker finds only those of this test."""
    with _client(app) as client:
        left = client.list_workflows(status=["ENQUEUED", "PENDING"])
        client.cancel_workflows([workflow.workflow_id for workflow in left])


@contextmanager
def _client(app: Flask) -> Iterator[DBOSClient]:
    client = DBOSClient(system_database_url=database_url(app), serializer=DBOSPortableJSONSerializer())
    try:
        yield client
    finally:
        client.destroy()
