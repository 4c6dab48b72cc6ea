"""Many who note in the same moment, twice or against each other: one line a session, on every database."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random

import pytest
from flask import Flask
from sqlalchemy import select

from registry.errors import DomainError
from registry.extensions.database import reading
from registry.models import AttendanceEntry, Placement
from registry.reference.months import month_of
from registry.services.accounts.accounts import Account
from registry.services.attendance import sheets
from registry.services.attendance.notes import NotedMeanwhile
from registry.services.attendance.recording import Note, record, record_many
from registry.services.documents.documents import issue
from registry.services.documents.verification import recheck_all
from registry.services.placements.placements import get_placement
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.placements import LetterKind
from tests.factories.accounts import make_officer
from tests.factories.attendance import FIRST, ONE, balance_of, make_placement, make_saturdays, note
from tests.factories.rounds import make_desk_officer
from tests.functional.rivals import DONE, Act, race
from tests.threads import at_once

CROWD = 20
PEOPLE = 5
ON = date(2027, 1, 31)
WEEK = timedelta(days=7)
Session = tuple[int, date]


@pytest.fixture
def officer(app: Flask) -> Account:
    """A case officer."""
    return make_officer()


def placed(officer: Account, units: int = 1) -> list[Placement]:
    """Some people who serve at each of so many units."""
    vacancies = [make_saturdays(officer=officer) for _ in range(units)]
    return [make_placement(officer=officer, vacancy=vacancy) for vacancy in vacancies for _ in range(PEOPLE)]


def arriving(people: Sequence[Placement], count: int) -> list[Note]:
    """So many notes: each session under a key twice, and of every third another tells something else."""
    notes: list[Note] = []
    day = FIRST
    while len(notes) < count:
        for placement in people:
            said = note(placement, day, key=f"tap-{placement.id}-{day}")
            notes += [said, said]
            if len(notes) % 3 == 0:
                notes.append(replace(said, key=f"other-{placement.id}-{day}", left=ONE))
        day += WEEK
    shuffled = notes[:count]
    Random(7).shuffle(shuffled)
    return shuffled


def in_crowds(app: Flask, officer: Account, notes: Sequence[Note]) -> Iterator[tuple[Note, object]]:
    """What each note was answered, sent by twenty at the same instant."""
    for start in range(0, len(notes), CROWD):
        crowd = notes[start : start + CROWD]
        answers = at_once(app, *(partial(record, each, officer=officer, on=ON) for each in crowd))
        yield from zip(crowd, answers, strict=True)


def hours(entry: AttendanceEntry) -> int:
    """Minutes that an entry tells."""
    assert entry.arrived is not None
    assert entry.left_at is not None
    return entry.left_at - entry.arrived


def lines() -> Counter[Session]:
    """How many entries each session has."""
    with reading() as session:
        found = session.execute(select(AttendanceEntry.placement_id, AttendanceEntry.day))
        return Counter((placement_id, day) for placement_id, day in found)


@pytest.mark.parametrize(("count", "units"), [(60, 1), pytest.param(1000, 5, marks=pytest.mark.acceptance)])
def test_notes_sent_twice_or_against_each_other_leave_one_entry_a_session(
    app: Flask, officer: Account, count: int, units: int
) -> None:
    people = placed(officer, units)
    notes = arriving(people, count)

    answers = list(in_crowds(app, officer, notes))

    taken = {answer.id: answer for _, answer in answers if isinstance(answer, AttendanceEntry)}
    refused = [answer for _, answer in answers if isinstance(answer, DomainError)]
    sessions = {(each.placement_id, each.day) for each in notes}
    assert {type(refusal) for refusal in refused} <= {NotedMeanwhile}
    assert {(entry.placement_id, entry.day) for entry in taken.values()} == sessions
    assert lines() == Counter(dict.fromkeys(sessions, 1))
    for placement in people:
        minutes = sum(hours(entry) for entry in taken.values() if entry.placement_id == placement.id)
        assert balance_of(placement.sentence_id, on=ON).credited_minutes == minutes


def test_of_all_who_correct_an_entry_one_does(app: Flask, officer: Account) -> None:
    placement = make_placement(officer=officer)
    first = record(note(placement), officer=officer, on=ON)
    correction = note(placement, left=ONE, replaces_id=first.id, remark="Salió a la una")

    outcomes = race(app, [partial(record, correction, officer=officer, on=ON)] * CROWD)

    assert Counter(outcomes) == {DONE: 1, "session_noted": CROWD - 1}
    assert lines() == {(placement.id, FIRST): 2}


def test_one_key_for_two_people_is_taken_once(app: Flask, officer: Account) -> None:
    people = [make_placement(officer=officer) for _ in range(8)]
    acts = [partial(record, note(placement, key="the same key"), officer=officer, on=ON) for placement in people]

    outcomes = race(app, acts)

    assert Counter(outcomes) == {DONE: 1, "invalid_fields": 7}


def test_nothing_slips_between_the_count_and_the_signature(app: Flask, officer: Account) -> None:
    people = placed(officer)
    unit_id = get_placement(people[0].id, officer=officer).vacancy.unit_id
    days = [FIRST + WEEK * week for week in range(4)]
    acts: list[Act] = [partial(record, note(p, day), officer=officer, on=ON) for p in people for day in days]
    acts.insert(10, partial(sheets.close, unit_id, month_of(FIRST), officer=officer, on=ON))

    outcomes = race(app, acts)

    sheet = sheets.open_sheet(unit_id, month_of(FIRST), officer=officer)
    assert outcomes[10] == DONE
    assert set(outcomes) <= {DONE, "invalid_fields"}
    assert sheet.is_as_signed
    assert sum(cell.entry is not None for cell in sheet.cells) == outcomes.count(DONE) - 1


def test_letters_issued_while_entries_are_written_tell_what_stood_before_them(app: Flask) -> None:
    """One by one, in bulk, corrected: whatever was recorded up to a letter is in it, and nothing else."""
    officer = make_desk_officer()
    people = placed(officer)
    absences = {each.id: record(note(each, outcome=Outcome.UNEXCUSED), officer=officer, on=ON) for each in people}
    late = [FIRST + WEEK * week for week in range(1, 8)]

    acts: list[Act] = []
    for each in people:
        noted = [note(each, day) for day in late]
        mended = note(each, replaces_id=absences[each.id].id, remark="Estaba en otra sede")
        acts += [partial(record, single, officer=officer, on=ON) for single in noted[:4]]
        acts += [partial(record, mended, officer=officer, on=ON)]
        acts += [
            partial(issue, each.id, LetterKind.MONTHLY_REPORT, officer=officer, on=ON, period=f"{month:%Y-%m}")
            for month in (FIRST, late[-1])
        ]
    acts += [partial(record_many, [note(each, day) for each in people], officer=officer, on=ON) for day in late[4:]]
    Random(5).shuffle(acts)
    outcomes = race(app, acts)

    verdicts = list(recheck_all())
    assert set(outcomes) == {DONE}
    assert [verdict.holds for verdict in verdicts] == [True] * 2 * PEOPLE
    assert all(balance_of(each.sentence_id, on=ON).credited_minutes == 600 * (1 + len(late)) for each in people)
