"""A sentence that was served and owes again."""

from datetime import date

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import text

from registry.errors import WrongState
from registry.extensions.database import db, reading
from registry.models import AttendanceEntry, Placement, Vacancy
from registry.services.accounts.accounts import Account
from registry.services.attendance.alerts import list_matter, read_alerts
from registry.services.attendance.notes import Note
from registry.services.attendance.recording import record
from registry.services.documents.documents import issue
from registry.services.documents.offering import list_offers
from registry.services.documents.verification import recheck
from registry.services.people.details import OrderDetails
from registry.services.people.sentences import add_order, list_waiting
from registry.services.placements.court_effects import apply_due
from registry.services.placements.foreseeing import foresee_order
from registry.services.placements.placements import Start, begin, get_placement
from registry.vocabulary.attendance import Matter, Outcome
from registry.vocabulary.people import CourtOrderKind
from registry.vocabulary.placements import EndReason, LetterKind, PlacementChange, PlacementState
from registry.vocabulary.shifts import Shift
from tests.factories.attendance import balance_of
from tests.factories.institutions import make_vacancy
from tests.factories.people import make_order, make_sentence
from tests.factories.placements import (
    FIRST_SATURDAY,
    SATURDAY,
    WEEK,
    change,
    make_completed,
    make_serving,
    note_attended,
)
from tests.factories.rounds import make_desk_officer
from tests.threads import at_once

SECOND = FIRST_SATURDAY + WEEK
APRIL, MAY = date(2026, 4, 8), date(2026, 5, 4)
CHANGED = CourtOrderKind.JORNADAS_CHANGED
COMPLETED, REOPENED = PlacementChange.COMPLETED, PlacementChange.REOPENED


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_desk_officer()


@pytest.fixture
def vacancy(officer: Account) -> Vacancy:
    return make_vacancy(officer=officer)


@pytest.fixture
def completed(officer: Account, vacancy: Vacancy) -> Placement:
    return make_completed(officer=officer, vacancy=vacancy, on=APRIL)


def raising(jornadas: int = 3, **overrides: date) -> OrderDetails:
    """An order of April that raises the jornadas."""
    return OrderDetails(CHANGED, **({"ordered_on": APRIL, "number": "Res. 12"} | overrides), jornadas=jornadas)


def enter(placement: Placement, officer: Account, details: OrderDetails, on: date = APRIL) -> Placement:
    """Enter an order of the placement's sentence, and read the placement again."""
    add_order(placement.sentence_id, details, officer=officer, on=on)
    return get_placement(placement.id, officer=officer)


def waits(placement: Placement, officer: Account, on: date = MAY) -> bool:
    return placement.sentence_id in [sentence.id for sentence in list_waiting(officer.office_id, on)]


def test_an_order_that_leaves_something_owed_opens_a_completed_placement_again(officer, completed):
    assert not waits(completed, officer)

    reopened = enter(completed, officer, raising())

    event = reopened.events[-1]
    assert (reopened.state, reopened.end_reason) == (PlacementState.ENDED, EndReason.REOPENED)
    assert (event.change, event.effective_on, event.officer_name) == (REOPENED, APRIL, officer.full_name)
    assert event.reason == "Cambio del número de jornadas, Res. 12"
    assert waits(completed, officer)


def test_what_was_served_goes_on_and_is_completed_a_second_time(officer, completed, vacancy):
    issue(completed.id, LetterKind.COMPLETION_REPORT, officer=officer, on=APRIL)
    enter(completed, officer, raising())
    begun = Start(completed.sentence_id, vacancy.id, SATURDAY, date(2026, 4, 11), state=PlacementState.ACTIVE)
    again = begin(begun, officer=officer)
    note_attended(again, date(2026, 4, 11), officer=officer)

    done = change(again, COMPLETED, officer=officer, on=MAY)
    second = issue(again.id, LetterKind.COMPLETION_REPORT, officer=officer, on=MAY)

    assert done.state is PlacementState.COMPLETED
    assert balance_of(done.sentence_id, on=MAY).served_jornadas == 3
    assert recheck(second.id, officer=officer).holds
    assert not waits(completed, officer)


def test_the_letters_of_before_still_agree_with_the_ledger(officer, completed):
    report = issue(completed.id, LetterKind.COMPLETION_REPORT, officer=officer, on=APRIL)

    enter(completed, officer, raising())

    assert recheck(report.id, officer=officer).holds


def test_the_person_is_told_and_the_unit_is_not(officer, completed):
    enter(completed, officer, raising())

    kinds = {offer.kind for offer in list_offers(completed.id, officer=officer, on=MAY)}

    assert LetterKind.CHANGE_TO_PERSON in kinds
    assert not {LetterKind.CHANGE_TO_UNIT, LetterKind.COMPLETION_REPORT} & kinds


