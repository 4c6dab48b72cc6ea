"""What is done once a day: what is due takes effect, breaches are looked for, sheets reminded of, case files lapse.

Each part may be run again at any time: what is done already is left alone. So nothing is lost where a
worker ends in the middle, and no day has to be noted: who starts later in the day looks once more.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from flask import Flask

from registry.extensions.actor import Actor, acting
from registry.extensions.clock import in_peru, now
from registry.extensions.logs import frames_of, log
from registry.services.attendance import breaches, reminders
from registry.services.institutions import planned_changes
from registry.services.placements import court_effects
from registry.services.prison_work import assignments
from registry.services.procedures import lapsing, receipts
from registry.services.procedures.telling import renewals
from registry.services.religious import telling
from registry.services.rounds import workers

LOOK_SECONDS = 300.0
#: Hour in Peru from which the day's work is done: before the offices open, and letters arrive with the morning.
FIRST_HOUR = 5
#: On whose account it is done; whatever it writes names the process, never an officer.
PROCESS = Actor(name="system", post="process", purpose="revisión diaria")


class Count(NamedTuple):
    """How many things a part did, and at how many it failed."""

    done: int
    failed: int = 0


@dataclass(frozen=True)
class Part:
    """One piece of the day's work."""

    name: str
    work: Callable[[date, datetime], Count]


def _apply_orders(on: date, _at: datetime) -> Count:
    applied = court_effects.apply_due(on)
    return Count(len(applied.changed), len(applied.failed))


def _move_case_files(on: date, at: datetime) -> Count:
    return Count(*lapsing.run_due(on=on, at=at))


PARTS = (
    Part("changes", _apply_orders),
    Part("vacancies", lambda on, _at: Count(*planned_changes.apply_due(on))),
    Part("work_contracts", lambda on, _at: Count(assignments.end_due(on=on))),
    Part("breaches", lambda on, _at: Count(breaches.find_breaches(on=on))),
    Part("reminders", lambda on, at: Count(reminders.remind_due(on=on, at=at).units)),
    Part("case_files", _move_case_files),
    Part("receipts", lambda on, at: Count(*receipts.issue_due(on=on, at=at))),
    Part("visits", lambda on, at: Count(telling.remind_due(on=on, at=at))),
    Part("renewals", lambda on, at: Count(renewals.remind_due(on=on, at=at))),
)


@dataclass(frozen=True)
class Done:
    """How many things each part did; None where it failed as a whole."""

    counts: dict[str, Count | None]

    @property
    def is_whole(self) -> bool:
        """Whether every part came to its end, and failed at nothing."""
        return all(count is not None and not count.failed for count in self.counts.values())


def run_daily(*, on: date, at: datetime) -> Done:
    """Do a day's work now; a part that fails keeps no other from its own."""
    with acting(PROCESS):
        done = Done({part.name: _try(part, on, at) for part in PARTS})
    log().info("daily", **{name: count and count._asdict() for name, count in done.counts.items()})
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


def _try(part: Part, on: date, at: datetime) -> Count | None:
    try:
        return part.work(on, at)
    except Exception as error:
        log().error("daily_part_failed", part=part.name, kind=type(error).__name__, frames=frames_of(error))
        return None
