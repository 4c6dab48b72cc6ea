"""A worker's name: no other worker has it, and a restarted worker gets its old one back.

DBOS gives a name's unfinished rounds to whoever launches under it; two processes of one name would
run the same round twice.
"""

import fcntl
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from registry.config import Settings
from registry.errors import WrongState

MOST_WORKERS = 64


@contextmanager
def hold_name(settings: Settings) -> Iterator[str]:
    """Hold the worker's name as long as the block lasts; the system lets go of it when the process dies.

    The name is the configured one or, without one, the host's name and the first free number.

    Raises:
        WrongState: Another worker of this machine holds the configured name, or every number is taken.
    """
    folder = settings.instance_folder / "workers"
    folder.mkdir(parents=True, exist_ok=True)
    for name in _candidates(settings):
        lock = _lock(folder / f"{name}.lock")
        if lock is not None:
            with lock:
                yield name
            return
    raise WrongState("worker_name_taken", name=settings.worker_id)


def _candidates(settings: Settings) -> list[str]:
    if settings.worker_id:
        return [settings.worker_id]
    return [f"{socket.gethostname()[:60]}-{number}" for number in range(1, MOST_WORKERS + 1)]


def _lock(path: Path) -> IO[str] | None:
    """Lock the file for this process alone, or tell by None that another one holds it."""
    file = path.open("w", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
