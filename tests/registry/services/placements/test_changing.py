from datetime import date, timedelta

import pytest
from flask import Flask

from registry.errors import DomainError, InvalidFields, NotAllowed, NotFound, StaleVersion, WrongState
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.attendance.notes import Note
from registry.services.attendance.recording import record
from registry.services.placements import changing
from registry.services.placements.change_rules import ChangeDetails
from registry.services.placements.placements import get_placement
from registry.vocabulary.accounts import Role
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.people import CourtOrderKind
from registry.vocabulary.placements import EndReason, LetterKind, PlacementChange, PlacementState, SuspensionCause
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_account, make_officer
from tests.factories.attendance import balance_of
from tests.factories.institutions import places_taken
from tests.factories.people import make_order
from tests.factories.placements import (
    FIRST_SATURDAY,
    WEEK,
    change,
    make_notified,
    make_serving,
    note_attended,
    version_of,
    weeks_of,
)
from tests.threads import at_once

STARTED, SUSPENDED, RESUMED = PlacementChange.STARTED, PlacementChange.SUSPENDED, PlacementChange.RESUMED
EXCLUDED, COMPLETED, ENDED = PlacementChange.EXCLUDED, PlacementChange.COMPLETED, PlacementChange.ENDED
APRIL, APRIL_11 = date(2026, 4, 8), date(2026, 4, 11)
ILL = {"cause": SuspensionCause.ILLNESS}


def problem_of(refusal: pytest.ExceptionInfo[InvalidFields], field: str) -> str:
    return refusal.value.problems[field][0]


def test_a_start_needs_an_individual_plan(officer):
    notified = make_notified(officer=officer)

    with pytest.raises(WrongState) as refusal:
        change(notified, STARTED, officer=officer, on=FIRST_SATURDAY)

    assert refusal.value.code == "plan_missing"


def test_whoever_starts_later_than_announced_is_expected_from_that_day(officer, vacancy):
    placement = make_serving(officer=officer, vacancy=vacancy)

    assert placement.state is PlacementState.ACTIVE
    assert weeks_of(placement)[-1] == (FIRST_SATURDAY, 2)


def test_a_suspension_keeps_the_places_and_expects_nobody(officer, serving, vacancy):
    suspended = change(serving, SUSPENDED, officer=officer, on=APRIL, **ILL, until=APRIL + WEEK)

    assert suspended.state is PlacementState.SUSPENDED
    assert weeks_of(serving)[-1] == (APRIL, 0)
    assert places_taken(vacancy, officer=officer) == [1, 1, 1, 0, 0]


def test_a_resumption_leads_back_to_where_the_suspension_found_it(officer):
    notified = make_notified(officer=officer)
    change(notified, SUSPENDED, officer=officer, on=FIRST_SATURDAY, **ILL)

    resumed = change(notified, RESUMED, officer=officer, on=FIRST_SATURDAY + WEEK)

    assert resumed.state is PlacementState.NOTIFIED
    assert weeks_of(notified)[-1] == (FIRST_SATURDAY + WEEK, 2)


def test_a_resumption_before_the_first_day_leaves_that_day(officer):
    notified = make_notified(officer=officer, starts_on=APRIL_11)
    change(notified, SUSPENDED, officer=officer, on=FIRST_SATURDAY, **ILL)

    change(notified, RESUMED, officer=officer, on=FIRST_SATURDAY + WEEK)

    assert weeks_of(notified)[-1] == (APRIL_11, 2)


def test_nobody_resumes_before_the_suspension(officer, serving):
    change(serving, SUSPENDED, officer=officer, on=APRIL, **ILL)

    with pytest.raises(InvalidFields) as refusal:
        change(serving, RESUMED, officer=officer, on=APRIL, effective_on=APRIL - WEEK)

    assert problem_of(refusal, "effective_on") == "change_out_of_range"


