import flask_migrate
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect

from registry.extensions.database import Base, db


def test_there_is_one_head(app: Flask) -> None:
    scripts = ScriptDirectory(str(app.extensions["migrate"].directory))

    assert len(scripts.get_heads()) == 1


def test_migrations_are_numbered(app: Flask) -> None:
    scripts = ScriptDirectory(str(app.extensions["migrate"].directory))

    revisions = sorted(script.revision for script in scripts.walk_revisions())

    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]


def test_migrations_equal_the_models(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _: kind != "table" or name in Base.metadata.tables}
        )

        assert compare_metadata(context, Base.metadata) == []


def test_migrations_go_down_and_up_again(app: Flask) -> None:
    flask_migrate.downgrade(revision="base")
    left = set(inspect(db.engine).get_table_names()) & set(Base.metadata.tables)
    flask_migrate.upgrade()

    assert left == set()
    assert set(Base.metadata.tables) <= set(inspect(db.engine).get_table_names())
