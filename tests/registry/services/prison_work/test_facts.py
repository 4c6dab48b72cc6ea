"""A year of many workers, kept in the database and counted back, against the slow way: to the day."""

import random
from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from sqlalchemy import select

from registry.extensions.database import reading, transaction
from registry.ledger.labour.facts import WorkFacts
from registry.ledger.labour.redemption import redeem
from registry.models import Account, AuthorisedDay, Inmate, InmateStage, WorkAssignment, WorkEntry
from registry.services.prison_work.facts import facts_of, facts_of_many, heads_of
from registry.vocabulary.attendance import EntrySource
from registry.vocabulary.prison_work import AssignmentState, EndCause, Stage
from tests.factories.inmates import make_inmate, make_keeper, reserved_details
from tests.factories.religious import JULIACA
from tests.factories.work_activities import make_published, make_work_officer, vacancy_of
from tests.registry.ledger.labour.naive import naive_redemption
from tests.registry.ledger.labour.test_year import LAST, a_worker

pytestmark = pytest.mark.usefixtures("app")


def keep(facts: WorkFacts, *, vacancy, officer: Account) -> int:
    """Write one worker's year into the tables as sheets, files and councils write it; the inmate's key."""
    marks = {"is_recidivist": facts.is_recidivist, "is_organised_crime": facts.is_organised_crime}
    reserved = reserved_details(*(str(offence) for offence in facts.offences), **marks)
    inmate_id = make_inmate(officer=officer, reserved=reserved, held_since=date(2020, 1, 1)).id
    with transaction() as session:
        inmate = session.get_one(Inmate, inmate_id)
        inmate.inscribed_on = facts.inscribed_on
        for custody in facts.custody:
            day = {"valid_from": custody.valid_from, "stage": custody.stage}
            session.add(InmateStage(inmate_id=inmate_id, account_id=officer.id, **day))
            session.flush()
        assignment_id = post(session, inmate_id, facts, vacancy)
        note(session, facts, assignment_id, officer)
    return inmate_id


def post(session, inmate_id: int, facts: WorkFacts, vacancy) -> int:
    (posting,) = facts.postings
    assignment = WorkAssignment(
        inmate_id=inmate_id,
        vacancy_id=vacancy.id,
        prison=JULIACA,
        activity_id=vacancy.activity_id,
        state=AssignmentState.ENDED,
        end_cause=EndCause.CONTRACT,
        starts_on=posting.starts_on,
        last_on=posting.last_on,
    )
    session.add(assignment)
    session.flush()
    return assignment.id


def note(session, facts: WorkFacts, assignment_id: int, officer: Account) -> None:
    kept: dict[int, int] = {}
    sessions = count(1)
    for entry in facts.entries:
        row = WorkEntry(
            assignment_id=assignment_id,
            day=entry.day,
            session=next(sessions),
            arrived=entry.arrived,
            left_at=entry.left,
            pieces=entry.pieces,
            place=entry.place,
            is_withdrawn=entry.is_withdrawn,
            replaces_id=kept[entry.replaces] if entry.replaces else None,
            source=EntrySource.PAPER,
            account_id=officer.id,
            account_name=officer.full_name,
        )
        session.add(row)
        session.flush()
        kept[entry.id] = row.id


def of_the_vacancy(facts: WorkFacts) -> WorkFacts:
    """The year at a vacancy of Monday to Friday, every note of which is one of its assignment."""
    (posting,) = facts.postings
    entries = tuple(replace(entry, posting_id=posting.id) for entry in facts.entries)
    return replace(facts, entries=entries, postings=(replace(posting, weekdays=frozenset(range(5))),))


def authorise(days: frozenset[date], officer: Account) -> None:
    with transaction() as session:
        known = set(session.scalars(select(AuthorisedDay.day)))
        for day in sorted(days - known):
            act = {"minutes": "014-2026", "account_id": officer.id, "account_name": officer.full_name}
            session.add(AuthorisedDay(prison=JULIACA, day=day, **act))


def test_a_year_of_many_workers_is_counted_from_the_database_as_the_slow_way_counts_it():
    rng, keeper = random.Random(20260213), make_keeper()
    vacancy = vacancy_of(make_published(), officer=make_work_officer())
    years = [of_the_vacancy(a_worker(rng)) for _ in range(12)]
    sundays = years[0].authorised_days
    authorise(sundays, keeper)
    kept = {keep(year, vacancy=vacancy, officer=keeper): replace(year, authorised_days=sundays) for year in years}

    with reading() as session:
        found = facts_of_many(session, kept)

    counted = {key: redeem(facts, LAST) for key, facts in found.items()}
    told = {key: (one.days_worked, one.days_redeemed) for key, one in counted.items()}
    assert told == {key: naive_redemption(year, LAST) for key, year in kept.items()}


def test_what_is_recorded_after_an_issue_leaves_what_it_was_computed_from():
    keeper = make_keeper()
    vacancy = vacancy_of(make_published(), officer=make_work_officer())
    year = of_the_vacancy(a_worker(random.Random(7)))
    inmate_id = keep(year, vacancy=vacancy, officer=keeper)
    with reading() as session:
        heads, before = heads_of(session, inmate_id), facts_of(session, inmate_id)
    with transaction() as session:
        stage = {"valid_from": date(2026, 1, 1), "stage": Stage.EXTREME}
        session.add(InmateStage(inmate_id=inmate_id, account_id=keeper.id, **stage))

    with reading() as session:
        again, now = facts_of(session, inmate_id, heads), facts_of(session, inmate_id)

    assert again == before
    assert now != before
