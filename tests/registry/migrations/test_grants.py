"""The application's own database role, as `reinserta db grant` leaves it."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import make_url, text

from registry.config import Settings
from registry.errors import DomainError, WrongState
from registry.extensions.database import db
from registry.factory import create_app
from registry.migrations.grants import grant
from registry.services import audit
from registry.services.audit.verifying import verify
from registry.vocabulary.accounts import AuditAction
from tests.factories.accounts import make_office

NAME = f"reinserta_app_{os.getpid()}"
FORBIDDEN = (
    "UPDATE audit_entry SET purpose = 'otro'",
    "DELETE FROM audit_entry",
    "TRUNCATE audit_entry",
    "DELETE FROM audit_head",
    "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
    "DROP TRIGGER audit_entry_is_append_only ON audit_entry",
    "DROP TABLE audit_entry",
    "UPDATE attendance_entry SET arrived = 0",
    "DELETE FROM attendance_entry",
    "SET session_replication_role = replica",
)


@pytest.fixture
def limited_url(app: Flask) -> Iterator[str]:
    """Address of the database as the application's role."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no roles")
    with db.engine.begin() as connection:
        connection.execute(text(f"CREATE ROLE {NAME} LOGIN PASSWORD 'solo-pruebas'"))
    grant(NAME)
    yield db.engine.url.set(username=NAME, password="solo-pruebas").render_as_string(hide_password=False)
    with db.engine.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {NAME}"))
        connection.execute(text(f"DROP ROLE {NAME}"))


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_applications_role_can_neither_change_the_audit_nor_lift_its_guard(
    limited_url: str, statement: str
) -> None:
    audit.record(AuditAction.VIEWED, "person", 1)
    address = make_url(limited_url).set(drivername="postgresql").render_as_string(hide_password=False)

    with psycopg.connect(address) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


def test_the_registry_works_under_the_applications_role(limited_url: str, tmp_path: Path) -> None:
    with create_app(Settings(env="test", database_url=limited_url, instance=str(tmp_path))).app_context():
        office = make_office()
        verdict = verify()
        db.engine.dispose()

    assert office.id
    assert verdict.is_whole


def test_a_role_that_could_lift_its_own_limits_is_refused(app: Flask) -> None:
    with pytest.raises(WrongState) as refusal:
        grant(db.engine.url.username or "")

    is_sqlite = db.engine.dialect.name == "sqlite"
    assert refusal.value.code == ("grants_need_postgresql" if is_sqlite else "database_role_too_strong")


def test_a_role_that_does_not_exist_is_refused(app: Flask) -> None:
    with pytest.raises(DomainError) as refusal:
        grant("nobody")

    assert refusal.value.code in {"grants_need_postgresql", "database_role_missing"}
