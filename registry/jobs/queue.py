"""The rounds' queue: DBOS's own tables, in the registry's own database."""

from functools import cached_property
from typing import Any

from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions
from flask import Flask

APPLICATION = "reinserta"
QUEUE_NAME = "rounds"
WORKFLOW = "run_round"
#: Changes only when the steps of a round do: rounds under way are left to workers of their own version.
VERSION = "2"


class DbosQueue:
    """Enqueues rounds within the caller's transaction, under their public id: twice is once."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    @cached_property
    def _client(self) -> DBOSClient:
        """Writes on the caller's connection and never opens its own, so it survives a fork."""
        return DBOSClient(
            system_database_url=database_url(self._app),
            serializer=DBOSPortableJSONSerializer(),
            application_name=APPLICATION,
            lazy=True,
        )

    def enqueue(self, session: Any, round_public_id: str) -> None:
        """Hand the round over within the session's transaction; the queue keeps its public id only."""
        options: EnqueueOptions = {
            "workflow_name": WORKFLOW,
            "queue_name": QUEUE_NAME,
            "workflow_id": round_public_id,
            "app_version": VERSION,
        }
        self._client.enqueue_in_transaction(session, options, round_public_id)


def prepare_tables(app: Flask) -> None:
    """Create or update DBOS's tables: beside ours on SQLite, in the schema `dbos` on PostgreSQL."""
    DBOS.migrate(database_url(app))


def database_url(app: Flask) -> str:
    """Address of the database in force, as its engine understands it."""
    with app.app_context():
        url: str = app.extensions["sqlalchemy"].engine.url.render_as_string(hide_password=False)
    return url
