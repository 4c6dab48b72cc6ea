"""When a process has to stop: it was told to, or the process that started it is gone."""

import os
import select
import signal
import threading
from types import FrameType, TracebackType
from typing import Any

TOLD_BY = (signal.SIGTERM, signal.SIGINT)


class StopSignal:
    """SIGTERM, SIGINT or the end of the parent, told through pipes, so that a wait ends at once.

    *lifeline* is the reading end of a pipe whose writing end only the parent holds: the system closes
    it when the parent ends, however it ends.
    """

    def __init__(self, lifeline: int | None = None) -> None:
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)
        self._sources = [self._reader] if lifeline is None else [self._reader, lifeline]
        self._before: dict[int, Any] = {}

    def __enter__(self) -> "StopSignal":
        self._before = {number: signal.signal(number, self._note) for number in TOLD_BY}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        os.close(self._reader)
        os.close(self._writer)

    def wait(self, seconds: float) -> bool:
        """Sleep until told to stop, at most *seconds*; whether to stop."""
        return bool(select.select(self._sources, [], [], seconds)[0])

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        os.write(self._writer, b".")


def stop_with_parent(lifeline: int) -> None:
    """Send this process SIGTERM when its parent ends; for processes with a signal loop of their own."""
    threading.Thread(target=_follow, args=(lifeline,), name="lifeline", daemon=True).start()


def _follow(lifeline: int) -> None:
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)
