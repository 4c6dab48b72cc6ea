"""`reinserta import …`: bring records in from sheets."""

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
from flask.cli import AppGroup

from registry.errors import DomainError
from registry.extensions.actor import acting
from registry.extensions.spreadsheets import harmless
from registry.schemas.attendance.row import load_attendance
from registry.schemas.people.sheet_row import load_row
from registry.services.accounts import accounts, offices
from registry.services.attendance.imports import COLUMNS, AttendanceReport, import_attendance, rehearse_attendance
from registry.services.people.imports import ImportReport, import_people, rehearse_import
from registry.services.people.sheets import read_sheet, write_template
from registry.vocabulary.messages import message

SOME_REFUSED, NOT_STARTED = 1, 2

Outcome = TypeVar("Outcome", ImportReport, AttendanceReport)

group = AppGroup("import", help="Importar registros desde hojas de cálculo.")


@group.command("people")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--office", required=True, help="Código de la oficina.")
@click.option("--officer", "username", required=True, help="Usuario que responde por la importación.")
@click.option("--dry-run", is_flag=True, help="Informa qué ocurriría, sin guardar nada.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="CSV con el resultado de cada fila.")
def people(file: Path, office: str, username: str, dry_run: bool, report: Path | None) -> None:
    """Importar personas, sentencias y ubicaciones de FILE (CSV o XLSX).

    Termina con 1 si se rechazó alguna fila, y con 2 si no se pudo empezar.
    """
    bring_in = partial(rehearse_import if dry_run else import_people, load=load_row)
    outcome = _bring_in(file, _officer(office, username), bring_in)
    _end_with(outcome, report, "persona", ((row, row.person_id) for row in outcome.rows))


@group.command("attendance")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--office", required=True, help="Código de la oficina.")
@click.option("--officer", "username", required=True, help="Usuario que responde por la importación.")
@click.option("--dry-run", is_flag=True, help="Informa qué ocurriría, sin guardar nada.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="CSV con el resultado de cada fila.")
def attendance(file: Path, office: str, username: str, dry_run: bool, report: Path | None) -> None:
    """Importar la asistencia de FILE (CSV o XLSX), una fila por persona y día.

    Lo ya anotado no se cambia: se corrige en su página. Termina con 1 si se rechazó alguna
    fila, y con 2 si no se pudo empezar.
    """
    bring_in = partial(rehearse_attendance if dry_run else import_attendance, load=load_attendance)
    outcome = _bring_in(file, _officer(office, username), bring_in, COLUMNS)
    _end_with(outcome, report, "anotación", ((row, row.subject_id) for row in outcome.rows))


@group.command("template")
@click.argument("kind", type=click.Choice(["people", "attendance"]))
@click.option("-o", "target", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Archivo XLSX.")
def template(kind: str, target: Path) -> None:
    """Escribir la plantilla vacía de una hoja."""
    if kind == "attendance":
        write_template(target, COLUMNS, "Asistencia")
    else:
        write_template(target)
    click.echo(f"Plantilla escrita: {target}")


def _bring_in(file: Path, officer: accounts.Account, bring_in: Callable[..., Outcome], *columns: Any) -> Outcome:
    try:
        rows = list(read_sheet(file, "", *columns))
        with acting(accounts.actor_of(officer, purpose=f"import {file.name}")):
            return bring_in(rows, officer=officer)
    except DomainError as refusal:
        _end(message(refusal.code, refusal.facts))


def _officer(code: str, username: str) -> accounts.Account:
    office = offices.find_office(code)
    if office is None:
        _end(f"No hay una oficina con el código {code}. Revise el código.")
    officer = accounts.find_account(username)
    if officer is None or not officer.is_active or officer.office_id != office.id:
        _end(f"{username} no es un usuario activo de {office.name}. Revise el usuario.")
    return officer


def _end_with(
    outcome: ImportReport | AttendanceReport, report: Path | None, subject: str, rows: Iterable[tuple[Any, int | None]]
) -> NoReturn:
    """Print what was refused and how many rows ended how; write every row's result where a report is asked for."""
    for row in outcome.refused:
        click.echo(f"Fila {row.number}: {' '.join(row.messages)}")
    for kind, times in outcome.counts.items():
        click.echo(f"{kind.label}: {times}")
    if report:
        with report.open("w", encoding="utf-8-sig", newline="") as lines:
            writer = csv.writer(lines, delimiter=";")
            writer.writerow(["fila", "resultado", subject, "mensajes"])
            writer.writerows(_line(row, subject_id) for row, subject_id in rows)
    sys.exit(SOME_REFUSED if outcome.refused else 0)


def _line(row: Any, subject_id: int | None) -> Iterator[str]:
    told = harmless(" ".join(row.messages))
    yield from (str(row.number), row.outcome.label, str(subject_id or ""), told)


def _end(line: str) -> NoReturn:
    click.echo(line, err=True)
    sys.exit(NOT_STARTED)
