"""`reinserta serve` and `reinserta worker`: the two processes of the service, together or apart."""

import os

import click
from flask import Flask
from flask.cli import ScriptInfo, pass_script_info

from registry.cli.database import require_up_to_date
from registry.cli.serving.addresses import listen
from registry.cli.serving.processes import Family
from registry.cli.serving.web import run_web
from registry.jobs.signals import StopSignal, stop_with_parent
from registry.jobs.worker import run_worker

LIFELINE = click.option("--lifeline", type=int, hidden=True, help="Tubería que se cierra con el proceso padre.")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Dirección en que se atiende.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Puerto; 0: uno libre.")
@click.option("--worker/--no-worker", "with_worker", default=True, help="Con o sin el proceso que calcula las rondas.")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 256), help="Solicitudes a la vez.")
@pass_script_info
def serve(info: ScriptInfo, host: str, port: int, with_worker: bool, threads: int) -> None:
    """Atender las páginas y, salvo --no-worker, calcular las rondas."""
    app = _checked_app(info)
    listener = listen(host, port)
    if not with_worker:
        run_web(app, listener, threads)
        return
    family = Family()
    family.add("web", ["web", str(listener), str(threads)], keep=(listener,))
    family.add("worker", ["worker"], revives=True)
    with StopSignal() as stop:
        status = family.live(stop)
    raise SystemExit(status)


@click.command(hidden=True)
@click.argument("listener", type=int)
@click.argument("threads", type=int)
@LIFELINE
@pass_script_info
def web(info: ScriptInfo, listener: int, threads: int, lifeline: int | None) -> None:
    """Atender las páginas en un puerto que el proceso padre abrió."""
    app = _checked_app(info)
    if lifeline is not None:
        stop_with_parent(lifeline)
    run_web(app, listener, threads)


@click.command()
@LIFELINE
@pass_script_info
def worker(info: ScriptInfo, lifeline: int | None) -> None:
    """Calcular las rondas que las oficinas inician."""
    run_worker(_checked_app(info), lifeline=lifeline)
    os._exit(0)  # the solver's thread may run for minutes more: nobody waits for it, its round is kept


def _checked_app(info: ScriptInfo) -> Flask:
    """The application on a database that it understands, with no connection open: processes are forked from here."""
    app = info.load_app()
    with app.app_context():
        require_up_to_date()
        app.extensions["sqlalchemy"].engine.dispose()
    return app
