"""`reinserta daily`: the day's work at once, for whoever does not want to wait for the worker."""

import sys

import click
from flask.cli import with_appcontext

from registry.extensions.clock import now, today
from registry.jobs.daily import run_daily
from registry.views.formats.numbers import number

WORDS = {
    "changes": "Ubicaciones cambiadas por mandatos que ya rigen",
    "breaches": "Incumplimientos nuevos por revisar",
    "reminders": "Unidades a las que se recordó su planilla",
}
FAILED = "no se pudo; vea el registro de sucesos"


@click.command()
@with_appcontext
def daily() -> None:
    """Hacer ahora la revisión de cada día: mandatos que ya rigen, incumplimientos y recordatorios.

    Puede repetirse: lo que ya está hecho no cambia. Termina con 1 si alguna parte falló.
    """
    done = run_daily(on=today(), at=now())
    for name, count in done.counts.items():
        click.echo(f"{WORDS[name]}: {FAILED if count is None else number(count)}")
    sys.exit(0 if done.is_whole else 1)
