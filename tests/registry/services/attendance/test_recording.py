"""Recording attendance: one line a session, each key once, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from registry.errors import DomainError, InvalidFields
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.attendance.recording import NotedMeanwhile, record, record_many
from registry.services.placements.placements import get_placement
from registry.vocabulary.attendance import EntrySource, Outcome
from registry.vocabulary.people import CourtOrderKind
from registry.vocabulary.placements import PlacementChange, PlacementState
from tests.factories.accounts import make_officer
from tests.factories.attendance import (
    EIGHT,
    FIRST,
    LATER,
    ONE,
    SECOND,
    SIX,
    THIRD,
    balance_of,
    make_entry,
    make_notified,
    make_placement,
    make_supervisor,
    note,
)
from tests.factories.people import make_order, make_sentence
from tests.factories.rounds import make_desk_officer

SUNDAY = date(2026, 3, 8)


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_desk_officer()


@pytest.fixture
def placement(officer: Account) -> Placement:
    """A placement, with another beside it that nothing here is about."""
    make_entry(make_placement(officer=officer), officer=officer)
    return make_placement(officer=officer)


@pytest.fixture
def supervisor(officer: Account, placement: Placement) -> Account:
    """Who supervises the placement's unit."""
    return make_supervisor(get_placement(placement.id, officer=officer).vacancy.unit_id)


def refused(
    placement: Placement, day: date = FIRST, *, by: Account, on: date = LATER, **overrides: Any
) -> dict[str, str]:
    """The codes by field with which a note is refused."""
    with pytest.raises(InvalidFields) as refusal:
        record(note(placement, day, **overrides), officer=by, on=on)
    return {name: code for name, (code, _) in refusal.value.problems.items()}


def refusal_of(placement: Placement, day: date = FIRST, *, by: Account, on: date = LATER, **overrides: Any) -> str:
    with pytest.raises(DomainError) as refusal:
        record(note(placement, day, **overrides), officer=by, on=on)
    return refusal.value.code


def test_an_entry_tells_who_wrote_what_and_counts(officer: Account, placement: Placement):
    entry = record(note(placement), officer=officer, on=LATER)

    assert (entry.outcome, entry.arrived, entry.left_at) == (Outcome.ATTENDED, EIGHT, SIX)
    assert (entry.account_name, entry.account_post) == (officer.full_name, officer.post)
    assert balance_of(placement.sentence_id, on=LATER).credited_minutes == 600


def test_the_first_attendance_starts_the_placement(officer: Account):
    placement = make_notified(officer=officer)
    make_entry(placement, officer=officer, outcome=Outcome.UNEXCUSED)
    assert get_placement(placement.id, officer=officer).state is PlacementState.NOTIFIED

    make_entry(placement, SECOND, officer=officer, outcome=Outcome.PRESENT, arrived=EIGHT)

    started = get_placement(placement.id, officer=officer)
    assert started.state is PlacementState.ACTIVE
    assert (started.events[-1].change, started.events[-1].effective_on) == (PlacementChange.STARTED, SECOND)


def test_nothing_is_noted_before_the_letters_are_out(officer: Account):
    placement = make_placement(officer=officer, state=PlacementState.CONFIRMED)

    assert refusal_of(placement, by=officer) == "placement_not_announced"


def test_a_second_note_of_a_session_is_told_what_stands(officer: Account, placement: Placement):
    first = record(note(placement, outcome=Outcome.UNEXCUSED), officer=officer, on=LATER)

    with pytest.raises(NotedMeanwhile) as refusal:
        record(note(placement), officer=officer, on=LATER)

    assert refusal.value.noted.entry_id == first.id


def test_a_correction_names_the_entry_in_force_and_says_why(officer: Account, placement: Placement):
    first = make_entry(placement, officer=officer, outcome=Outcome.UNEXCUSED)
    excused = note(placement, outcome=Outcome.EXCUSED_HEALTH, replaces_id=first.id)

    with pytest.raises(InvalidFields, match="remark"):
        record(excused, officer=officer, on=LATER)
    second = record(replace(excused, remark="Trajo la constancia"), officer=officer, on=LATER)

    assert second.replaces_id == first.id
    with pytest.raises(NotedMeanwhile):
        record(replace(excused, remark="Otra vez"), officer=officer, on=LATER)


