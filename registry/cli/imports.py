"""`reinserta import …`: bring records in from sheets."""

import csv
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import click
from flask.cli import AppGroup

from registry.errors import DomainError
from registry.extensions.actor import acting
from registry.extensions.spreadsheets import harmless
from registry.schemas.attendance.row import load_attendance
from registry.schemas.institutions.sheet_row import load_institution
from registry.schemas.people.sheet_row import load_row
from registry.schemas.prison_work.inmate_row import load_inmate
from registry.services.accounts import accounts, offices
from registry.services.attendance.imports import ATTENDANCE
from registry.services.importing.rows import ImportReport, Load, RowResult, SheetKind, bring_in, rehearse
from registry.services.importing.sheets import read_sheet, write_template
from registry.services.institutions.imports import INSTITUTIONS
from registry.services.people.imports import PEOPLE
from registry.services.prison_work.imports import INMATES
from registry.vocabulary.messages import message

SOME_REFUSED, NOT_STARTED = 1, 2
#: What can be brought in, and what reads its cells.
KINDS: dict[str, tuple[SheetKind, Load]] = {
    "people": (PEOPLE, load_row),
    "attendance": (ATTENDANCE, load_attendance),
    "institutions": (INSTITUTIONS, load_institution),
    "inmates": (INMATES, load_inmate),
}

group = AppGroup("import", help="Importar registros desde hojas de cálculo.")


def _asking(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command what every import asks for."""
    for asked in (
        click.option(
            "--report", type=click.Path(path_type=Path, dir_okay=False), help="CSV con el resultado de cada fila."
        ),
        click.option("--dry-run", is_flag=True, help="Informa qué ocurriría, sin guardar nada."),
        click.option("--officer", "username", required=True, help="Usuario que responde por la importación."),
        click.option("--office", required=True, help="Código de la oficina."),
        click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False)),
    ):
        command = asked(command)
    return command


@group.command("people")
@_asking
def people(**asked: Any) -> None:
    """Importar personas, sentencias y ubicaciones de FILE (CSV o XLSX).

    Termina con 1 si se rechazó alguna fila, y con 2 si no se pudo empezar.
    """
    _bring_in("people", **asked)


@group.command("attendance")
@_asking
def attendance(**asked: Any) -> None:
    """Importar la asistencia de FILE (CSV o XLSX), una fila por persona y día.

    Lo ya anotado no se cambia: se corrige en su página. Termina con 1 si se rechazó alguna
    fila, y con 2 si no se pudo empezar.
    """
    _bring_in("attendance", **asked)


@group.command("institutions")
@_asking
def institutions(**asked: Any) -> None:
    """Importar instituciones de FILE (CSV o XLSX), cada una con su inscripción si la hoja la dice.

    Lo ya registrado no se cambia: se corrige en su página. Termina con 1 si se rechazó alguna
    fila, y con 2 si no se pudo empezar.
    """
    _bring_in("institutions", **asked)


@group.command("inmates")
@_asking
def inmates(**asked: Any) -> None:
    """Importar las fichas de internos de FILE (CSV o XLSX), una fila por persona.

    Lo ya registrado no se cambia: se corrige en su ficha. Termina con 1 si se rechazó alguna
    fila, y con 2 si no se pudo empezar.
    """
    _bring_in("inmates", **asked)


@group.command("template")
@click.argument("name", metavar="KIND", type=click.Choice(list(KINDS)))
@click.option("-o", "target", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Archivo XLSX.")
def template(name: str, target: Path) -> None:
    """Escribir la plantilla vacía de una hoja."""
    kind, _ = KINDS[name]
    write_template(target, kind.columns, kind.title)
    click.echo(f"Plantilla escrita: {target}")


def _bring_in(name: str, *, file: Path, office: str, username: str, dry_run: bool, report: Path | None) -> NoReturn:
    kind, load = KINDS[name]
    officer = _officer(office, username)
    try:
        rows = list(read_sheet(file, kind.columns))
        with acting(accounts.actor_of(officer, purpose=f"import {file.name}")):
            outcome = (rehearse if dry_run else bring_in)(kind, rows, officer=officer, load=load)
    except DomainError as refusal:
        _end(message(refusal.code, refusal.facts))
    _end_with(outcome, report)


def _officer(code: str, username: str) -> accounts.Account:
    office = offices.find_office(code)
    if office is None:
        _end(f"No hay una oficina con el código {code}. Revise el código.")
    officer = accounts.find_account(username)
    if officer is None or not officer.is_active or officer.office_id != office.id:
        _end(f"{username} no es un usuario activo de {office.name}. Revise el usuario.")
    return officer


def _end_with(outcome: ImportReport, report: Path | None) -> NoReturn:
    """Print what was refused and how many rows ended how; write every row's result where a report is asked for."""
    kind = outcome.kind
    for row in outcome.refused:
        click.echo(f"Fila {row.number}: {' '.join(row.messages)}")
    for ending, times in outcome.counts.items():
        click.echo(f"{kind.labels[ending]}: {times}")
    if report:
        with report.open("w", encoding="utf-8-sig", newline="") as lines:
            writer = csv.writer(lines, delimiter=";")
            writer.writerow(["fila", "resultado", kind.subject, "mensajes"])
            writer.writerows(_line(kind, row) for row in outcome.rows)
    sys.exit(SOME_REFUSED if outcome.refused else 0)


def _line(kind: SheetKind, row: RowResult) -> Iterator[str]:
    told = harmless(" ".join(row.messages))
    yield from (str(row.number), kind.labels[row.outcome], str(row.subject_id or ""), told)


def _end(line: str) -> NoReturn:
    click.echo(line, err=True)
    sys.exit(NOT_STARTED)
