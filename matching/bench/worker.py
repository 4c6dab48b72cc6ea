"""One run in a process of its own: a task as the argument, its reading as the last line of stdout."""

import json
import os
import signal
import sys
import threading
import time
from dataclasses import asdict

from matching.bench.contestants import run
from matching.bench.task import Ending, Reading, task_from_json


def main(line: str) -> None:
    """Run the task; a failure is a reading too."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    task = task_from_json(line)
    try:
        reading = run(task)
    except MemoryError:
        reading = Reading(task.contestant, task.size, task.seed, Ending.OUT_OF_MEMORY)
    except Exception as error:  # the last door: the other rows go on
        reading = Reading(task.contestant, task.size, task.seed, Ending.FAILED, f"{type(error).__name__}: {error}")
    sys.stdout.write("\n" + json.dumps(asdict(reading)) + "\n")


def _end_with(parent: int) -> None:
    """End this process and all it has started once whoever started it is gone, however that came about."""
    while os.getppid() == parent:
        time.sleep(1.0)
    if os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1])