def test_a_departure_needs_no_reason_and_may_name_the_key_of_the_arrival(officer: Account, placement: Placement):
    came = make_entry(placement, officer=officer, outcome=Outcome.PRESENT, arrived=EIGHT, key="tap-1")

    left = record(note(placement, replaces_key="tap-1", key="tap-2"), officer=officer, on=LATER)

    assert left.replaces_id == came.id


def test_arrival_and_departure_chain_within_one_list(officer: Account, placement: Placement):
    arrival = note(placement, outcome=Outcome.PRESENT, arrived=EIGHT, key="tap-1")

    came, left = record_many([arrival, note(placement, replaces_key="tap-1")], officer=officer, on=LATER)

    assert came.entry is not None
    assert left.entry is not None
    assert left.entry.replaces_id == came.entry.id


def test_an_entry_of_another_session_is_not_replaced(officer: Account, placement: Placement):
    other = make_entry(placement, SECOND, officer=officer)

    assert refused(placement, by=officer, replaces_id=other.id) == {"replaces_id": "entry_unknown"}
    assert refused(placement, by=officer, replaces_key="never sent") == {"replaces_id": "entry_unknown"}


def test_a_withdrawn_session_may_be_noted_anew(officer: Account, placement: Placement):
    wrong = make_entry(placement, officer=officer)
    make_entry(placement, officer=officer, outcome=Outcome.WITHDRAWN, replaces_id=wrong.id, remark="Era otra persona")
    assert balance_of(placement.sentence_id, on=LATER).credited_minutes == 0

    anew = make_entry(placement, officer=officer, left=ONE)

    assert anew.replaces_id is not None
    assert balance_of(placement.sentence_id, on=LATER).credited_minutes == 300


def test_only_what_stands_is_withdrawn(officer: Account, placement: Placement):
    assert refused(placement, by=officer, outcome=Outcome.WITHDRAWN) == {"outcome": "withdrawn_without_entry"}


def test_the_same_key_gives_the_first_entry_again(officer: Account, placement: Placement):
    first = make_entry(placement, officer=officer, key="tap-1")

    again = make_entry(placement, officer=officer, key="tap-1", source=EntrySource.PHONE)

    assert again.id == first.id


@pytest.mark.parametrize("other", [{"left": ONE}, {"day": SECOND}, {"remark": "Otra cosa"}])
def test_the_same_key_with_another_content_is_refused(officer: Account, placement: Placement, other: dict[str, Any]):
    make_entry(placement, officer=officer, key="tap-1")

    assert refused(placement, by=officer, key="tap-1", **other) == {"key": "key_reused"}


def test_nobody_learns_of_an_entry_by_another_ones_key(officer: Account, placement: Placement, supervisor: Account):
    make_entry(placement, officer=officer, key="tap-1")

    assert refused(placement, by=supervisor, on=FIRST, key="tap-1") == {"key": "key_reused"}


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"arrived": None}, {"arrived": "arrival_missing"}),
        ({"left": None}, {"left": "departure_missing"}),
        ({"left": EIGHT}, {"left": "left_before_arrived"}),
        ({"left": 1441}, {"left": "left_before_arrived"}),
        ({"arrived": -1}, {"arrived": "minute_unknown"}),
        ({"outcome": Outcome.PRESENT}, {"arrived": "arrival_missing"}),
        ({"outcome": Outcome.PRESENT, "arrived": EIGHT, "left": SIX}, {"left": "departure_of_present"}),
        ({"outcome": Outcome.UNEXCUSED, "arrived": EIGHT}, {"arrived": "times_of_nobody"}),
        ({"outcome": Outcome.POOR_WORK}, {"remark": "remark_of_conduct"}),
        ({"remark": "x" * 501}, {"remark": "remark_too_long"}),
        ({"shift": 12}, {"shift": "shift_of_another_day"}),
    ],
)
def test_what_contradicts_itself_is_refused(
    officer: Account, placement: Placement, said: dict[str, Any], codes: dict[str, str]
):
    assert refused(placement, by=officer, **said) == codes


def test_the_future_is_not_noted(officer: Account, placement: Placement):
    assert refused(placement, SECOND, by=officer, on=FIRST) == {"day": "day_in_future"}


def test_an_afternoon_is_noted_where_its_session_begins(officer: Account, placement: Placement):
    assert refused(placement, by=officer, shift=11) == {"shift": "not_a_session"}
    assert refused(placement, by=officer, shift=11, is_out_of_hours=True) == {"shift": "within_a_session"}


