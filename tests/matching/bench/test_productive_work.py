"""The benchmark of the prisons as strangers run it."""

import json
from pathlib import Path

import pytest

from matching.__main__ import main


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what one quick run of two seeds writes."""
    folder = tmp_path_factory.mktemp("prisons")
    files = [f"--json={folder / 'b.json'}", f"--results={folder / 'b.md'}"]
    assert main(["bench", "--productive-work", "--workers", "300", "--seeds", "1,2", *files]) == 0
    return folder


def test_every_seed_solves_all_69_prisons_to_a_verified_plan(measured):
    runs = json.loads((measured / "b.json").read_text())["runs"]

    assert [(run["seed"], run["prisons"], run["workers"]) for run in runs] == [(1, 69, 300), (2, 69, 300)]
    assert all(run["refused_by_verification"] == 0 and run["worst_gap"] <= 0.005 for run in runs)
    assert all(run["proven"] == 69 and 0 < run["assigned"] <= 300 for run in runs)


def test_the_report_names_machine_versions_and_one_row_a_seed(measured):
    report = (measured / "b.md").read_text()

    assert "Machine: processor" in report
    assert "highspy" in report
    assert len([line for line in report.splitlines() if line.startswith(("| 1 ", "| 2 "))]) == 2
