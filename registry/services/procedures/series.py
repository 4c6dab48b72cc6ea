"""Yearly series of the whole country: case files and agreements are numbered without a number given twice."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from registry.models import YearlySeries

CASE_FILES = "case_file"
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def hold(session: Session, name: str, year: int) -> int:
    """The last number given; nobody else gives one, nor files, until the caller's transaction ends."""
    connection = session.connection()
    insert = _INSERTS[connection.dialect.name]
    connection.execute(insert(YearlySeries).values(name=name, year=year, last_number=0).on_conflict_do_nothing())
    own = select(YearlySeries.last_number).where(YearlySeries.name == name, YearlySeries.year == year)
    return int(connection.execute(own.with_for_update()).scalar_one())


def next_number(session: Session, name: str, year: int) -> int:
    """Give the next number of a year within the caller's transaction."""
    number = hold(session, name, year) + 1
    own = update(YearlySeries).where(YearlySeries.name == name, YearlySeries.year == year)
    session.connection().execute(own.values(last_number=number))
    return number
