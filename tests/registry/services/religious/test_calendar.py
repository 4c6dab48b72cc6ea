from datetime import date, timedelta

import pytest
from flask import Flask

from registry.errors import NotAllowed, NotFound
from registry.services.religious import agents, calendar, visits
from registry.services.religious.calendar import VisitFilter
from registry.vocabulary.religious import PrisonVisitState
from tests.factories.accounts import make_chief
from tests.factories.religious import (
    ENTERED_ON,
    JULIACA,
    PUNO,
    VISITED_ON,
    make_approved,
    make_director,
    make_group,
    make_representative,
    make_room,
    make_visit,
    make_visitor,
)

MONDAY = date(2026, 9, 14)


def test_a_week_shows_a_prison_s_visits_day_by_day(app: Flask):
    visit = make_approved()
    make_visit(room=make_room(prison=PUNO))
    make_visit(day=VISITED_ON + timedelta(days=1))

    week = calendar.week_of(JULIACA, date(2026, 9, 17), officer=make_director(JULIACA, PUNO))

    assert [day.day for day in week] == [MONDAY + timedelta(days=number) for number in range(7)]
    assert [[one.id for one in day.visits] for day in week] == [[], [], [], [], [], [], [visit.id]]


def test_what_was_refused_takes_no_hour_of_the_week(app: Flask):
    visit, director = make_visit(), make_director()
    visits.deny(visit.id, reason="No hay custodia", version=visit.version, officer=director, on=ENTERED_ON)

    assert not any(day.visits for day in calendar.week_of(JULIACA, VISITED_ON, officer=director))


def test_a_group_and_a_prison_see_their_own_visits(app: Flask):
    group = make_group()
    representative = make_representative(group)
    own = make_visit(representative=representative)
    other = make_visit(room=make_room(prison=PUNO))

    assert [one.id for one in calendar.list_visits(VisitFilter(), officer=representative).items] == [own.id]
    assert [one.id for one in calendar.list_visits(VisitFilter(), officer=make_director(PUNO)).items] == [other.id]
    with pytest.raises(NotFound):
        calendar.get_visit(other.id, officer=representative)
    with pytest.raises(NotAllowed):
        calendar.list_visits(VisitFilter(), officer=make_chief())


def test_a_list_is_narrowed_by_state_prison_group_and_days(app: Flask):
    director = make_director(JULIACA, PUNO)
    approved = make_approved(director=director)
    make_visit(day=date(2026, 10, 4))
    wanted = (
        VisitFilter(state=PrisonVisitState.APPROVED),
        VisitFilter(prison=JULIACA, to_day=VISITED_ON),
        VisitFilter(institution_id=approved.institution_id),
        VisitFilter(from_day=ENTERED_ON, to_day=VISITED_ON),
    )

    found = [[one.id for one in calendar.list_visits(each, officer=director).items] for each in wanted]

    assert found == [[approved.id]] * len(wanted)


def test_whoever_lost_the_credential_meanwhile_is_told_apart(app: Flask):
    representative = make_representative(make_group())
    agent = make_visitor(representative=representative)
    visit = make_approved(representative=representative, agent=agent)
    director = make_director()
    before = calendar.get_visit(visit.id, officer=director).visitors
    present = agents.get_agent(agent.id, officer=representative)
    agents.retire(agent.id, reason="Se mudó", version=present.version, officer=representative)

    after = calendar.get_visit(visit.id, officer=director).visitors

    assert ([one.may_enter for one in before], [one.may_enter for one in after]) == ([True], [False])


def test_the_prisons_of_a_reader_are_those_of_the_role_and_of_the_visits(app: Flask):
    representative = make_representative(make_group())
    make_visit(representative=representative)

    assert calendar.prisons_of(representative) == [JULIACA]
    assert calendar.prisons_of(make_director(PUNO)) == [PUNO]
