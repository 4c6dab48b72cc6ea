"""`reinserta users`: officers' accounts and their tokens."""

import click
from flask.cli import AppGroup

from registry.cli.options import read_options
from registry.extensions.clock import now
from registry.schemas.accounts.officer import OfficerInput
from registry.services.accounts import accounts, offices, tokens
from registry.services.accounts.tokens import TokenDetails
from registry.vocabulary.accounts import Role
from registry.vocabulary.sign_in import TokenScope

group = AppGroup("users", help="Cuentas de oficiales y sus claves de acceso.")
new_password = click.password_option(
    "--password",
    prompt="Contraseña",
    confirmation_prompt="Repita la contraseña",
    help="Si falta, se pide sin mostrarla.",
)


@group.command()
@click.argument("username")
@click.option("--name", "full_name", required=True, help="Nombres y apellidos.")
@click.option("--post", required=True, help="Cargo que se imprime bajo su firma.")
@click.option("--office", "office_code", required=True, help="Código de la oficina.")
@click.option("--role", default=Role.CASE_OFFICER.value, type=click.Choice(Role.values()), help="Qué puede hacer.")
@new_password
def add(username: str, full_name: str, post: str, office_code: str, role: str, password: str) -> None:
    """Abrir la cuenta de un oficial."""
    office = offices.find_office(office_code)
    if office is None:
        raise click.ClickException(
            f"No hay una oficina con el código {office_code}. Véalos con: reinserta offices list"
        )
    facts = {"username": username, "full_name": full_name, "post": post, "role": role, "office_id": office.id}
    details = accounts.AccountDetails(**read_options(OfficerInput(), facts))
    added = accounts.add_account(details, password=password)
    click.echo(f"Cuenta abierta: {added.username} ({added.role.label}, {office.name}).")


@group.command()
@click.argument("username")
@click.option("--days", default=90, show_default=True, help="Días que dura.")
@click.option("--name", default="", help="Programa que la usa.")
@click.option("--scope", default=TokenScope.WRITE.value, type=click.Choice(TokenScope.values()), help="Qué permite.")
def token(username: str, days: int, name: str, scope: str) -> None:
    """Mostrar una clave de acceso nueva; no se vuelve a mostrar."""
    click.echo(tokens.issue_token(username, TokenDetails(name, TokenScope(scope), days), at=now()))


@group.command("list")
def list_accounts() -> None:
    """Listar las cuentas, una por línea."""
    for officer in accounts.list_accounts():
        state = "activa" if officer.is_active else "cerrada"
        office = officer.office.code if officer.office else "—"
        click.echo("\t".join([officer.username, officer.full_name, officer.role.label, office, state]))


@group.command("password")
@click.argument("username")
@new_password
def change_password(username: str, password: str) -> None:
    """Cambiar la contraseña de una cuenta y cerrar sus sesiones."""
    officer = _get(username)
    accounts.change_password(officer.id, password=password)
    click.echo(f"Contraseña cambiada: {officer.username}. Sus sesiones abiertas se cerraron.")


@group.command()
@click.argument("username")
def close(username: str) -> None:
    """Cerrar una cuenta; lo que firmó queda firmado."""
    officer = _get(username)
    accounts.deactivate(officer.id)
    click.echo(f"Cuenta cerrada: {officer.username}.")


def _get(username: str) -> accounts.Account:
    officer = accounts.find_account(username)
    if officer is None:
        raise click.ClickException(f"No hay una cuenta con el usuario «{username}».")
    return officer
