"""`reinserta backup`: a copy of the whole database."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from registry.services.backups import back_up


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_appcontext
def backup(file: Path) -> None:
    """Copiar la base de datos a FILE mientras el registro trabaja, con el final de la auditoría en FILE.head."""
    done = back_up(file)
    click.echo(f"Copia: {done.path}. Final de la auditoría: {done.head}, en {done.head_path}.")
    click.echo("Guarde aparte REINSERTA_ENCRYPTION_KEYS y REINSERTA_AUDIT_KEY: sin ellas la copia no se lee.")
