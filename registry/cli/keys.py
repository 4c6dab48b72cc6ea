"""`reinserta keys`: the keys of the sensitive columns."""

import click
from flask.cli import AppGroup

from registry.services.keys import LOST, keys_in_use, rotate

group = AppGroup("keys", help="Claves de los datos reservados.")

NEXT_STEP = "Compruebe con «reinserta keys check» y retire después la clave anterior de REINSERTA_ENCRYPTION_KEYS."


@group.command("rotate")
def rotate_keys() -> None:
    """Pasar todo lo reservado a la primera clave de REINSERTA_ENCRYPTION_KEYS; si se interrumpe, repítalo."""
    total = rotate(lambda table, count: click.echo(f"{table}: {count}"))
    click.echo(f"Valores pasados a la clave nueva: {total}. {NEXT_STEP}")


@group.command()
def check() -> None:
    """Decir cuántos valores guarda cada clave; termina con 1 si alguno no se puede abrir."""
    counts = dict(keys_in_use())
    lost = counts.pop(LOST, 0)
    for place, count in sorted(counts.items(), key=lambda pair: pair[0] or 0):
        click.echo(f"Clave {(place or 0) + 1}: {count}")
    if lost:
        raise click.ClickException(f"{lost} valores no se abren con ninguna clave. Devuelva la clave que falta.")
