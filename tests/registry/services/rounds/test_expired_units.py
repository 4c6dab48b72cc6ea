"""Units whose registration ended, by the calendar or by an officer: neither the next problem nor its plan has them."""

import json
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from flask import Flask

from registry.extensions.clock import now
from registry.jobs.daily import run_daily
from registry.models import Account, Registration, Vacancy
from registry.services.institutions import registrations
from registry.services.rounds import proofs
from registry.vocabulary.rounds import ProposalState
from tests.factories.accounts import make_chief
from tests.factories.institutions import (
    make_institution,
    make_registration,
    make_unit,
    make_vacancy,
    saturday_afternoon,
    saturday_morning,
)
from tests.factories.people import TODAY, make_sentence
from tests.factories.rounds import make_round, proposals_of

LAST_DAY = TODAY + timedelta(days=10)
DAY_AFTER = LAST_DAY + timedelta(days=1)


class Towns(NamedTuple):
    """Three units with a place each, and two registrations: one that ends soon, one that an officer may suspend."""

    ending: Vacancy
    stopped: Vacancy
    lasting: Vacancy
    ends_soon: Registration
    may_stop: Registration


class Seen(NamedTuple):
    """Vacancies that a round may give to anybody, those that it proposes, and how many people it leaves without."""

    possible: set[int]
    proposed: set[int]
    unplaced: int


@pytest.fixture
def officer(app: Flask) -> Account:
    """A chief with three people who wait for a place."""
    officer = make_chief()
    for _ in range(3):
        make_sentence(officer=officer)
    return officer


@pytest.fixture
def towns(officer: Account) -> Towns:
    soon, ends_soon = open_unit(officer, valid_to=LAST_DAY)
    stopped, may_stop = open_unit(officer)
    lasting, _ = open_unit(officer)
    return Towns(soon, stopped, lasting, ends_soon, may_stop)


def open_unit(officer: Account, **dates: date) -> tuple[Vacancy, Registration]:
    institution = make_institution(officer=officer)
    registration = make_registration(institution, officer=officer, **dates)
    unit = make_unit(officer=officer, institution=institution)
    shifts = (saturday_morning(1), saturday_afternoon(1))
    return make_vacancy(officer=officer, unit=unit, total_places=1, shifts=shifts), registration


def round_on(day: date, officer: Account) -> Seen:
    """Do the day's work, run a round, and read the problem that was solved beside what is proposed."""
    run_daily(on=day, at=now())
    made = make_round(officer=officer, reference_date=day)
    problem = json.loads(proofs.export_problem(made.public_id, officer=officer))
    openings = [int(opening["id"]) for opening in problem["openings"]]
    proposed = proposals_of(made, officer=officer)
    return Seen(
        {openings[index] for index in problem["options"]["opening"]},
        {one.vacancy_id for one in proposed if one.vacancy_id is not None},
        sum(one.state is ProposalState.UNPLACED for one in proposed),
    )


def suspend(registration: Registration, officer: Account) -> None:
    registrations.suspend(registration.id, reason="Inspección desfavorable", version=1, officer=officer)


def test_on_its_last_day_a_unit_still_receives_people(towns: Towns, officer: Account):
    everywhere = {towns.ending.id, towns.stopped.id, towns.lasting.id}

    assert round_on(LAST_DAY, officer) == (everywhere, everywhere, 0)


def test_the_day_after_its_last_a_unit_stands_in_no_problem_and_no_proposal(towns: Towns, officer: Account):
    current = {towns.stopped.id, towns.lasting.id}

    assert round_on(DAY_AFTER, officer) == (current, current, 1)


def test_a_suspended_unit_stands_in_no_problem_and_no_proposal(towns: Towns, officer: Account):
    suspend(towns.may_stop, officer)
    current = {towns.ending.id, towns.lasting.id}

    assert round_on(TODAY, officer) == (current, current, 1)


def test_nobody_is_placed_where_every_unit_has_expired_or_is_suspended(officer: Account):
    open_unit(officer, valid_to=LAST_DAY)
    suspend(open_unit(officer)[1], officer)

    assert round_on(DAY_AFTER, officer) == (set(), set(), 3)


def test_a_renewed_unit_is_there_again(towns: Towns, officer: Account):
    until = DAY_AFTER + timedelta(days=365)
    registrations.renew(towns.ends_soon.id, valid_to=until, version=1, officer=officer, on=TODAY)

    assert towns.ending.id in round_on(DAY_AFTER, officer).proposed
