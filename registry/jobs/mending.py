"""Rounds that nobody carries on: resumed when their worker has gone silent, closed when they cannot end."""

from datetime import datetime, timedelta

from dbos import DBOS

from registry.extensions.actor import acting
from registry.jobs.queue import QUEUE_NAME
from registry.jobs.workflows import RoundSteps, system_actor
from registry.services.rounds import under_way, workers

ENDED_BADLY = {"ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"}
WORKER_LOST = "worker_lost"
#: Rows of workers gone for so long only fill the table.
REMEMBERED = timedelta(days=1)


def mend(name: str, steps: RoundSteps, *, at: datetime) -> None:
    """Look after the rounds of every worker; only the first living one does it, so that none is resumed twice."""
    alive = workers.list_alive(at=at)
    if alive[:1] != [name]:
        return
    workers.forget_silent(before=at - REMEMBERED)
    _resume(alive)
    _close_lost(steps, at)


def _resume(alive: list[str]) -> None:
    """Put the rounds of dead workers back into the queue, at their last finished step."""
    taken = DBOS.list_workflows(status="PENDING", queue_name=QUEUE_NAME, load_input=False, load_output=False)
    for workflow in taken:
        if workflow.executor_id not in alive:
            DBOS.resume_workflow(workflow.workflow_id, queue_name=QUEUE_NAME)


def _close_lost(steps: RoundSteps, at: datetime) -> None:
    """Interrupt rounds whose workflow failed, or that were run without one by a process that died."""
    rounds = under_way.list_under_way()
    known = DBOS.list_workflows(workflow_ids=[each.public_id for each in rounds], load_input=False, load_output=False)
    statuses = {workflow.workflow_id: workflow.status for workflow in known}
    for each in rounds:
        status = statuses.get(each.public_id)
        if status in ENDED_BADLY or (status is None and at > each.due_by):
            with acting(system_actor(each.public_id)):
                steps.interrupt(each.public_id, WORKER_LOST)
