from datetime import timedelta

from registry.extensions.clock import now, today
from registry.extensions.database import transaction
from registry.jobs.mending import WORKER_LOST
from registry.models import Round
from registry.services.rounds.rounds import RoundDetails, open_round
from tests.factories.accounts import make_officer
from tests.registry.jobs.conftest import Marks, Start


def make_round_without_workflow(*, hours_ago: int) -> Round:
    opened = open_round(RoundDetails(reference_date=today()), officer=make_officer())
    with transaction() as session:
        session.get_one(Round, opened.id).created_at = now() - timedelta(hours=hours_ago)
    return opened


def test_a_round_whose_command_died_long_ago_is_interrupted_by_the_next_worker(start: Start, marks: Marks) -> None:
    lost = make_round_without_workflow(hours_ago=5)
    make_round_without_workflow(hours_ago=0)

    with start("one"):
        marks.await_line(f"interrupt {lost.public_id} {WORKER_LOST}")

    assert len(marks.lines()) == 1
