"""Programs of ours as processes of their own, ended with the test that started them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

PATIENCE_SECONDS = 120.0
ROOT = Path(__file__).parents[1]


@contextmanager
def running(arguments: Sequence[str], settings: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Run `python -m …` under these settings alone; at the end it is killed, and what it printed is shown."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("REINSERTA_")}
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env={**environment, **settings, "PYTHONUNBUFFERED": "1"},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()
            print(process.communicate()[0])


def eventually(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds; fail where it never does."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, f"never: {what}"
        time.sleep(0.05)


def family_of(pid: int) -> set[int]:
    """Process ids of a process and of all that it started, and they in turn."""
    parents = dict(filter(None, map(_parent_of, Path("/proc").glob("[0-9]*"))))
    family, grown = {pid}, True
    while grown:
        children = {child for child, parent in parents.items() if parent in family} - family
        family, grown = family | children, bool(children)
    return family


def is_running(pid: int) -> bool:
    """Whether a process is there and not merely unburied."""
    try:
        return _stat(Path(f"/proc/{pid}"))[0] != "Z"
    except OSError:
        return False


def _parent_of(folder: Path) -> tuple[int, int] | None:
    try:
        return int(folder.name), int(_stat(folder)[1])
    except OSError:
        return None


def _stat(folder: Path) -> list[str]:
    """State, parent and the rest of what the system tells of a process, after its name in parentheses."""
    return (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
