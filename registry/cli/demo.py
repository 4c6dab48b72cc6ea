"""`reinserta demo`: the demonstration registry and its outcome."""

import json
import time

import click
from flask.cli import AppGroup

from registry.demo import Size, build, is_built
from registry.demo.offices import SEATS, SIGN_IN_WORDS, username_of
from registry.extensions.clock import today
from registry.services.rounds.outcome import Outcome, country_outcome
from registry.views.formats.numbers import km, number, percent
from registry.vocabulary.accounts import Role

group = AppGroup("demo", help="Registro de demostración: personas ficticias.")


@group.command()
@click.option("--persons", default=Size.persons, type=click.IntRange(min=20), help="Personas en espera.")
@click.option("--units", default=Size.units, type=click.IntRange(min=13), help="Unidades beneficiarias.")
@click.option("--seed", default=Size.seed, help="Semilla: la misma da el mismo registro.")
@click.option("--round-seconds", default=Size.round_seconds, help="Segundos de cálculo de cada ronda.")
def load(persons: int, units: int, seed: int, round_seconds: int) -> None:
    """Construir el registro de demostración en una base vacía, con una ronda en cada oficina, y mostrar el resultado.

    Donde ya está construido solo muestra el resultado. La última línea es un objeto JSON.
    """
    if is_built():
        click.echo("El registro de demostración ya está construido.")
    else:
        _build(Size(persons, units, seed, round_seconds))
    _tell(country_outcome())


def _build(size: Size) -> None:
    started = time.perf_counter()

    def say(step: str) -> None:
        click.echo(f"{time.perf_counter() - started:6.1f} s  {step}")

    build(size, on=today(), say=say)


def _tell(result: Outcome) -> None:
    click.echo(f"Se ubica a {number(result.placed)} de {number(result.persons)} personas.")
    click.echo(f"Distancia mediana {km(result.median_km)}; tarea según aptitud {percent(result.skill_fit)}.")
    click.echo(f"Mayor diferencia con el tope demostrado: {percent(result.gap, 3)}.")
    click.echo(f"Usuarios (contraseña «{SIGN_IN_WORDS}»):")
    for role in (Role.CASE_OFFICER, Role.CHIEF):
        click.echo(f"  {username_of(role, SEATS[0][0])}, {role.label.lower()}")
    others = ", ".join(username_of(Role.CASE_OFFICER, code).split(".")[1] for code, _ in SEATS[1:])
    click.echo(f"  Otras oficinas, en lugar de «{SEATS[0][0].lower()}»: {others}")
    click.echo(json.dumps(result.as_json()))
