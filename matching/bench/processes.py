"""Running a task in a fresh process while watching the memory of all processes it starts."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from tempfile import TemporaryFile
from typing import IO

import psutil

from matching.bench.task import Ending, Reading, Task, reading_from

TICK_SECONDS = 0.05
"""Time between two looks at the memory."""

MEMORY_SHARE = 0.85
"""Part of the machine's memory at which a run is ended, before the machine ends something else."""

GRACE_SECONDS = 120.0
"""Past its limit, what generating, building, checking and a solver's last phase may take."""


def measured(task: Task) -> Reading:
    """The reading of a task, with the peak memory of the whole process tree: resident, added up, seen every 50 ms."""
    command = [sys.executable, "-m", "matching.bench.worker", task.to_json()]
    with TemporaryFile("w+") as output, TemporaryFile("w+") as errors:
        process = subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, start_new_session=True
        )
        try:
            ending, peak = _watch(process, task.limit_seconds * 1.25 + GRACE_SECONDS)
        finally:
            _end(process)
        if ending:
            return _without_answer(task, ending, "", peak)
        lines, died = _lines(output), _lines(errors)
    if process.returncode or not lines:
        return _without_answer(task, Ending.FAILED, died[-1] if died else f"code {process.returncode}", peak)
    return replace(reading_from(json.loads(lines[-1])), peak_bytes=peak)


def _lines(file: IO[str]) -> list[str]:
    file.seek(0)
    return file.read().strip().splitlines()


def _watch(process: subprocess.Popen[bytes], limit_seconds: float) -> tuple[Ending | None, int]:
    """Wait for the end, or bring it about; answers why, and the peak memory."""
    started, peak, most = time.monotonic(), 0, MEMORY_SHARE * psutil.virtual_memory().total
    while process.poll() is None:
        peak = max(peak, tree_bytes(process.pid))
        if peak > most:
            return Ending.OUT_OF_MEMORY, peak
        if time.monotonic() - started > limit_seconds:
            return Ending.OUT_OF_TIME, peak
        time.sleep(TICK_SECONDS)
    return None, peak


def tree_bytes(number: int) -> int:
    """Resident memory of a process and all it has started; pages they share count for each."""
    total = 0
    for process in _tree(number):
        try:
            total += process.memory_info().rss
        except psutil.Error:  # it has just ended
            continue
    return total


def _tree(number: int) -> list[psutil.Process]:
    try:
        root = psutil.Process(number)
        return [root, *root.children(recursive=True)]
    except psutil.Error:
        return []


def _end(process: subprocess.Popen[bytes]) -> None:
    """Leave nothing running, whatever happened: the process leads a group that holds all it has started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _without_answer(task: Task, ending: Ending, note: str, peak: int) -> Reading:
    return Reading(task.contestant, task.size, task.seed, ending, note, peak_bytes=peak)
