import json
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from registry.demo import Size, build, is_built
from registry.extensions.database import Base, db, reading
from registry.models import (
    AttendanceEntry,
    AttendanceSheet,
    BeneficiaryUnit,
    Institution,
    Office,
    Person,
    Placement,
    Proposal,
    Round,
    Sentence,
    Vacancy,
)
from registry.services.rounds.outcome import country_outcome
from tests.conftest import empty_registry

SMALL = Size(persons=60, units=26, seed=3, round_seconds=5)
ON = date(2026, 9, 7)


@pytest.fixture(scope="module")
def built(migrated_app: Flask) -> Iterator[Flask]:
    """One small demonstration for all tests of this module, which only look."""
    with migrated_app.app_context():
        empty_registry()
        build(SMALL, on=ON, say=lambda step: None)
        yield migrated_app
        db.session.remove()


def count(model: type[Base]) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_demonstration_has_the_size_asked_for(built: Flask) -> None:
    assert is_built()
    assert (count(BeneficiaryUnit), count(Person), count(Office)) == (SMALL.units, SMALL.persons + 6, 13)


def test_each_office_has_a_round_to_review(built: Flask) -> None:
    with reading() as session:
        rounds = session.scalars(select(Round).where(Round.state.in_(("ready", "empty", "applied")))).all()

    assert {found.office_id for found in rounds} == set(range(1, 14))


def test_the_outcome_is_one_json_object(built: Flask) -> None:
    outcome = json.loads(json.dumps(country_outcome().as_json()))

    assert set(outcome) == {"persons", "placed", "gap", "median_km", "skill_fit", "seconds"}
    assert SMALL.persons <= outcome["persons"] <= SMALL.persons + 10
    assert 0 < outcome["placed"] <= outcome["persons"]
    assert outcome["gap"] <= 1e-6


def test_some_people_serve_already(built: Flask) -> None:
    assert count(Placement) > 0


def test_some_have_served_for_months_with_their_sheets_signed(built: Flask) -> None:
    assert count(AttendanceEntry) > 0
    assert count(AttendanceSheet) > 0


def test_everybody_and_everything_invented_is_marked_by_its_number(built: Flask) -> None:
    with reading() as session:
        documents = session.scalars(select(Person.document_number)).all()
        rucs = session.scalars(select(Institution.ruc)).all()

    assert all(document.startswith("99") for document in documents)
    assert all(ruc.startswith("2099") for ruc in rucs)


def test_sentences_respect_the_offence_without_an_exception(built: Flask) -> None:
    with reading() as session:
        assert session.scalars(select(Sentence).where(Sentence.range_exception.is_not(None))).all() == []


def test_the_same_seed_builds_the_same_registry(built: Flask) -> None:
    first = _fingerprint()

    empty_registry()
    build(SMALL, on=ON, say=lambda step: None)

    assert _fingerprint() == first


def _fingerprint() -> list[tuple[object, ...]]:
    with reading() as session:
        who = select(Person.search_text, Person.birth_date, Proposal.score, Vacancy.task)
        proposed = (
            who.join(Sentence.person).join(Proposal, Proposal.sentence_id == Sentence.id).outerjoin(Proposal.vacancy)
        )
        return sorted((tuple(row) for row in session.execute(proposed)), key=str)


def test_a_build_that_is_interrupted_leaves_nothing_behind(app: Flask) -> None:
    def stop_late(step: str) -> None:
        if step == "personas que ya cumplen jornadas":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(SMALL, on=ON, say=stop_late)

    assert not is_built()
    assert (count(Person), count(Placement)) == (0, 0)