@pytest.mark.parametrize("details", [raising(2), raising(1), OrderDetails(CourtOrderKind.STAY, ordered_on=APRIL)])
def test_an_order_that_leaves_nothing_owed_leaves_it_completed(officer, completed, details):
    assert enter(completed, officer, details).state is PlacementState.COMPLETED


def test_an_order_from_before_the_completion_counts_from_its_day(officer, completed):
    reopened = enter(completed, officer, raising(ordered_on=FIRST_SATURDAY))

    assert reopened.events[-1].effective_on == SECOND


def test_an_order_of_a_day_to_come_opens_it_on_that_day_and_once(officer, completed):
    waiting = enter(completed, officer, raising(in_force_from=MAY))

    early, due, again = apply_due(APRIL), apply_due(MAY), apply_due(MAY)

    assert waiting.state is PlacementState.COMPLETED
    assert [applied.changed for applied in (early, due, again)] == [(), (completed.sentence_id,), ()]
    assert get_placement(completed.id, officer=officer).end_reason is EndReason.REOPENED


def test_what_the_order_would_do_is_told_before_it_is_entered(officer, completed):
    effect = foresee_order(completed.sentence_id, raising(), officer=officer, on=APRIL)

    assert (effect.change, effect.after, effect.freed) == (REOPENED, PlacementState.ENDED, ())
    assert effect.letters == (LetterKind.CHANGE_TO_PERSON,)
    assert (effect.reopens, effect.then.remaining_jornadas) == (True, 1)


def test_an_officer_opens_it_again_where_a_correction_left_something_owed(officer, completed):
    withdraw(completed, officer)

    reopened = change(completed, REOPENED, officer=officer, on=APRIL)

    assert (reopened.state, reopened.end_reason) == (PlacementState.ENDED, EndReason.REOPENED)
    assert waits(completed, officer)


def withdraw(placement: Placement, officer: Account) -> None:
    """Take back what was noted of the second Saturday's morning."""
    with reading() as session:
        found = session.query(AttendanceEntry).filter_by(placement_id=placement.id, day=SECOND)
        wrong = found.filter_by(shift=Shift.SATURDAY_AM).one().id
    facts = {"remark": "Era otra persona", "replaces_id": wrong}
    record(Note(placement.id, SECOND, Shift.SATURDAY_AM, Outcome.WITHDRAWN, **facts), officer=officer, on=APRIL)


def test_the_officer_s_day_tells_of_both_until_somebody_decides(officer, completed, vacancy):
    corrected = make_completed(officer=officer, on=APRIL)
    quiet = owing_again(officer)
    withdraw(corrected, officer)
    enter(completed, officer, raising())

    told = owing_again(officer)
    begin(Start(completed.sentence_id, vacancy.id, SATURDAY, MAY), officer=officer)

    assert quiet == {}
    assert told == {completed.id: APRIL, corrected.id: SECOND}
    assert owing_again(officer) == {corrected.id: SECOND}


def owing_again(officer: Account) -> dict[int, date]:
    listed = list_matter(Matter.OWING_AGAIN, officer=officer, on=MAY).items
    assert read_alerts(officer=officer, on=MAY).matters[Matter.OWING_AGAIN].count == len(listed)
    return {row.placement.id: row.day for row in listed}


def test_nobody_opens_again_what_owes_nothing(officer, completed):
    with pytest.raises(WrongState) as refusal:
        change(completed, REOPENED, officer=officer, on=APRIL)

    assert refusal.value.code == "nothing_owed"


def test_an_order_and_a_completion_at_once_never_leave_it_stuck(app: Flask, officer):
    sentence = make_sentence(officer=officer)
    make_order(sentence, CHANGED, officer=officer, jornadas=2)
    serving = make_serving(officer=officer, sentence=sentence)
    note_attended(serving, FIRST_SATURDAY, SECOND, officer=officer)

    at_once(
        app,
        lambda: change(serving, COMPLETED, officer=officer, on=APRIL),
        lambda: add_order(serving.sentence_id, raising(), officer=officer, on=APRIL),
    )

    placement = get_placement(serving.id, officer=officer)
    assert (placement.state, placement.end_reason) in (
        (PlacementState.ACTIVE, None),
        (PlacementState.ENDED, EndReason.REOPENED),
    )


def test_the_schema_of_before_tells_an_end_instead(officer, completed):
    enter(completed, officer, raising())

    flask_migrate.downgrade(revision="0012")
    told = stored(completed.id)
    flask_migrate.upgrade()

    assert told == ("other", "ended")


def stored(placement_id: int) -> tuple[str, str]:
    statement = text(
        "SELECT end_reason, change FROM placement JOIN placement_event ON placement_id = placement.id"
        " WHERE placement.id = :id ORDER BY placement_event.id DESC"
    )
    with db.engine.connect() as connection:
        row = connection.execute(statement, {"id": placement_id}).first()
    return row.end_reason, row.change
