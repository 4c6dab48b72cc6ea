import json
from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask

from registry.cli.audit import group
from registry.extensions.clock import now, today
from registry.services import audit
from registry.services.audit.chaining import Head, current_head
from registry.services.audit.heads import add_head, heads_file, note_head
from registry.vocabulary.accounts import AuditAction
from tests.factories.accounts import make_officer
from tests.tampering import tamper

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask) -> Run:
    heads_file().unlink(missing_ok=True)
    for number in range(3):
        audit.record(AuditAction.VIEWED, "person", number)
    return lambda *words: app.test_cli_runner().invoke(group, words)


def test_a_whole_chain_ends_with_zero(run: Run) -> None:
    note_head("test")

    result = run("verify")

    assert result.exit_code == 0
    assert "Cadena íntegra: 3 filas. Marcas comparadas: 1." in result.output


def test_an_altered_row_is_named_and_ends_with_one(run: Run) -> None:
    tamper("UPDATE audit_entry SET purpose = 'otro' WHERE number = 2")

    result = run("verify")

    assert result.exit_code == 1
    assert "Fila 2: fue alterada." in result.output
    assert "La cadena no está íntegra: 1 hallazgos en 3 filas." in result.output


def test_a_mark_kept_elsewhere_is_compared(run: Run) -> None:
    result = run("verify", "--head", f"9:{'a' * 64}")

    assert result.exit_code == 1
    assert "Filas 4 a 9: falta al final." in result.output


def test_the_end_is_shown_and_noted(run: Run) -> None:
    assert run("head").stdout.strip() == str(current_head())
    assert heads_file().exists()


def test_nothing_is_purged_that_the_law_keeps(run: Run) -> None:
    officer = make_officer()

    result = run("purge", "--before", today().isoformat(), "--officer", officer.username, "--yes")

    assert getattr(result.exception, "code", "") == "audit_kept_by_law"


def test_a_broken_end_is_resumed_by_somebody_with_a_reason(run: Run) -> None:
    officer = make_officer()
    tamper("DELETE FROM audit_head")

    result = run("resume", "--officer", officer.username, "--reason", "copia en custodia", "--yes")

    assert "La auditoría sigue desde la fila" in result.output


def test_what_a_restore_lost_is_declared_and_told_from_then_on(run: Run) -> None:
    lost = add_lost_head()

    done = run("restored", "--officer", make_officer().username, "--reason", "falló el disco", "--yes")

    assert "se perdieron al menos" in done.output
    assert str(lost) in done.output
    later = run("verify")
    assert later.exit_code == 0
    assert "Motivo: falló el disco." in later.output
    assert json.loads(heads_file().read_text(encoding="utf-8").splitlines()[-1])["closed"] == [str(lost)]


def test_a_restored_chain_that_is_not_whole_is_not_gone_on_with(run: Run) -> None:
    add_lost_head()
    tamper("UPDATE audit_entry SET purpose = 'otro' WHERE number = 2")

    done = run("restored", "--officer", make_officer().username, "--reason", "falló el disco", "--yes")

    assert getattr(done.exception, "code", "") == "audit_restored_broken"


def add_lost_head() -> Head:
    """An end noted after the copy that was put back."""
    lost = Head(900, "a" * 64)
    add_head(heads_file(), lost, at=now())
    return lost


def test_nobody_is_no_officer(run: Run) -> None:
    result = run("purge", "--before", "2020-01-01", "--officer", "nadie", "--yes")

    assert result.exit_code == 1
    assert "nadie no es un usuario activo" in result.output
