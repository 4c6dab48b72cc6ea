"""`reinserta round`: assignment rounds from the command line."""

import json
import time

import click
from flask import current_app
from flask.cli import AppGroup

from registry.config import Settings
from registry.extensions.actor import acting
from registry.extensions.clock import now, today
from registry.jobs.workflows import run_round
from registry.services.accounts.accounts import Account, actor_of, list_accounts
from registry.services.accounts.policy import Act, is_allowed
from registry.services.rounds import workers
from registry.services.rounds.outcome import GAP_DIGITS
from registry.services.rounds.rounds import Round, RoundDetails, get_round, open_round, start_round
from registry.views.formats.gap import gap_sentence
from registry.views.formats.numbers import km, number, percent, seconds
from registry.vocabulary.accounts import Role
from registry.vocabulary.messages import message
from registry.vocabulary.rounds import RoundState, WeightsPreset

POLL_SECONDS = 0.5
NO_WORKER = "Ningún proceso calcula rondas ahora. Ejecute «reinserta worker» o quite --enqueue."
PURPOSE = "ronda"

group = AppGroup("round", help="Rondas de asignación.")


@group.command()
@click.option("--office", "office_code", required=True, help="Código de la oficina.")
@click.option("--officer", "username", help="Quien inicia la ronda; si falta, la jefatura de la oficina.")
@click.option("--preset", default="balanced", type=click.Choice(WeightsPreset.values()), help="Qué pesa más.")
@click.option("--time-limit", type=int, help="Segundos de cálculo.")
@click.option("--enqueue", is_flag=True, help="Dejar el cálculo al proceso «worker» y esperar su resultado.")
@click.option("--json", "as_json", is_flag=True, help="Mostrar el resultado como JSON.")
def run(
    office_code: str, username: str | None, preset: str, time_limit: int | None, enqueue: bool, as_json: bool
) -> None:
    """Iniciar una ronda de una oficina y mostrar su resultado."""
    settings: Settings = current_app.config["SETTINGS"]
    details = RoundDetails(
        reference_date=today(),
        preset=WeightsPreset(preset),
        time_limit_seconds=time_limit or settings.round_seconds,
    )
    officer = _find_officer(office_code, username)
    with acting(actor_of(officer, purpose=PURPOSE)):
        ended = _run_there(details, officer) if enqueue else run_here(details, officer=officer)
    click.echo(json.dumps(outcome_of(ended), ensure_ascii=False) if as_json else "\n".join(describe(ended)))
    if ended.state is RoundState.INTERRUPTED:
        raise SystemExit(1)


def run_here(details: RoundDetails, *, officer: Account) -> Round:
    """Compute a round in this process and give it as it ended."""
    started = open_round(details, officer=officer)
    run_round(current_app, started.public_id)
    return get_round(started.public_id, officer=officer)


def outcome_of(ended: Round) -> dict[str, object]:
    """The figures by which a round is judged; None where it ended without a plan."""
    summary = ended.summary or {}
    figures = {name: summary.get(name) for name in ("persons", "placed", "gap", "median_km", "skill_fit")}
    if figures["gap"] is not None:
        figures["gap"] = round(figures["gap"], GAP_DIGITS)
    return {"round": ended.public_id, "state": ended.state.value, **figures, "seconds": _seconds(ended)}


def describe(ended: Round) -> list[str]:
    """Tell how a round ended, in lines for a terminal."""
    lines = [f"Ronda {ended.year}-{ended.number} de {ended.office.name}: {ended.state.label}"]
    summary = ended.summary
    if summary is None:
        return [*lines, message(ended.failure)] if ended.failure else lines
    share = summary["placed"] / summary["persons"] if summary["persons"] else None
    return [
        *lines,
        f"Ubicadas: {number(summary['placed'])} de {number(summary['persons'])} ({percent(share, 1)})",
        f"Distancia mediana: {km(summary['median_km'])}",
        f"Según su aptitud: {percent(summary['skill_fit'])}",
        gap_sentence(summary["gap"], summary["status"], summary["objective"], summary["bound"]),
        f"Tiempo: {seconds(_seconds(ended))}",
    ]


def _run_there(details: RoundDetails, officer: Account) -> Round:
    """Hand the round to a worker and wait for its end; Ctrl-C leaves it under way."""
    if not workers.is_any_alive(at=now()):
        raise click.ClickException(NO_WORKER)
    started = start_round(details, officer=officer)
    while (found := get_round(started.public_id, officer=officer)).is_under_way:
        time.sleep(POLL_SECONDS)
    return found


def _find_officer(office_code: str, username: str | None) -> Account:
    """The officer named, or the chief, or whoever there is, of the office with this code."""
    able = [each for each in list_accounts() if each.is_active and is_allowed(each, Act.RUN_ROUNDS)]
    of_office = [each for each in able if each.office and each.office.code == office_code.upper()]
    named = [each for each in of_office if username in (None, each.username)]
    if not named:
        raise click.ClickException(f"No hay un oficial activo con esos datos en la oficina {office_code}.")
    return min(named, key=lambda each: (each.role is not Role.CHIEF, each.id))


def _seconds(ended: Round) -> float | None:
    if ended.started_at is None or ended.finished_at is None:
        return None
    return round((ended.finished_at - ended.started_at).total_seconds(), 2)
