"""`reinserta import …`: bring records in from sheets."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import AppGroup

from registry.errors import DomainError
from registry.extensions.actor import acting
from registry.extensions.spreadsheets import harmless
from registry.schemas.people.sheet_row import load_row
from registry.services.accounts import accounts, offices
from registry.services.people.imports import ImportReport, RowResult, import_people, rehearse_import
from registry.services.people.sheets import read_sheet, write_template
from registry.vocabulary.messages import message

SOME_REFUSED, NOT_STARTED = 1, 2

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
    officer = _officer(office, username)
    bring_in = rehearse_import if dry_run else import_people
    try:
        rows = list(read_sheet(file))
        with acting(accounts.actor_of(officer, purpose=f"import {file.name}")):
            outcome = bring_in(rows, officer=officer, load=load_row)
    except DomainError as refusal:
        _end(message(refusal.code, refusal.facts))
    _print(outcome)
    if report:
        _write(outcome, report)
    sys.exit(SOME_REFUSED if outcome.refused else 0)


@group.command("template")
@click.argument("kind", type=click.Choice(["people"]))
@click.option("-o", "target", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Archivo XLSX.")
def template(kind: str, target: Path) -> None:
    """Escribir la plantilla vacía de una hoja."""
    write_template(target)
    click.echo(f"Plantilla escrita: {target}")


def _officer(code: str, username: str) -> accounts.Account:
    office = offices.find_office(code)
    if office is None:
        _end(f"No hay una oficina con el código {code}. Revise el código.")
    officer = accounts.find_account(username)
    if officer is None or not officer.is_active or officer.office_id != office.id:
        _end(f"{username} no es un usuario activo de {office.name}. Revise el usuario.")
    return officer


def _print(outcome: ImportReport) -> None:
    for row in outcome.refused:
        click.echo(f"Fila {row.number}: {' '.join(row.messages)}")
    for kind, times in outcome.counts.items():
        click.echo(f"{kind.label}: {times}")


def _write(outcome: ImportReport, target: Path) -> None:
    with target.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.writer(lines, delimiter=";")
        writer.writerow(["fila", "resultado", "persona", "mensajes"])
        writer.writerows(_line(row) for row in outcome.rows)


def _line(row: RowResult) -> Iterator[str]:
    told = harmless(" ".join(row.messages))
    yield from (str(row.number), row.outcome.label, str(row.person_id or ""), told)


def _end(line: str) -> NoReturn:
    click.echo(line, err=True)
    sys.exit(NOT_STARTED)
