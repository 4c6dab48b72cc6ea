"""`reinserta export`: one office's records as a table, for a purpose."""

import os
from pathlib import Path

import click
from flask.cli import with_appcontext

from registry.extensions.actor import acting
from registry.extensions.spreadsheets import CSV, XLSX, write_sheet
from registry.services.accounts import accounts
from registry.services.exports import KINDS, export_records

ONLY_OURS = 0o600


@click.command()
@click.argument("kind", type=click.Choice(sorted(KINDS)))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--officer", "username", required=True, help="Usuario de la oficina que responde por la exportación.")
@click.option("--purpose", required=True, help="Para qué se exporta; queda en la auditoría.")
@with_appcontext
def export(kind: str, file: Path, username: str, purpose: str) -> None:
    """Exportar los registros de una oficina a FILE (.csv o .xlsx), sin datos reservados."""
    form = file.suffix.lower().removeprefix(".")
    if form not in {CSV, XLSX}:
        raise click.ClickException("El archivo debe terminar en .csv o .xlsx. Cambie su nombre.")
    if file.exists():
        raise click.ClickException(f"{file} ya existe. Elija otro nombre.")
    officer = accounts.find_account(username)
    if officer is None or not officer.is_active:
        raise click.ClickException(f"{username} no es un usuario activo. Revise el usuario.")
    with acting(accounts.actor_of(officer)):
        table = export_records(kind, officer=officer, purpose=purpose)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OURS), "wb") as target:
        target.write(write_sheet(form, table.headings, table.rows))
    click.echo(f"Exportado: {file}, filas: {len(table.rows)}.")
