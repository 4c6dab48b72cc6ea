from pathlib import Path

import pytest

from registry.config import Settings
from registry.errors import WrongState
from registry.jobs.names import hold_name


def test_two_workers_of_one_machine_have_different_names(tmp_path: Path) -> None:
    settings = Settings(instance=str(tmp_path))

    with hold_name(settings) as first, hold_name(settings) as second:
        assert first != second


def test_a_restarted_worker_gets_its_old_name_back(tmp_path: Path) -> None:
    settings = Settings(instance=str(tmp_path))

    with hold_name(settings) as before:
        pass
    with hold_name(settings) as after:
        assert after == before


def test_a_configured_name_is_taken_as_it_is(tmp_path: Path) -> None:
    with hold_name(Settings(instance=str(tmp_path), worker_id="lima-1")) as name:
        assert name == "lima-1"


def test_a_configured_name_is_refused_while_another_worker_has_it(tmp_path: Path) -> None:
    settings = Settings(instance=str(tmp_path), worker_id="lima-1")

    with hold_name(settings), pytest.raises(WrongState, match="worker_name_taken"), hold_name(settings):
        pass
