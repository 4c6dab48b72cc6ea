"""Who is sent where: hopeless runs are told, not made."""

import pytest

from matching.bench.session import against_engine, hopeless
from matching.bench.task import Ending, Task
from tests.matching.bench.readings import reading


def task(contestant: str = "pulp-cbc", size: str = "L", limit_seconds: float = 600.0) -> Task:
    return Task(contestant, size, 1, 20, limit_seconds, 0.001)


def test_a_peer_that_grows_past_its_limit_is_not_run():
    assert hopeless(task(), [reading("M", "pulp-cbc", 90.0)]).startswith("predicted 1,440 s: 90.0 s at M")


def test_a_peer_that_may_end_is_run():
    assert hopeless(task(), [reading("M", "pulp-cbc", 30.0)]) == ""


def test_a_peer_that_did_not_end_is_not_sent_further():
    stopped = reading("M", "pulp-cbc", 600.0, ending=Ending.STOPPED)

    assert hopeless(task(), [stopped]) == "stopped at M already, after 600 s"


def test_other_peers_predict_nothing():
    assert hopeless(task(), [reading("M", "highspy-mip", 9000.0)]) == ""


def test_the_engine_always_runs():
    assert hopeless(task("engine"), [reading("M", "engine", 9000.0)]) == ""


def test_gaps_of_peers_are_against_the_engines_bound():
    peer = reading("M", "pulp-cbc", objective={"placed": 90.0, "value": 0.0}, gaps={})

    assert against_engine(peer, [reading("M")]).gaps["weighted"] == pytest.approx(0.1)
