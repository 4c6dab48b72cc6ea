"""Programs of ours as processes of their own, ended with the test that started them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

PATIENCE_SECONDS = 40.0
ROOT = Path(__file__).parents[3]


@contextmanager
def running(arguments: Sequence[str], settings: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Run `python -m …` under these settings alone; whatever is left of it at the end is killed."""
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


def eventually(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds; fail where it never does."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, f"never: {what}"
        time.sleep(0.05)
