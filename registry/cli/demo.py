"""`reinserta demo`: the demonstration registry and its outcome."""

import json
import time

import click
from flask.cli import AppGroup

from registry.demo import Size, build, find_letter, is_built, list_entrances
from registry.demo.offices import SEATS, SIGN_IN_WORDS
from registry.extensions.clock import today
from registry.services.rounds.outcome import Outcome, country_outcome
from registry.views.formats.numbers import km, number, percent

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
    _tell_entrances()
    click.echo(json.dumps(result.as_json()))


def _tell_entrances() -> None:
    """Say which account sees what, and with what a person sees their own page."""
    click.echo(f"Ingrese con la contraseña «{SIGN_IN_WORDS}» como:")
    entrances = list_entrances()
    width = max(len(entrance.username) for entrance in entrances)
    for entrance in entrances:
        click.echo(f"  {entrance.username.ljust(width)}  {entrance.sees}")
    others = ", ".join(code.lower() for code, _ in SEATS[1:])
    click.echo(f"  Otras oficinas, en lugar de «{SEATS[0][0].lower()}» (oficial y jefatura): {others}")
    if letter := find_letter():
        click.echo(
            f"En /mis-jornadas, {letter.person} entra con el código {letter.code} de su carta "
            f"y {letter.document_end}, el final de su DNI."
        )
