from pathlib import Path

from flask import Flask

from registry.cli.backup import backup


def test_a_copy_is_made_and_told(app: Flask, tmp_path: Path) -> None:
    result = app.test_cli_runner().invoke(backup, [str(tmp_path / "copy")])

    assert result.exit_code == 0
    assert (tmp_path / "copy").stat().st_size
    assert "Final de la auditoría: 1:" in result.output
