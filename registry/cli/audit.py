"""`reinserta audit`: whether the log is whole, and what is lawfully done with it."""

import sys
from datetime import datetime

import click
from flask.cli import AppGroup

from registry.errors import WrongState
from registry.extensions.actor import acting
from registry.extensions.clock import today
from registry.services.accounts import accounts
from registry.services.audit import heads, purging, restoring, resuming
from registry.services.audit.chaining import Head
from registry.services.audit.verifying import Finding, Verdict, verify

BROKEN = 1
DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])
officer_option = click.option("--officer", "username", required=True, help="Usuario que responde por el acto.")

marks_option = click.option(
    "--head", "marks", multiple=True, help="Marca NÚMERO:HUELLA guardada aparte, o un archivo de marcas."
)

group = AppGroup("audit", help="Auditoría: si está íntegra, y lo que la ley permite hacer con ella.")


@group.command("verify")
@marks_option
def verify_chain(marks: tuple[str, ...]) -> None:
    """Comprobar toda la cadena contra su final sellado y las marcas guardadas fuera de la base de datos.

    Termina con 1 si alguna fila fue alterada, borrada o cambiada de lugar, y dice cuál.
    """
    verdict = verify(_kept(marks))
    for finding in verdict.findings:
        click.echo(_told(finding))
    for loss in verdict.losses:
        click.echo(_told_loss(loss))
    click.echo(_summary(verdict))
    sys.exit(0 if verdict.is_whole else BROKEN)


@group.command("head")
def show_head() -> None:
    """Mostrar el final de la cadena y anotarlo fuera de la base de datos."""
    head = heads.note_head("command")
    click.echo(head or "La auditoría aún no tiene filas.")


@group.command()
@click.option("--before", required=True, type=DAY, help="Se borra lo anterior a este día.")
@officer_option
@click.confirmation_option(prompt="Las filas borradas no se recuperan. ¿Continuar?", help="No preguntar.")
def purge(before: datetime, username: str) -> None:
    """Borrar las filas que la ley ya no obliga a conservar; queda constancia en la cadena."""
    with acting(accounts.actor_of(_officer(username), purpose="conservación vencida")):
        done = purging.purge(before=before.date(), on=today())
    click.echo(f"Filas borradas: {done.rows}, hasta la número {done.through}.")


@group.command()
@click.option("--reason", required=True, help="Qué se encontró y dónde se conserva la evidencia.")
@officer_option
@click.confirmation_option(prompt="¿Guardó una copia de la base de datos tal como está?", help="No preguntar.")
def resume(reason: str, username: str) -> None:
    """Seguir escribiendo después de un final alterado; lo que falta quedará señalado para siempre."""
    known = max((head.number for head in heads.read_heads(heads.heads_file())), default=0)
    with acting(accounts.actor_of(_officer(username), purpose=reason)):
        head = resuming.resume(at_least=known)
    click.echo(f"La auditoría sigue desde la fila {head.number + 1}.")


@group.command()
@click.option("--reason", required=True, help="Por qué se restauró, y qué copia.")
@marks_option
@officer_option
@click.confirmation_option(prompt="¿Restauró usted esta copia de la base de datos?", help="No preguntar.")
def restored(reason: str, marks: tuple[str, ...], username: str) -> None:
    """Declarar lo que se perdió al restaurar una copia; verify lo dirá siempre, sin tomarlo por un corte.

    Solo si la cadena restaurada está íntegra.
    """
    if not verify().is_whole:
        raise WrongState("audit_restored_broken")
    with acting(accounts.actor_of(_officer(username), purpose=reason)):
        loss = restoring.declare_restored(_kept(marks))
    heads.note_lost(loss.ends, reason=reason)
    click.echo(_told_loss(loss))


def _kept(marks: tuple[str, ...]) -> list[Head]:
    return [*heads.read_heads(heads.heads_file()), *(head for mark in marks for head in heads.parse_head(mark))]


def _officer(username: str) -> accounts.Account:
    officer = accounts.find_account(username)
    if officer is None or not officer.is_active:
        raise click.ClickException(f"{username} no es un usuario activo. Revise el usuario.")
    return officer


def _told(finding: Finding) -> str:
    rows = f"Fila {finding.first}" if finding.first == finding.last else f"Filas {finding.first} a {finding.last}"
    return f"{rows}: {finding.fault.label.lower()}."


def _told_loss(loss: restoring.Loss) -> str:
    ends = ", ".join(str(end) for end in loss.ends)
    return (
        f"Restauración declarada en la fila {loss.told_in}: se perdieron al menos {loss.rows} filas. "
        f"Marcas perdidas: {ends}. Motivo: {loss.reason}."
    )


def _summary(verdict: Verdict) -> str:
    if verdict.is_whole:
        return (
            f"Cadena íntegra: {verdict.rows} filas. Marcas comparadas: {verdict.compared}. Final: {verdict.head or '–'}"
        )
    return f"La cadena no está íntegra: {verdict.faults} hallazgos en {verdict.rows} filas."
