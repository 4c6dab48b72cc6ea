"""`reinserta daily`: the day's work at once, for whoever does not want to wait for the worker."""

import sys

import click
from flask.cli import with_appcontext

from registry.extensions.clock import now, today
from registry.jobs.daily import Count, run_daily
from registry.views.formats.numbers import number

WORDS = {
    "changes": "Ubicaciones cambiadas por mandatos que ya rigen",
    "vacancies": "Cambios previstos de vacantes que ya rigen",
    "work_contracts": "Contratos de trabajo en penales que terminaron",
    "breaches": "Incumplimientos nuevos por revisar",
    "reminders": "Unidades a las que se recordó su planilla",
    "case_files": "Expedientes archivados o vencidos, y borradores olvidados",
    "receipts": "Constancias de presentación que faltaban, emitidas",
    "visits": "Visitas religiosas de mañana que se recordaron",
    "renewals": "Instituciones a las que se recordó renovar su inscripción",
}
FAILED = "no se pudo; vea el registro de sucesos"


@click.command()
@with_appcontext
def daily() -> None:
    """Hacer ahora la revisión de cada día: mandatos que ya rigen, incumplimientos, recordatorios y plazos.

    Puede repetirse: lo que ya está hecho no cambia. Termina con 1 si algo falló.
    """
    done = run_daily(on=today(), at=now())
    for name, count in done.counts.items():
        click.echo(f"{WORDS[name]}: {FAILED if count is None else _told(count)}")
    sys.exit(0 if done.is_whole else 1)


def _told(count: Count) -> str:
    return f"{number(count.done)}; en {number(count.failed)} {FAILED}" if count.failed else number(count.done)
