"""The steps in order: offices, units, people who serve already, people who wait, a round in each office."""

import random as chance
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from registry.demo.attendance import let_serve_long
from registry.demo.lives import tell_lives
from registry.demo.offices import Territory, add_administrator, add_auditor, open_offices
from registry.demo.people import PeopleBuilder
from registry.demo.procedures import tell_procedures
from registry.demo.units import UnitBuilder
from registry.extensions.actor import acting
from registry.extensions.database import transaction
from registry.services.accounts.accounts import actor_of
from registry.services.accounts.offices import list_offices
from registry.services.attendance.breaches import find_breaches
from registry.services.people.sentences import list_waiting
from registry.services.placements.notifying import notify_many
from registry.services.rounds.appraising import appraise
from registry.services.rounds.computing import freeze, publish, solve
from registry.services.rounds.decisions import confirm_many
from registry.services.rounds.proposals import ProposalFilter, list_proposals
from registry.services.rounds.rounds import Round, RoundDetails, open_round
from registry.vocabulary.rounds import ProposalState

#: Places for each person who waits: fewer than one, so that the assignment matters.
PLACES_A_PERSON = 1.4
SERVING_SHARE, SERVING_MOST = 0.1, 130
#: Of these, how many began months ago, and the most of an office.
LONG_SHARE, LONG_MOST = 0.25, 6
#: Places that a solve is held against, of those that promise most: enough to show it.
TRIED_OUT = 1
BATCH = 500

Say = Callable[[str], None]


@dataclass(frozen=True)
class Size:
    """How large the demonstration is, and the seed that makes it the same each time."""

    persons: int = 1200
    units: int = 300
    seed: int = 1
    round_seconds: int = 30


def is_built() -> bool:
    """Whether this registry holds anything already."""
    return bool(list_offices())


def build(size: Size, *, on: date, say: Say) -> None:
    """Build the demonstration as of a day, the whole of it or nothing; each step is told when done.

    One transaction holds all steps, so that a build that was interrupted leaves an empty registry to begin again with.
    """
    with transaction():
        _build_steps(size, on, say)


def _build_steps(size: Size, on: date, say: Say) -> None:
    random = chance.Random(size.seed)  # noqa: S311 - invented people need a seed, not secrecy
    with _step():
        territories = open_offices(random)
        add_auditor(territories[0].office)
        add_administrator(territories[0].office)
    say(f"{len(territories)} oficinas")
    _build_units(territories, size, on, random)
    say(f"{size.units} unidades beneficiarias")
    with _step():
        tell_lives(territories[0], on)
    say("una persona de cada historia, en Juliaca")
    with _step():
        tell_procedures(territories[0], on)
    say("instituciones con sus expedientes, en Juliaca")
    people = PeopleBuilder(random, on, 0)
    _build_people(territories, people, min(SERVING_MOST, round(size.persons * SERVING_SHARE)))
    for territory in territories:
        _let_serve_long(territory, size, on)
        _let_serve(territory, on)
    with _step():
        find_breaches(on=on)
    say("personas que ya cumplen jornadas")
    _build_people(territories, people, size.persons)
    say(f"{size.persons} personas en espera")
    for territory in territories:
        if list_waiting(territory.office.id, on):
            _appraise(_run_round(territory, on, size.round_seconds), territory)
        say(f"ronda de {territory.office.name}")


def _build_units(territories: list[Territory], size: Size, on: date, random: chance.Random) -> None:
    builder = UnitBuilder(random, on, PLACES_A_PERSON * size.persons / max(1, size.units), 1)
    for territory, count in zip(territories, _split(territories, size.units), strict=True):
        with _step(), acting(actor_of(territory.officer, purpose="demostración")):
            builder.build(territory, count)


def _build_people(territories: list[Territory], builder: PeopleBuilder, count: int) -> None:
    for territory, share in zip(territories, _split(territories, count), strict=True):
        for batch in _batches(share):
            with _step(), acting(actor_of(territory.officer, purpose="demostración")):
                builder.build(territory, batch)


def _let_serve_long(territory: Territory, size: Size, on: date) -> None:
    """Let a part of them have begun months ago; drawn apart, so that the other draws stay as they were."""
    random = chance.Random(f"{size.seed} {territory.office.code}")  # noqa: S311 - as above
    most = max(1, round(size.persons * SERVING_SHARE * LONG_SHARE * territory.share))
    with _step(), acting(actor_of(territory.officer, purpose="demostración")):
        let_serve_long(territory, on, random, min(LONG_MOST, most))


def _let_serve(territory: Territory, on: date) -> None:
    """Run a first round where somebody waits, and let the officer confirm and notify all of it."""
    if not list_waiting(territory.office.id, on):
        return
    with _step(), acting(actor_of(territory.officer, purpose="demostración")):
        round_id = _run_round(territory, on, 10).id
        wanted = ProposalFilter(states=(ProposalState.TO_REVIEW,))
        proposals = list_proposals(round_id, wanted, officer=territory.officer, per_page=SERVING_MOST)
        results = confirm_many([proposal.id for proposal in proposals.items], officer=territory.officer)
        placed = [result.placement_id for result in results if result.placement_id is not None]
        notify_many(placed, officer=territory.chief, on=on)


def _run_round(territory: Territory, on: date, seconds: int) -> Round:
    """Compute a round here and now, in the steps that the worker takes."""
    with _step(), acting(actor_of(territory.officer, purpose="demostración")):
        details = RoundDetails(reference_date=on, time_limit_seconds=seconds)
        opened = open_round(details, officer=territory.officer)
        for step in (freeze, solve, publish):
            step(opened.public_id)
        return opened


def _appraise(opened: Round, territory: Territory) -> None:
    """Work out what the places of the round that is shown are worth."""
    with _step(), acting(actor_of(territory.officer, purpose="demostración")):
        appraise(opened.public_id, tried=TRIED_OUT)


@contextmanager
def _step() -> Iterator[None]:
    """Write a step down and let go of it, so that the next one reads what is written."""
    with transaction() as session:
        yield
        session.flush()
        session.expunge_all()


def _split(territories: list[Territory], count: int) -> list[int]:
    """Cut a count by the territories' shares; what rounding leaves goes to the largest."""
    parts = [int(count * territory.share) for territory in territories]
    largest = max(range(len(parts)), key=lambda index: territories[index].share)
    parts[largest] += count - sum(parts)
    return parts


def _batches(count: int) -> Iterator[int]:
    for start in range(0, count, BATCH):
        yield min(BATCH, count - start)
