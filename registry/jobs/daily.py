"""What is done once a day: what has become due takes effect, breaches are looked for, missing sheets reminded of.

Each part may be run again at any time: what is done already is left alone. So nothing is lost where a
worker ends in the middle, and no day has to be noted: who starts later in the day looks once more.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from flask import Flask

from registry.extensions.actor import Actor, acting
from registry.extensions.clock import in_peru, now
from registry.extensions.logs import frames_of, log
from registry.services.attendance import breaches, reminders
from registry.services.placements import court_effects
from registry.services.rounds import workers

LOOK_SECONDS = 300.0
#: Hour in Peru from which the day's work is done: before the offices open, and letters arrive with the morning.
FIRST_HOUR = 5
#: On whose account it is done; whatever it writes names the process, never an officer.
PROCESS = Actor(name="system", post="process", purpose="revisión diaria")


@dataclass(frozen=True)
class Part:
    """One piece of the day's work, and how many things it did."""

    name: str
    work: Callable[[date, datetime], int]


PARTS = (
    Part("changes", lambda on, _at: court_effects.apply_due(on)),
    Part("breaches", lambda on, _at: breaches.find_breaches(on=on)),
    Part("reminders", lambda on, at: reminders.remind_due(on=on, at=at).units),
)


@dataclass(frozen=True)
class Done:
    """How many things each part did; None where it failed."""

    counts: dict[str, int | None]

    @property
    def is_whole(self) -> bool:
        """Whether every part came to its end."""
        return None not in self.counts.values()


def run_daily(*, on: date, at: datetime) -> Done:
    """Do a day's work now; a part that fails keeps no other from its own."""
    with acting(PROCESS):
        done = Done({part.name: _try(part, on, at) for part in PARTS})
    log().info("daily", **done.counts)
    return done


def start_daily(app: Flask, name: str) -> None:
    """Do each day's work beside the rounds, in a thread of its own; of several workers the first living one does it."""
    threading.Thread(target=_run_always, args=(app, name), name="daily", daemon=True).start()


def is_due(at: datetime, done_on: date | None) -> bool:
    """Whether the work of the day in Peru has its hour and was not done yet."""
    there = in_peru(at)
    return there.hour >= FIRST_HOUR and there.date() != done_on


def _run_always(app: Flask, name: str) -> None:
    done_on: date | None = None
    while True:
        with app.app_context():
            done_on = _look(name, done_on, now())
        time.sleep(LOOK_SECONDS)


def _look(name: str, done_on: date | None, at: datetime) -> date | None:
    """Do the work where it is due here; the day up to which it is done now."""
    try:
        if is_due(at, done_on) and workers.list_alive(at=at)[:1] in ([], [name]):
            day = in_peru(at).date()
            return day if run_daily(on=day, at=at).is_whole else done_on
    except Exception as error:  # the database may be away for a while: the next look tries again
        log().error("worker_could_not_look", kind=type(error).__name__, frames=frames_of(error))
    return done_on


def _try(part: Part, on: date, at: datetime) -> int | None:
    try:
        return part.work(on, at)
    except Exception as error:
        log().error("daily_part_failed", part=part.name, kind=type(error).__name__, frames=frames_of(error))
        return None
