"""Work that is killed on the way, by the system and without a word: done again it comes to exactly what was due."""

import csv
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from signal import SIGKILL

import pytest
from flask import Flask
from sqlalchemy import func, select

from registry.extensions.clock import today
from registry.extensions.database import reading
from registry.jobs.queue import database_url
from registry.ledger.breach import breaches
from registry.ledger.facts import Facts, Order, Serving, Week
from registry.models import Account, AttendanceEntry, BreachAlert, Person, Placement, PlacementEvent, Sentence
from registry.services.attendance.facts import facts_of
from registry.services.audit.verifying import verify
from registry.vocabulary.people import CourtOrderKind
from registry.vocabulary.placements import PlacementChange, PlacementState
from tests.factories.accounts import make_office, make_officer
from tests.factories.attendance import balance_of, make_placement, make_saturdays
from tests.factories.breaches import FIRST_SATURDAY, SATURDAY_MORNING, plant_absences, plant_facts
from tests.factories.people import make_person, make_sentence
from tests.programs import PATIENCE_SECONDS, running

pytestmark = pytest.mark.acceptance

WEEK = timedelta(weeks=1)
#: People whom an order concerns, and as many who stayed away.
PEOPLE = 40
#: Rows of a sheet of attendance: people and Saturdays, four commits in all.
ATTENDANTS, SATURDAYS = 20, 20
Start = Callable[..., AbstractContextManager[subprocess.Popen[str]]]


@pytest.fixture
def start(app: Flask, tmp_path: Path) -> Start:
    """Starts `reinserta …` on the database of the test."""
    settings = {
        "REINSERTA_ENV": "test",
        "REINSERTA_DATABASE_URL": database_url(app),
        "REINSERTA_INSTANCE": str(tmp_path),
    }
    return lambda *words: running(["registry.cli", *words], settings)


@pytest.fixture
def officer(app: Flask) -> Account:
    """An officer of an office that commands can name."""
    return make_officer(username="rmedina", office_id=make_office(code="EML-JULIACA").id)


def how_many(*tables: type[BreachAlert | PlacementEvent | AttendanceEntry]) -> int:
    with reading() as session:
        return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def kill_after(process: subprocess.Popen[str], done: Callable[[], int], least: int) -> None:
    """Kill a process once it has done so much, before it ends by itself."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while done() < least:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.001)
    process.kill()
    assert process.wait() == -SIGKILL


def finish(start: Start, *words: str) -> None:
    with start(*words) as process:
        assert process.wait(PATIENCE_SECONDS) == 0


def plant_stay(officer: Account) -> Sentence:
    """Somebody who serves, and whom an order that nobody has applied yet suspends since April."""
    serving = Serving(1, (Week(FIRST_SATURDAY, SATURDAY_MORNING),), FIRST_SATURDAY)
    stay = Order(date(2026, 4, 1), CourtOrderKind.STAY, None, 1)
    return plant_facts(Facts(40, (stay,), (serving,), (), weekdays_authorised=False), officer=officer)


def alerts() -> Counter[tuple[int, str, date]]:
    with reading() as session:
        rows = session.execute(select(BreachAlert.placement_id, BreachAlert.ground, BreachAlert.first_day))
        return Counter((placement_id, ground.value, first_day) for placement_id, ground, first_day in rows)


def breaches_of(sentences: Sequence[Sentence]) -> Counter[tuple[int, str, date]]:
    with reading() as session:
        found = [breaches(facts_of(session, sentence.id), today()) for sentence in sentences]
    return Counter((one.placement_id, one.ground.value, one.first_day) for some in found for one in some)


def suspensions() -> Counter[tuple[int, PlacementState]]:
    """How often each sentence's placement was suspended, and where it stands."""
    with reading() as session:
        statement = select(Placement.sentence_id, Placement.state).join(
            PlacementEvent, PlacementEvent.placement_id == Placement.id
        )
        rows = session.execute(statement.where(PlacementEvent.change == PlacementChange.SUSPENDED))
        return Counter((sentence_id, state) for sentence_id, state in rows)


@pytest.mark.parametrize("part", [PEOPLE // 2, PEOPLE + PEOPLE // 2], ids=["orders", "breaches"])
def test_a_day_s_work_that_is_killed_is_finished_by_the_next(start: Start, officer: Account, part: int) -> None:
    stayed = [plant_stay(officer) for _ in range(PEOPLE)]
    absent = [plant_absences(0, 1, officer=officer) for _ in range(PEOPLE)]
    before = how_many(BreachAlert, PlacementEvent)
    with start("daily") as process:
        kill_after(process, lambda: how_many(BreachAlert, PlacementEvent) - before, part)
    assert how_many(BreachAlert, PlacementEvent) - before < 2 * PEOPLE

    finish(start, "daily")

    assert suspensions() == Counter({(sentence.id, PlacementState.SUSPENDED): 1 for sentence in stayed})
    assert alerts() == breaches_of(absent)
    assert verify().is_whole


def write_sheet(target: Path, people: Sequence[Person]) -> Path:
    """A sheet on which all of them came on every Saturday."""
    with target.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, delimiter=";")
        writer.writerow(["número de documento", "fecha", "entrada", "salida"])
        for week in range(SATURDAYS):
            day = FIRST_SATURDAY + week * WEEK
            writer.writerows([person.document_number, f"{day:%d/%m/%Y}", "8:00", "18:00"] for person in people)
    return target


def test_attendance_whose_import_is_killed_is_noted_once_by_the_next(
    start: Start, officer: Account, tmp_path: Path
) -> None:
    people = [make_person(officer=officer) for _ in range(ATTENDANTS)]
    sheet, rows = write_sheet(tmp_path / "asistencia.csv", people), ATTENDANTS * SATURDAYS
    vacancies = [make_saturdays(officer=officer) for _ in range(0, ATTENDANTS, 9)]
    placements = [
        make_placement(
            officer=officer, sentence=make_sentence(officer=officer, person=person), vacancy=vacancies[number // 9]
        )
        for number, person in enumerate(people)
    ]
    command = "import", "attendance", str(sheet), "--office", "EML-JULIACA", "--officer", "rmedina"
    with start(*command) as process:
        kill_after(process, lambda: how_many(AttendanceEntry), 1)
    assert 0 < how_many(AttendanceEntry) < rows

    finish(start, *command)

    with reading() as session:
        found = Counter(map(tuple, session.execute(select(AttendanceEntry.placement_id, AttendanceEntry.day))))
    assert set(found.values()) == {1}
    assert len(found) == rows
    assert {balance_of(one.sentence_id, on=today()).credited_minutes for one in placements} == {SATURDAYS * 600}
    assert verify().is_whole