def test_only_an_order_suspends_for_the_court(officer, serving):
    with pytest.raises(InvalidFields) as refusal:
        change(serving, SUSPENDED, officer=officer, on=APRIL, cause=SuspensionCause.COURT)

    assert problem_of(refusal, "cause") == "court_suspends_by_order"


def test_nobody_resumes_what_a_court_suspended(officer, serving):
    make_order_on(serving, CourtOrderKind.STAY, officer)

    with pytest.raises(WrongState) as refusal:
        change(serving, RESUMED, officer=officer, on=APRIL)

    assert refusal.value.code == "sentence_not_executed"


def make_order_on(placement: Placement, kind: CourtOrderKind, officer: Account, **overrides):
    sentence = get_placement(placement.id, officer=officer).sentence
    return make_order(sentence, kind, officer=officer, **overrides)


@pytest.mark.parametrize(
    ("kind", "details", "reason"),
    [
        (EXCLUDED, {}, EndReason.EXCLUDED_BY_UNIT),
        (ENDED, {"end_reason": EndReason.OTHER}, EndReason.OTHER),
        (ENDED, {"end_reason": EndReason.DEATH, "reason": "Acta de defunción 4411"}, EndReason.DEATH),
    ],
)
def test_an_end_frees_the_places_and_expects_nobody(officer, serving, vacancy, kind, details, reason):
    ended = change(serving, kind, officer=officer, on=APRIL, **details)

    assert (ended.state, ended.end_reason) == (PlacementState.ENDED, reason)
    assert weeks_of(serving)[-1] == (APRIL, 0)
    assert places_taken(vacancy, officer=officer) == [0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("details", "field", "code"),
    [
        ({"reason": " "}, "reason", "change_reason_missing"),
        ({"reason": "x" * 501}, "reason", "change_reason_too_long"),
        ({"end_reason": None}, "end_reason", "required"),
        ({"end_reason": EndReason.MOVED}, "end_reason", "end_reason_not_admitted"),
        ({"end_reason": EndReason.DEATH, "reason": "Falleció"}, "reason", "death_needs_document"),
        ({"effective_on": None}, "effective_on", "required"),
        ({"effective_on": APRIL + WEEK}, "effective_on", "change_out_of_range"),
        ({"effective_on": APRIL - timedelta(days=91)}, "effective_on", "change_out_of_range"),
    ],
)
def test_what_an_end_needs_is_named(officer, serving, details, field, code):
    with pytest.raises(InvalidFields) as refusal:
        change(serving, ENDED, officer=officer, on=APRIL, **({"end_reason": EndReason.OTHER} | details))

    assert problem_of(refusal, field) == code


def test_entries_after_the_day_must_be_known_of(officer, serving):
    note_attended(serving, date(2026, 3, 28), date(2026, 4, 4), officer=officer)
    late = {"effective_on": date(2026, 4, 1), "end_reason": EndReason.OTHER}

    with pytest.raises(InvalidFields) as refusal:
        change(serving, ENDED, officer=officer, on=APRIL, **late)

    assert refusal.value.problems["accepts_entries"] == ("entries_after_change", {"days": "04/04/2026"})
    change(serving, ENDED, officer=officer, on=APRIL, accepts_entries=True, **late)
    assert balance_of(serving.sentence_id, on=APRIL).credited_minutes == 600


def test_nothing_is_completed_while_hours_are_owed(officer, serving):
    with pytest.raises(WrongState) as refusal:
        change(serving, COMPLETED, officer=officer, on=APRIL)

    assert (refusal.value.code, refusal.value.facts["hours"]) == ("jornadas_still_owed", "600")


