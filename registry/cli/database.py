"""`reinserta db`: the schema of the database, the queue's tables among it."""

import click
import flask_migrate
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import AppGroup

from registry.jobs.queue import prepare_tables
from registry.migrations.grants import grant
from registry.migrations.state import is_up_to_date
from registry.migrations.turns import taking_turns

UP_TO_DATE = "La base de datos está al día."
STALE = "La base de datos no está al día. Ejecute: reinserta db upgrade"

group = AppGroup("db", help="Esquema de la base de datos.")


@group.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Llevar la base de datos a la última revisión y preparar la cola; un segundo proceso espera su turno."""
    with taking_turns():
        flask_migrate.upgrade(revision=revision)
        prepare_tables(current_app)
    click.echo(UP_TO_DATE if is_up_to_date() else STALE)


@group.command()
@click.argument("revision", default="-1")
@click.confirmation_option(prompt="Retroceder puede borrar datos. ¿Continuar?", help="No preguntar.")
def downgrade(revision: str) -> None:
    """Retroceder a una revisión anterior."""
    flask_migrate.downgrade(revision=revision)
    click.echo(f"La base de datos retrocedió ({revision}).")


@group.command()
def check() -> None:
    """Decir si la base de datos está al día."""
    require_up_to_date()
    click.echo(UP_TO_DATE)


@group.command("grant")
@click.argument("role")
def grant_role(role: str) -> None:
    """Dar al usuario ROLE de PostgreSQL lo que la aplicación necesita, sin poder cambiar la auditoría."""
    grant(role)
    click.echo(f"{role} puede leer y escribir el registro, y solo agregar a la auditoría.")


@group.command()
@click.option("-m", "--message", required=True, help="Qué cambia, en inglés e imperativo.")
def revision(message: str) -> None:
    """Escribir la migración que falta entre los modelos y la base de datos."""
    scripts = ScriptDirectory(str(current_app.extensions["migrate"].directory))
    number = len(list(scripts.walk_revisions())) + 1
    flask_migrate.migrate(message=message, rev_id=f"{number:04}")


def require_up_to_date() -> None:
    """Refuse to go on with a database that the code would misread.

    Raises:
        ClickException: A migration is missing; tells the command that applies it.
    """
    if not is_up_to_date():
        raise click.ClickException(STALE)
