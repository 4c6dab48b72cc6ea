"""`reinserta users`: officers' accounts and their tokens."""

from collections.abc import Callable
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from registry.cli.options import read_options
from registry.extensions.clock import now
from registry.schemas.accounts.account import InvitationInput
from registry.services.accounts import accounts, managing, offices, tokens
from registry.services.accounts.accounts import AccountDetails
from registry.services.accounts.scopes import Scope
from registry.services.accounts.tokens import TokenDetails
from registry.vocabulary.accounts import OUTSIDERS, Role, ScopeKind
from registry.vocabulary.sign_in import TokenScope

Command = Callable[..., Any]
group = AppGroup("users", help="Cuentas de oficiales y sus claves de acceso.")
SCOPE_HELP = (
    "Lo que se le asigna: "
    + ", ".join(f"«{kind.label}»" for kind in ScopeKind)
    + ", con su número o código, por ejemplo «Unidad 12»; se repite por cada cosa."
)
new_password = click.password_option(
    "--password",
    prompt="Contraseña",
    confirmation_prompt="Repita la contraseña",
    help="Si falta, se pide sin mostrarla.",
)


def facts_of_account(command: Command) -> Command:
    """Options that tell whose an account is."""
    options = (
        click.argument("username", metavar="USUARIO"),
        click.option("--name", "full_name", required=True, help="Nombres y apellidos."),
        click.option("--post", required=True, help="Cargo que se imprime bajo su firma."),
        click.option("--email", default=None, help="A dónde van la invitación y los avisos."),
        click.option(
            "--office", "office_code", default=None, help="Código de la oficina; sin ella, quien es de fuera."
        ),
        click.option(
            "--role", default=Role.CASE_OFFICER.value, type=click.Choice(Role.values()), help="Qué puede hacer."
        ),
        click.option("--scope", "scopes", multiple=True, help=SCOPE_HELP),
    )
    for option in reversed(options):
        command = option(command)
    return command


@group.command()
@facts_of_account
@new_password
def add(password: str, **facts: Any) -> None:
    """Abrir una cuenta con su contraseña."""
    added = accounts.add_account(_details(facts), password=password)
    where = f", {added.office_name}" if added.office_name else ""
    click.echo(f"Cuenta abierta: {added.username} ({added.role.label}{where}).")


@group.command()
@facts_of_account
def invite(**facts: Any) -> None:
    """Abrir una cuenta e invitar a su titular; sin servidor de correo, mostrar el enlace."""
    sent = managing.invite(_details(facts), officer=None, at=now())
    if sent.token:
        click.echo(f"{current_app.config['PUBLIC_URL'].rstrip('/')}/invitacion/{sent.token}")
    else:
        click.echo(f"La invitación va en camino a {sent.account.email}.")


@group.command()
@click.argument("username", metavar="USUARIO")
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
@click.argument("username", metavar="USUARIO")
@new_password
def change_password(username: str, password: str) -> None:
    """Cambiar la contraseña de una cuenta y cerrar sus sesiones."""
    officer = _get(username)
    accounts.change_password(officer.id, password=password)
    click.echo(f"Contraseña cambiada: {officer.username}. Sus sesiones abiertas se cerraron.")


@group.command()
@click.argument("username", metavar="USUARIO")
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


def _details(facts: dict[str, Any]) -> AccountDetails:
    office_id = _office_id(facts.pop("office_code"), Role(facts["role"]))
    given = {**facts, "scopes": "\n".join(facts["scopes"]) or None, "office_id": office_id}
    loaded = read_options(InvitationInput(partial=("email",)), given)
    return AccountDetails(**{**loaded, "scopes": tuple(Scope(*scope) for scope in loaded.get("scopes", ()))})


def _office_id(code: str | None, role: Role) -> int | None:
    """The office of that code, which roles within the operator need and outsiders may not have."""
    if not code and role not in OUTSIDERS:
        raise click.ClickException("Este rol pertenece a una oficina. Escriba su código con --office.")
    if code and role in OUTSIDERS:
        raise click.ClickException("Este rol no pertenece a una oficina. Quite --office.")
    office = offices.find_office(code) if code else None
    if code and office is None:
        raise click.ClickException(f"No hay una oficina con el código {code}. Véalos con: reinserta offices list")
    return office.id if office else None
