import stat
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from registry.cli.export import export
from tests.factories.accounts import make_chief
from tests.factories.people import make_person


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(export, [*words, "--purpose", "informe semestral a la sede"])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_is_written_for_its_owner_alone(app: Flask, tmp_path: Path, form: str) -> None:
    chief = make_chief()
    make_person(officer=chief)
    file = tmp_path / f"people.{form}"

    result = run(app, "people", str(file), "--officer", chief.username)

    assert "filas: 1." in result.output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_another_form_is_refused(app: Flask, tmp_path: Path) -> None:
    result = run(app, "people", str(tmp_path / "people.pdf"), "--officer", "nadie")

    assert "El archivo debe terminar en .csv o .xlsx." in result.output


def test_nobody_is_no_officer(app: Flask, tmp_path: Path) -> None:
    assert "no es un usuario activo" in run(app, "people", str(tmp_path / "a.csv"), "--officer", "nadie").output
