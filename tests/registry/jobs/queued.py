"""What stands in the queue's tables."""

from dbos import DBOSClient, DBOSPortableJSONSerializer, WorkflowStatus
from flask import Flask

from registry.jobs.queue import database_url


def queued(app: Flask, public_id: str) -> list[WorkflowStatus]:
    """Workflows of a round, whatever their state."""
    client = DBOSClient(system_database_url=database_url(app), serializer=DBOSPortableJSONSerializer())
    try:
        return client.list_workflows(workflow_ids=[public_id])
    finally:
        client.destroy()
