"""Every peer solves the same small problem to the same optimum, and says truthfully how it ended."""

from importlib import import_module

import pytest

from matching.bench.contestants import PEER_MODULES, run
from matching.bench.task import Ending, Reading, Task

MIPS = ("pulp-cbc", "pulp-cbc-tuned", "pulp-highs", "highspy-mip")


def run_peer(contestant: str, size: str = "XS", limit_seconds: float = 30.0) -> Reading:
    return run(Task(contestant, size, 1, 20, limit_seconds, gap=0.0))


def weighted(reading: Reading) -> float:
    return sum(reading.objective.values())


@pytest.fixture(scope="module")
def relaxed() -> Reading:
    return run_peer("highspy-lp")


@pytest.mark.parametrize("contestant", MIPS)
def test_peers_agree_on_the_optimum(contestant, relaxed):
    reading = run_peer(contestant)

    assert reading.ending == Ending.PROVEN
    assert weighted(reading) <= relaxed.bound + 1e-6
    assert weighted(reading) == pytest.approx(weighted(run_peer("highspy-mip")), rel=1e-6)


def test_cp_sat_runs_in_a_process_of_its_own():
    pytest.importorskip("ortools")

    reading = run_peer("cp-sat")

    assert weighted(reading) == pytest.approx(weighted(run_peer("highspy-mip")), rel=1e-5)


def test_an_assignment_is_solved_alike_by_scipy_and_highs():
    assert weighted(run_peer("scipy-assignment", "A")) == pytest.approx(weighted(run_peer("highspy-mip", "A")))


def test_a_relaxation_leaves_a_bound_and_no_plan(relaxed):
    assert relaxed.objective == {}
    assert relaxed.ending == Ending.PROVEN


def test_a_peer_without_time_claims_nothing():
    reading = run_peer("highspy-mip", "S", limit_seconds=0.01)

    assert reading.ending in (Ending.NO_PLAN, Ending.STOPPED)


def test_a_peer_that_is_not_installed_says_so(monkeypatch):
    monkeypatch.setattr("matching.bench.peers.with_cp_sat.find_spec", lambda _name: None)

    assert run_peer("cp-sat").ending == Ending.NOT_INSTALLED


def test_every_peer_stands_in_its_module():
    for name, module in PEER_MODULES.items():
        assert name in import_module(f"matching.bench.peers.{module}").PEERS
