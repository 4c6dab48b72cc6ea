"""What a worker does with a round: freeze, solve, publish, appraise; interrupt it where one of these fails."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Protocol

from dbos import DBOS
from flask import Flask

from registry.errors import DomainError
from registry.extensions.actor import Actor, acting
from registry.extensions.logs import frames_of, log
from registry.jobs.queue import WORKFLOW
from registry.services.prison_work import computing as prison_computing
from registry.services.rounds import appraising, computing

#: Starts of one round, restarts of its worker among them, before it is given up.
MOST_STARTS = 10
UNEXPECTED_FAILURE = "unexpected_failure"

Work = Callable[[str], None]


def _freeze(public_id: str) -> None:
    _computing_of(public_id).freeze(public_id)


def _solve(public_id: str) -> None:
    _computing_of(public_id).solve(public_id)


def _publish(public_id: str) -> None:
    _computing_of(public_id).publish(public_id)


def _appraise(public_id: str) -> None:
    """Say what an office's round is worth; a prison's is rechecked when it is published, and needs no more."""
    if not prison_computing.is_of_prison(public_id):
        appraising.appraise(public_id)


def _interrupt(public_id: str, failure: str) -> None:
    _computing_of(public_id).interrupt(public_id, failure)


def _computing_of(public_id: str) -> ModuleType:
    """The steps of an office's round, or of a prison's."""
    return prison_computing if prison_computing.is_of_prison(public_id) else computing


@dataclass(frozen=True)
class RoundSteps:
    """The services that a round passes through; each may be run again after a crash without harm."""

    freeze: Work = _freeze
    solve: Work = _solve
    publish: Work = _publish
    appraise: Work = _appraise
    interrupt: "Interrupt" = _interrupt


class Interrupt(Protocol):
    """Notes a round's failure by its code."""

    def __call__(self, public_id: str, failure: str) -> None: ...


class StepRunner(Protocol):
    """Runs one named step, at once or durably, and tells its failure: a code, or nothing."""

    def __call__(self, name: str, step: Callable[[], str]) -> str: ...


def system_actor(public_id: str) -> Actor:
    """On whose account a round is computed; the officer who started it stands in its row."""
    return Actor(name="system", post="process", purpose="ronda", request_id=public_id)


def run_round(app: Flask, public_id: str, steps: RoundSteps | None = None) -> None:
    """Carry a round through its steps in this process; for commands, which wait for it."""
    _carry(app, public_id, steps or RoundSteps(), lambda _name, step: step())


def define_workflow(app: Flask, steps: RoundSteps) -> None:
    """Make the round's workflow known to DBOS; a finished step is not run again after a crash."""

    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=MOST_STARTS)
    def run_durably(public_id: str) -> None:
        _carry(app, public_id, steps, lambda name, step: DBOS.run_step({"name": name}, step))


def _carry(app: Flask, public_id: str, steps: RoundSteps, run_step: StepRunner) -> None:
    works = (
        ("freeze", steps.freeze),
        ("solve", steps.solve),
        ("publish", steps.publish),
        ("appraise", steps.appraise),
    )
    for name, work in works:
        if failure := run_step(name, partial(_attempt, app, public_id, work)):
            give_up = partial(steps.interrupt, failure=failure)
            run_step("interrupt", partial(_attempt, app, public_id, give_up))
            return


def _attempt(app: Flask, public_id: str, work: Work) -> str:
    """Do one step as the system and tell a failure by its code, since messages may quote a person's record."""
    with app.app_context(), acting(system_actor(public_id)):
        try:
            work(public_id)
        except DomainError as refusal:
            log().warning("round_refused", round=public_id, code=refusal.code)
            return refusal.code
        except Exception as error:
            log().error("round_failed", round=public_id, kind=type(error).__name__, frames=frames_of(error))
            return UNEXPECTED_FAILURE
    return ""