def test_an_absence_needs_a_session_that_was_due(officer: Account, placement: Placement):
    assert refused(placement, SUNDAY, by=officer, outcome=Outcome.UNEXCUSED) == {"day": "nothing_due"}


def test_hours_out_of_the_week_count_where_the_office_accepts_them(officer: Account, placement: Placement):
    assert refused(placement, SUNDAY, by=officer) == {"shift": "not_a_session"}

    make_entry(placement, SUNDAY, officer=officer, is_out_of_hours=True)
    make_entry(placement, SECOND, officer=officer, outcome=Outcome.RECOVERED)

    assert balance_of(placement.sentence_id, on=LATER).credited_minutes == 1200


def test_nothing_is_noted_before_the_start(officer: Account, placement: Placement):
    assert refusal_of(placement, FIRST - timedelta(days=7), by=officer) == "placement_not_begun"


def test_nothing_is_noted_while_the_court_stays_the_penalty(officer: Account):
    sentence = make_sentence(officer=officer)
    placement = make_placement(officer=officer, sentence=sentence)
    make_order(sentence, CourtOrderKind.STAY, officer=officer)

    assert refusal_of(placement, by=officer) == "execution_stayed"


def test_another_office_finds_nothing(officer: Account, placement: Placement):
    assert refusal_of(placement, by=make_officer()) == "not_found"


def test_another_unit_finds_nothing(officer: Account, placement: Placement):
    other = make_placement(officer=officer)
    stranger = make_supervisor(get_placement(other.id, officer=officer).vacancy.unit_id)

    assert refusal_of(placement, by=stranger, on=FIRST) == "not_found"


def test_a_unit_does_not_know_whom_the_office_has_not_presented(officer: Account):
    placement = make_placement(officer=officer, state=PlacementState.CONFIRMED)
    supervisor = make_supervisor(get_placement(placement.id, officer=officer).vacancy.unit_id)

    assert refusal_of(placement, by=supervisor, on=FIRST) == "not_found"


def test_a_unit_notes_within_a_week(officer: Account, placement: Placement, supervisor: Account):
    assert refused(placement, by=supervisor, on=FIRST + timedelta(days=8)) == {"day": "day_beyond_unit"}

    entry = record(note(placement), officer=supervisor, on=FIRST + timedelta(days=7))

    assert entry.account_id == supervisor.id


def test_a_unit_corrects_its_own_and_leaves_the_offices(officer: Account, placement: Placement, supervisor: Account):
    own = record(note(placement, outcome=Outcome.UNEXCUSED), officer=supervisor, on=SECOND)
    corrected = record(note(placement, replaces_id=own.id, remark="Llegó tarde"), officer=supervisor, on=SECOND)
    offices = record(note(placement, replaces_id=corrected.id, remark="Papel"), officer=officer, on=SECOND)

    code = refusal_of(placement, by=supervisor, on=SECOND, replaces_id=offices.id, remark="No es así")

    assert code == "entry_of_the_office"


@pytest.mark.parametrize("more", [{"outcome": Outcome.RECOVERED}, {"is_out_of_hours": True}])
def test_a_unit_grants_no_further_hours(
    officer: Account, placement: Placement, supervisor: Account, more: dict[str, Any]
):
    assert refused(placement, SUNDAY, by=supervisor, on=SECOND, **more) == {"outcome": "outcome_of_the_office"}


def test_of_many_notes_a_refusal_stops_no_other(officer: Account, placement: Placement):
    notes = [note(placement), note(placement, THIRD, left=None), note(placement, SECOND)]

    results = record_many(notes, officer=officer, on=LATER)

    assert [result.is_new for result in results] == [True, False, True]
    assert isinstance(results[1].refusal, InvalidFields)
    assert [result.note for result in results] == notes


def test_a_list_sent_again_writes_nothing_twice(officer: Account, placement: Placement):
    notes = [note(placement, day, key=f"tap-{day}") for day in (FIRST, SECOND)]
    first = record_many(notes, officer=officer, on=LATER)

    again = record_many(notes, officer=officer, on=LATER)

    assert [result.is_new for result in again] == [False, False]
    assert [r.entry and r.entry.id for r in again] == [r.entry and r.entry.id for r in first]
