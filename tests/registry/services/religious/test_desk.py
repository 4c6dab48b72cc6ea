from datetime import timedelta

import pytest
from flask import Flask

from registry.errors import NotAllowed
from registry.services.religious import desk
from registry.services.rounds.desk import Tally
from tests.factories.religious import (
    ENTERED_ON,
    JULIACA,
    PUNO,
    VISITED_ON,
    make_agent,
    make_approved,
    make_director,
    make_group,
    make_representative,
    make_room,
    make_signatory,
    make_visit,
    make_visitor,
)

AFTER = VISITED_ON + timedelta(days=1)


def test_a_direction_is_told_of_its_own_prison(app: Flask):
    make_visit()
    make_visit(room=make_room(prison=PUNO))

    found = desk.read_visits(officer=make_director(JULIACA), on=ENTERED_ON)

    assert found.to_decide == Tally(1, VISITED_ON)
    assert found.to_note.count == 0


def test_what_nobody_decided_before_its_day_asks_no_more(app: Flask):
    make_visit()

    assert desk.read_visits(officer=make_director(), on=AFTER).to_decide.count == 0


def test_an_approved_visit_asks_for_its_outcome_once_its_day_is_over(app: Flask):
    make_approved()
    director = make_director()

    assert desk.read_visits(officer=director, on=VISITED_ON).to_note.count == 0
    assert desk.read_visits(officer=director, on=AFTER).to_note == Tally(1, VISITED_ON)


def test_nobody_else_is_told_of_visits(app: Flask):
    with pytest.raises(NotAllowed):
        desk.read_visits(officer=make_signatory(), on=ENTERED_ON)


def test_credentials_are_counted_until_they_are_signed(app: Flask):
    representative, signatory = make_representative(make_group()), make_signatory()
    make_visitor(representative=representative)
    make_agent(representative=representative)

    assert desk.count_to_sign(officer=signatory, on=ENTERED_ON) == 1
