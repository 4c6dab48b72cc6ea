"""Child processes that live and end together."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from registry.extensions.logs import log
from registry.jobs.signals import StopSignal

LOOK_SECONDS = 0.5
GRACE_SECONDS = 10.0
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
#: A child that ran for so long had started well: its next end counts as the first.
STEADY_SECONDS = 60.0


@dataclass
class Child:
    """One process of the family: what it runs, and when it may be started again."""

    name: str
    arguments: Sequence[str]
    keep: tuple[int, ...] = ()
    revives: bool = False
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    revive_at: float = 0.0
    pause: float = FIRST_PAUSE_SECONDS

    def start(self, lifeline: int) -> None:
        """Start the process; it finds modules where this one does, and inherits only the files named."""
        command = [sys.executable, "-P", "-m", "registry.cli", *self.arguments, "--lifeline", str(lifeline)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        files = (lifeline, *self.keep)
        self.process = subprocess.Popen(command, env=environment, pass_fds=files)  # noqa: S603 - our own program
        self.started_at = time.monotonic()

    def take_end(self) -> int | None:
        """Note that the process is over and give its exit status, once; each quick end doubles the next pause."""
        status = None if self.process is None else self.process.poll()
        if status is not None:
            if time.monotonic() - self.started_at > STEADY_SECONDS:
                self.pause = FIRST_PAUSE_SECONDS
            self.process, self.revive_at = None, time.monotonic() + self.pause
            self.pause = min(2 * self.pause, LONGEST_PAUSE_SECONDS)
        return status


class Family:
    """Processes started together; the end of one that does not revive ends all.

    Each child holds the reading end of a pipe whose writing end is here alone, so that children end
    themselves even when this process is killed.
    """

    def __init__(self) -> None:
        self._lifeline, self._held = os.pipe()
        self._children: list[Child] = []

    def add(self, name: str, arguments: Sequence[str], *, keep: tuple[int, ...] = (), revives: bool = False) -> None:
        """Take in a `reinserta` command as a child; *keep* are the file numbers that it inherits."""
        self._children.append(Child(name, arguments, keep, revives))

    def live(self, stop: StopSignal) -> int:
        """Run the children until told to stop or until one ends for good; the exit status."""
        status: int | None = None
        try:
            while status is None:
                self._start_due()
                told = stop.wait(LOOK_SECONDS)
                status = 0 if told else self._look()
        finally:
            self._end()
        return status

    def _start_due(self) -> None:
        for child in self._children:
            if child.process is None and time.monotonic() >= child.revive_at:
                child.start(self._lifeline)

    def _look(self) -> int | None:
        for child in self._children:
            status = child.take_end()
            if status is None:
                continue
            log().error("process_ended", process=child.name, status=status, revives=child.revives)
            if not child.revives:
                return 1
        return None

    def _end(self) -> None:
        """Ask every child to end, and after a grace end it."""
        running = [child.process for child in self._children if child.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in running:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
