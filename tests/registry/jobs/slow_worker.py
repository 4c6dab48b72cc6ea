"""A worker program whose steps leave marks in a folder, and whose solve lasts until it is let go.

Run as `python -m tests.registry.jobs.slow_worker FOLDER`, with the settings in the environment.
"""

import os
import sys
import time
from pathlib import Path

from registry.factory import create_app
from registry.jobs.worker import run_worker
from registry.jobs.workflows import RoundSteps


def steps_marking(folder: Path) -> RoundSteps:
    """Steps that write a line each time they begin or end."""

    def mark(line: str) -> None:
        with (folder / "marks").open("a", encoding="utf-8") as marks:
            marks.write(line + "\n")

    def solve(public_id: str) -> None:
        mark(f"solve begins {public_id}")
        while not (folder / "go").exists():
            time.sleep(0.05)
        mark(f"solve ends {public_id}")

    return RoundSteps(
        freeze=lambda public_id: mark(f"freeze {public_id}"),
        solve=solve,
        publish=lambda public_id: mark(f"publish {public_id}"),
        appraise=lambda _public_id: None,
        interrupt=lambda public_id, failure: mark(f"interrupt {public_id} {failure}"),
    )


if __name__ == "__main__":
    run_worker(create_app(), steps=steps_marking(Path(sys.argv[1])))
    os._exit(0)
