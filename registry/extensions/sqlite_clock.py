"""A clock that an older SQLite lacks.

From Python 3.12 on, DBOS stamps its rows with `unixepoch('subsec')`, which SQLite knows from 3.42 on;
Debian 12 has 3.40, where it is NULL and no worker starts.
"""

import sqlite3
import time
from typing import Any

from sqlalchemy import Engine, event

FIRST_WITH_FRACTIONS = (3, 42)


def install() -> None:
    """Teach every SQLite connection of this process the fractions of a second, where it lacks them."""
    if sqlite3.sqlite_version_info < FIRST_WITH_FRACTIONS and not event.contains(Engine, "connect", teach):
        event.listen(Engine, "connect", teach)


def teach(connection: Any, _record: Any) -> None:
    """Let a connection answer `unixepoch('subsec')`; other databases keep their own clocks."""
    if isinstance(connection, sqlite3.Connection):
        connection.create_function("unixepoch", 1, _unixepoch)


def _unixepoch(moment: str) -> float | None:
    """Seconds since 1970 with their thousandths, whole ones for «now»; nothing else is asked for."""
    return {"subsec": round(time.time(), 3), "now": float(int(time.time()))}.get(moment)
