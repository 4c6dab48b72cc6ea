"""Runs the migrations inside the application's context, on its engine and metadata."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from registry.migrations.turns import rebuilding

extension = current_app.extensions["migrate"]
engine = extension.db.engine


def include_name(name: str | None, kind: str, parents: Any) -> bool:
    """Leave the queue's own tables alone: DBOS migrates them."""
    return kind != "table" or name in extension.db.metadata.tables


def render_item(kind: str, item: Any, autogen_context: AutogenContext) -> str | Literal[False]:
    """Write our column types as the plain types beneath, so that migrations import nothing of ours."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


def migrate(connection: Connection) -> None:
    """Bring the schema up or down."""
    context.configure(
        connection=connection,
        target_metadata=extension.db.metadata,
        include_name=include_name,
        render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


with rebuilding(engine) as connection:
    migrate(connection)
    connection.commit()
