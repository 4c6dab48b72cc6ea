"""Many officers at once, and what must hold of the registry whatever the order they came in."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from flask import Flask
from sqlalchemy import select

from registry.errors import DomainError
from registry.extensions.database import reading
from registry.models import Document, Placement, Proposal, Round, Vacancy
from registry.models.placements.placement import HOLDS_PLACES
from registry.vocabulary.rounds import RoundState
from tests.threads import at_once

DONE = "done"
Act = Callable[[], object]


def race(app: Flask, acts: Sequence[Act]) -> list[str]:
    """Do all of it at the same instant, each in a thread of its own; tell what each got, in their order.

    Only refusals of the registry are outcomes; any other error fails the test.
    """
    answers = at_once(app, *acts)
    return [answer.code if isinstance(answer, DomainError) else DONE for answer in answers]


def check_registry() -> None:
    """Hold the stored counters and states against the rows that they follow from."""
    with reading() as session:
        held = session.scalars(select(Placement).where(Placement.state.in_(HOLDS_PLACES))).all()
        _check_places(session.scalars(select(Vacancy)).all(), held)
        assert len({placement.sentence_id for placement in held}) == len(held)
        _check_numbers(session.execute(select(Document.office_id, Document.year, Document.number)).all())
        _check_numbers(session.execute(select(Round.office_id, Round.year, Round.number)).all())
        _check_rounds(session.scalars(select(Round)).all(), session.scalars(select(Proposal)).all())


def _check_places(vacancies: Iterable[Vacancy], held: Iterable[Placement]) -> None:
    placed = [(placement.vacancy_id, shift) for placement in held for shift in [None, *placement.shifts]]
    stored: dict[tuple[int, int | None], int] = {}
    for vacancy in vacancies:
        stored[vacancy.id, None] = vacancy.places_taken
        stored |= {(vacancy.id, shift.shift): shift.places_taken for shift in vacancy.shifts}
    assert {place: taken for place, taken in stored.items() if taken} == Counter(placed)


def _check_numbers(rows: Iterable[Sequence[int]]) -> None:
    series: dict[tuple[int, int], list[int]] = {}
    for office_id, year, number in rows:
        series.setdefault((office_id, year), []).append(number)
    assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in series.values())


def _check_rounds(rounds: Iterable[Round], proposals: Iterable[Proposal]) -> None:
    undecided = {proposal.round_id for proposal in proposals if proposal.is_undecided}
    assert not undecided & {round_.id for round_ in rounds if round_.state is RoundState.APPLIED}
    reviewed = {round_.id for round_ in rounds if round_.state is RoundState.READY}
    assert reviewed <= undecided
