"""`reinserta offices`: the operator's offices, opened before anybody can have an account in one."""

import click
from flask.cli import AppGroup

from registry.cli.options import read_options
from registry.reference.regional_offices import regional_offices
from registry.schemas.accounts.office import OfficeInput
from registry.services.accounts import offices
from registry.vocabulary.accounts import OfficeKind

group = AppGroup("offices", help="Oficinas del operador.")


@group.command()
@click.argument("code", metavar="CÓDIGO")
@click.option("--name", required=True, help="Nombre que llevan sus documentos.")
@click.option(
    "--region",
    required=True,
    type=click.Choice([office.code for office in regional_offices()]),
    help="Oficina regional de la que depende.",
)
@click.option("--ubigeo", required=True, help="Código INEI del distrito en que está.")
@click.option("--address", required=True, help="Dirección que llevan sus documentos.")
@click.option("--phone", required=True, help="Teléfono que llevan sus documentos.")
@click.option("--email", help="Correo que llevan sus documentos.")
@click.option("--kind", default=OfficeKind.OPEN_REGIME.value, type=click.Choice(OfficeKind.values()), help="Nivel.")
def add(code: str, **facts: str | None) -> None:
    """Abrir una oficina; se ubica en la capital de su distrito hasta que la jefatura corrija el punto."""
    details = offices.OfficeDetails(**read_options(OfficeInput(), {"code": code, **facts}))
    opened = offices.open_office(details)
    click.echo(f"Oficina abierta: {opened.code} ({opened.name}).")


@group.command("list")
def list_all() -> None:
    """Listar las oficinas, una por línea."""
    for office in offices.list_offices():
        click.echo("\t".join([office.code, office.name, office.region, office.ubigeo]))
