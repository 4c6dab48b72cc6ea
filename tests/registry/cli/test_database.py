from flask import Flask
from sqlalchemy import inspect

from registry.extensions.database import Base, db


def test_upgrade_creates_the_registrys_tables_and_the_queues(empty_app: Flask) -> None:
    result = empty_app.test_cli_runner().invoke(args=["db", "upgrade"])

    with empty_app.app_context():
        tables = set(inspect(db.engine).get_table_names())
    assert result.exit_code == 0, result.output
    assert {*Base.metadata.tables, "workflow_status"} <= tables


def test_upgrading_twice_changes_nothing(empty_app: Flask) -> None:
    runner = empty_app.test_cli_runner()
    runner.invoke(args=["db", "upgrade"])

    result = runner.invoke(args=["db", "upgrade"])

    assert (result.exit_code, result.output) == (0, "La base de datos está al día.\n")


def test_check_tells_the_command_that_mends_a_stale_database(empty_app: Flask) -> None:
    result = empty_app.test_cli_runner().invoke(args=["db", "check"])

    assert result.exit_code == 1
    assert "reinserta db upgrade" in result.output


def test_downgrade_asks_before_it_loses_anything(empty_app: Flask) -> None:
    runner = empty_app.test_cli_runner()
    runner.invoke(args=["db", "upgrade"])

    runner.invoke(args=["db", "downgrade"], input="n\n")

    assert runner.invoke(args=["db", "check"]).exit_code == 0


def test_downgrade_takes_the_tables_away(empty_app: Flask) -> None:
    runner = empty_app.test_cli_runner()
    runner.invoke(args=["db", "upgrade"])

    result = runner.invoke(args=["db", "downgrade", "base", "--yes"])

    with empty_app.app_context():
        left = set(inspect(db.engine).get_table_names()) & set(Base.metadata.tables)
    assert (result.exit_code, left) == (0, set())
