from pathlib import Path

from registry.config import Settings
from registry.factory import create_app


def test_a_new_folder_of_the_database_is_closed_to_other_accounts(tmp_path: Path):
    folder = tmp_path / "instance"

    create_app(Settings(env="test", instance=str(folder)))

    assert folder.stat().st_mode & 0o077 == 0
