"""The demonstration at five times its usual size."""

import pytest
from flask import Flask
from sqlalchemy import text

from registry.demo import Size, build
from registry.extensions.clock import today
from registry.extensions.database import db
from registry.services.rounds.outcome import country_outcome

TAKEN = """
    SELECT count(*) FROM vacancy WHERE places_taken <> (
        SELECT count(*) FROM placement
        WHERE placement.vacancy_id = vacancy.id AND state IN ('confirmed', 'notified', 'active', 'suspended')
    )
"""
TWICE = """
    SELECT count(*) FROM (
        SELECT sentence_id FROM placement WHERE state IN ('confirmed', 'notified', 'active', 'suspended')
        GROUP BY sentence_id HAVING count(*) > 1
    ) AS twice
"""


@pytest.mark.acceptance
def test_six_thousand_people_and_six_hundred_units(app: Flask) -> None:
    build(Size(persons=6_000, units=600, seed=2, round_seconds=15), on=today(), say=print)

    outcome = country_outcome()
    with db.engine.connect() as connection:
        wrong, twice = (connection.execute(text(query)).scalar() for query in (TAKEN, TWICE))

    assert outcome.persons >= 6_000
    assert 0.5 * outcome.persons < outcome.placed <= outcome.persons
    assert outcome.gap is not None
    assert 0 <= outcome.gap < 1
    assert (wrong, twice) == (0, 0)
