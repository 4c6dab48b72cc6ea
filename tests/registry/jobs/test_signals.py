import os
import signal
import subprocess
import sys
import time

import pytest

from registry.jobs.signals import StopSignal

FOLLOWER = """
import sys, time
from registry.jobs.signals import stop_with_parent
stop_with_parent(int(sys.argv[1]))
time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_wait_ends_at_once_when_the_process_is_told_to_stop(number: signal.Signals) -> None:
    with StopSignal() as stop:
        os.kill(os.getpid(), number)
        began = time.monotonic()

        assert stop.wait(120)
        assert time.monotonic() - began < 60


def test_a_wait_ends_at_once_when_the_parent_is_gone() -> None:
    lifeline, held = os.pipe()

    with StopSignal(lifeline) as stop:
        os.close(held)

        assert stop.wait(30)
    os.close(lifeline)


def test_a_wait_without_a_signal_lasts_its_time() -> None:
    with StopSignal() as stop:
        assert not stop.wait(0.01)


def test_the_former_handlers_are_back_afterwards() -> None:
    before = signal.getsignal(signal.SIGTERM)

    with StopSignal():
        pass

    assert signal.getsignal(signal.SIGTERM) is before


def test_a_process_that_follows_its_parent_ends_with_it() -> None:
    lifeline, held = os.pipe()
    command = [sys.executable, "-c", FOLLOWER, str(lifeline)]

    with subprocess.Popen(command, pass_fds=(lifeline,)) as follower:
        os.close(held)

        assert follower.wait(30) == -signal.SIGTERM
    os.close(lifeline)
