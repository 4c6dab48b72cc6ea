"""`reinserta letters`: whether issued documents still say what they said, and what the ledger says."""

import sys

import click
from flask.cli import AppGroup

from registry.services.documents.verification import Verdict, recheck_all

BROKEN = 1

group = AppGroup("letters", help="Documentos emitidos: si siguen siendo lo que se emitió.")


@group.command("verify")
@click.option("--office", "office_code", help="Código de la oficina que los emitió.")
@click.option("--number", type=click.IntRange(min=1), help="Número del documento, sin ceros ni año.")
@click.option("--year", type=click.IntRange(min=2000, max=2200), help="Año del número.")
@click.option("--all", "is_all", is_flag=True, help="Todos los documentos de todas las oficinas.")
def verify(office_code: str | None, number: int | None, year: int | None, is_all: bool) -> None:
    """Volver a calcular cada documento con las anotaciones registradas hasta su emisión y comparar su huella.

    Termina con 1 si alguno no coincide, y dice cuál y por qué.
    """
    if not is_all and office_code is None:
        raise click.UsageError("Diga qué documentos: --office CÓDIGO (y --number, --year si quiere) o --all.")
    if is_all and office_code is not None:
        raise click.UsageError("Elija --office o --all, no ambos.")
    found = checked = 0
    for verdict in recheck_all(office_code=office_code, number=number, year=year):
        click.echo(_told(verdict))
        checked, found = checked + 1, found + (not verdict.holds)
    click.echo(f"Documentos comprobados: {checked}. Con diferencias: {found}.")
    sys.exit(BROKEN if found else 0)


def _told(verdict: Verdict) -> str:
    """One line: number, kind and what was found."""
    faults = "; ".join(fault.label for fault in verdict.faults)
    later = " (después se corrigieron anotaciones)" if verdict.is_overtaken else ""
    rules = f"emitida con las reglas {verdict.earlier_rules}; hoy rigen las {verdict.rules_today}"
    found = f"NO COINCIDE: {faults}" if faults else f"coincide{later}" if verdict.earlier_rules is None else rules
    return f"{verdict.number}\t{verdict.kind.label}\t{found}"