def test_a_completion_counts_from_the_day_of_the_last_hour(officer, serving, vacancy):
    make_order_on(serving, CourtOrderKind.JORNADAS_CHANGED, officer, jornadas=20)
    saturdays = [FIRST_SATURDAY + WEEK * step for step in range(20)]
    note_attended(serving, *saturdays, officer=officer)

    done = change(serving, COMPLETED, officer=officer, on=date(2026, 8, 3))

    assert done.state is PlacementState.COMPLETED
    assert weeks_of(serving)[-1] == (saturdays[-1] + timedelta(days=1), 0)
    assert places_taken(vacancy, officer=officer)[0] == 0


def test_jornadas_lowered_below_what_was_served_complete_on_the_order_s_day(officer, serving):
    make_order_on(serving, CourtOrderKind.JORNADAS_CHANGED, officer, jornadas=20, in_force_from=date(2026, 8, 20))
    note_attended(serving, *(FIRST_SATURDAY + WEEK * step for step in range(22)), officer=officer)

    done = get_placement(change(serving, COMPLETED, officer=officer, on=date(2026, 9, 1)).id, officer=officer)

    assert done.events[-1].effective_on == date(2026, 8, 20)


def test_an_ended_placement_admits_no_further_change(officer, serving):
    change(serving, EXCLUDED, officer=officer, on=APRIL)

    with pytest.raises(WrongState) as refusal:
        change(serving, SUSPENDED, officer=officer, on=APRIL, **ILL)

    assert refusal.value.code == "change_not_possible"


def test_the_effect_is_told_before_and_nothing_is_written(officer, serving, vacancy):
    details = ChangeDetails(EXCLUDED, APRIL, "Cerraron el turno")

    effect = changing.foresee(serving.id, details, officer=officer, on=APRIL)

    assert (effect.before, effect.after) == (PlacementState.ACTIVE, PlacementState.ENDED)
    assert (effect.freed, effect.taken) == ((10, 11), ())
    assert LetterKind.CHANGE_TO_PERSON in effect.letters
    assert places_taken(vacancy, officer=officer)[0] == 1


def test_a_change_of_what_somebody_changed_meanwhile_is_refused(officer, serving):
    read = version_of(serving)
    change(serving, SUSPENDED, officer=officer, on=APRIL, **ILL)

    with pytest.raises(StaleVersion):
        changing.change(serving.id, ChangeDetails(EXCLUDED, APRIL, "Motivo"), version=read, officer=officer, on=APRIL)


def test_of_two_officers_who_change_at_once_one_is_told(app: Flask, officer, serving):
    read = version_of(serving)
    wanted = (
        ChangeDetails(EXCLUDED, APRIL, "Motivo"),
        ChangeDetails(SUSPENDED, APRIL, "Motivo", cause=SuspensionCause.OTHER),
    )

    answers = at_once(
        app,
        *(lambda one=one: changing.change(serving.id, one, version=read, officer=officer, on=APRIL) for one in wanted),
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["Placement", "StaleVersion"]


def test_only_the_office_changes_its_placements(officer, serving):
    with pytest.raises(NotFound):
        change(serving, EXCLUDED, officer=make_officer(), on=APRIL)
    with pytest.raises(NotAllowed):
        change(serving, EXCLUDED, officer=make_account(Role.AUDITOR, office_id=officer.office_id), on=APRIL)


def test_a_change_and_an_entry_at_once_never_contradict_each_other(app: Flask, officer, serving):
    saturday, read = date(2026, 4, 4), version_of(serving)
    note = Note(serving.id, saturday, Shift.SATURDAY_AM, Outcome.ATTENDED, arrived=480, left=780)
    details = ChangeDetails(EXCLUDED, saturday, "Motivo")

    answers = at_once(
        app,
        lambda: record(note, officer=officer, on=APRIL),
        lambda: changing.change(serving.id, details, version=read, officer=officer, on=APRIL),
    )

    assert sum(isinstance(answer, DomainError) for answer in answers) == 1
    minutes = balance_of(serving.sentence_id, on=APRIL).credited_minutes
    assert minutes == (300 if isinstance(answers[1], DomainError) else 0)
