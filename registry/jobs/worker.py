"""The worker process: takes rounds from the queue, shows that it lives, and mends what others left."""

from collections.abc import Callable

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer
from flask import Flask

from registry.config import Settings
from registry.extensions.clock import now, today
from registry.extensions.logs import frames_of, log
from registry.jobs.daily import start_daily
from registry.jobs.delivery import start_delivering
from registry.jobs.mending import mend
from registry.jobs.names import hold_name
from registry.jobs.queue import APPLICATION, QUEUE_NAME, VERSION, database_url
from registry.jobs.signals import StopSignal
from registry.jobs.workflows import RoundSteps, define_workflow
from registry.services.accounts.cleaning import forget_spent
from registry.services.audit import heads
from registry.services.rounds import workers

BEAT_SECONDS = 5.0
#: Every so many beats the worker looks for rounds that nobody carries on.
BEATS_PER_MENDING = 3
#: Every so many beats it asks whether the audit's end was noted today.
BEATS_PER_NOTE = 60


def run_worker(app: Flask, *, lifeline: int | None = None, steps: RoundSteps | None = None) -> None:
    """Run rounds, one at a time, until SIGTERM, SIGINT or the end of the parent process.

    It returns at once, even while a round is being solved: the round stays as it is, and the next
    worker that starts under this name, or another one that lives, carries it on from its last
    finished step. The caller ends the process without waiting for the solver's thread.

    Raises:
        WrongState: Another worker of this machine holds the configured name.
    """
    settings: Settings = app.config["SETTINGS"]
    with hold_name(settings) as name, StopSignal(lifeline) as stop, app.app_context():
        steps = steps or RoundSteps()
        define_workflow(app, steps)
        _launch(app, name)
        start_delivering(app)
        start_daily(app, name)
        log().info("worker_started", worker=name)
        _live(name, steps, stop)
        workers.leave(name)
        log().info("worker_stopped", worker=name)


def _launch(app: Flask, name: str) -> None:
    config: DBOSConfig = {
        "name": APPLICATION,
        "system_database_url": database_url(app),
        "executor_id": name,
        "application_version": VERSION,
        "serializer": DBOSPortableJSONSerializer(),
        "run_migrations": False,
        "log_level": "WARNING",
    }
    DBOS(config=config)
    DBOS.launch()
    DBOS.register_queue(QUEUE_NAME, worker_concurrency=1, polling_interval_sec=0.2, on_conflict="always_update")


def _live(name: str, steps: RoundSteps, stop: StopSignal) -> None:
    beats = 0
    told = False
    while not told:
        _try("beat", lambda: workers.beat(name, at=now()))
        if beats % BEATS_PER_MENDING == 0:
            _try("mend", lambda: mend(name, steps, at=now()))
        if beats % BEATS_PER_NOTE == 0:
            _try("note_the_audit", lambda: heads.note_daily_head(on=today()))
            _try("forget_what_is_spent", lambda: forget_spent(at=now()))
        beats += 1
        told = stop.wait(BEAT_SECONDS)


def _try(what: str, act: Callable[[], None]) -> None:
    """Outlive a database that is away for a while: the next beat tries again."""
    try:
        act()
    except Exception as error:
        log().error(f"worker_could_not_{what}", kind=type(error).__name__, frames=frames_of(error))
