"""When each letter may go out, and what is refused."""

from datetime import date

import pytest
from sqlalchemy import select

from registry.errors import WrongState
from registry.extensions.database import reading
from registry.models import BreachAlert, Placement
from registry.services.accounts.accounts import Account
from registry.services.documents.documents import issue
from registry.services.placements.history import Change
from registry.vocabulary.attendance import BreachState, Outcome
from registry.vocabulary.placements import (
    EndReason,
    LetterKind,
    PlacementChange,
    PlacementState,
)
from tests.factories.attendance import THIRD, make_entry, make_placement
from tests.factories.people import make_sentence
from tests.registry.services.documents.told import MARCH, ON, alert_of, bring, lower, refusal_of, told


@pytest.mark.parametrize(
    ("period", "code"),
    [
        ("2026-04", "letter_month_not_over"),
        ("marzo", "letter_month_not_over"),
        ("2026-02", "letter_month_not_served"),
    ],
)
def test_only_a_month_that_was_served_and_is_over_is_reported(
    placement: Placement, officer: Account, period: str, code: str
):
    assert refusal_of(placement, LetterKind.MONTHLY_REPORT, officer, period=period) == code


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (LetterKind.EXPLANATION_REQUEST, BreachState.REPORTED),
        (LetterKind.BREACH_REPORT, BreachState.EXPLAINING),
    ],
)
def test_a_breach_is_told_only_where_an_officer_brought_it(
    placement: Placement, officer: Account, kind: LetterKind, state: BreachState
):
    period = alert_of(placement, officer, state)

    assert refusal_of(placement, kind, officer, period=period) == "letter_not_due"


def test_a_breach_that_the_entries_no_longer_show_is_not_told(placement: Placement, officer: Account):
    period = alert_of(placement, officer, BreachState.REPORTED)
    with reading() as session:
        last = session.scalars(select(BreachAlert.entry_ids)).one()[-1]
    excuse = {"outcome": Outcome.EXCUSED_HEALTH, "replaces_id": last, "remark": "Constancia"}
    make_entry(placement, THIRD, officer=officer, **excuse)

    assert refusal_of(placement, LetterKind.BREACH_REPORT, officer, period=period) == "letter_breach_gone"


def test_another_placement_s_alert_is_none_of_this_one(placement: Placement, officer: Account):
    assert refusal_of(placement, LetterKind.BREACH_REPORT, officer, period="999") == "letter_no_alert"


def test_the_warning_tells_conduct_once(placement: Placement, officer: Account):
    conduct = {"outcome": Outcome.REFUSED_TASK, "arrived": 480, "left": 500, "remark": "No quiso"}
    make_entry(placement, THIRD, officer=officer, **conduct)

    content = told(placement, LetterKind.WRITTEN_WARNING, officer)

    assert [(one["day"], one["outcome"]) for one in content["execution"]["sessions"]] == [
        ("2026-03-21", "refused_task")
    ]
    with pytest.raises(WrongState) as refusal:
        issue(placement.id, LetterKind.WRITTEN_WARNING, officer=officer, on=date(2026, 4, 20))
    assert refusal.value.code == "letter_nothing_to_warn"


def test_completion_is_reported_only_once_the_placement_is_completed(placement: Placement, officer: Account):
    assert refusal_of(placement, LetterKind.COMPLETION_REPORT, officer) == "letter_not_due"


def test_completion_is_not_reported_while_the_entries_show_that_hours_are_owed(placement: Placement, officer: Account):
    bring(placement, PlacementState.COMPLETED, Change(PlacementChange.COMPLETED, ON), officer)

    assert refusal_of(placement, LetterKind.COMPLETION_REPORT, officer) == "letter_still_owed"


def test_completion_is_reported_with_a_sheet_a_month(placement: Placement, officer: Account):
    lower(placement, officer)
    bring(placement, PlacementState.COMPLETED, Change(PlacementChange.COMPLETED, ON), officer)

    execution = told(placement, LetterKind.COMPLETION_REPORT, officer)["execution"]

    assert execution["completed_on"] == "2026-03-07"
    assert [(one["month"], one["credited_minutes"]) for one in execution["sheets"]] == [(MARCH, 600), ("2026-04", 0)]


@pytest.mark.parametrize("kind", [LetterKind.UNIT_CONSTANCY, LetterKind.JORNADAS_CERTIFICATE])
def test_nothing_is_certified_where_nothing_was_served(officer: Account, kind: LetterKind):
    assert refusal_of(make_placement(officer=officer), kind, officer) == "letter_nothing_served"


def test_nobody_is_told_of_a_change_that_was_none(placement: Placement, officer: Account):
    assert refusal_of(placement, LetterKind.CHANGE_TO_UNIT, officer) == "letter_no_change"


def test_nobody_writes_to_the_dead(placement: Placement, officer: Account):
    death = Change(PlacementChange.ENDED, ON, "Acta 12")
    bring(placement, PlacementState.ENDED, death, officer, end_reason=EndReason.DEATH)

    assert refusal_of(placement, LetterKind.CHANGE_TO_PERSON, officer) == "letter_not_due"
    issue(placement.id, LetterKind.CHANGE_TO_UNIT, officer=officer, on=ON)


def test_a_month_before_the_placement_is_reported_where_the_person_then_served(officer: Account):
    sentence = make_sentence(officer=officer)
    before = make_placement(officer=officer, sentence=sentence)
    moved = Change(PlacementChange.MOVED, date(2026, 4, 4), "Cerró")
    bring(before, PlacementState.ENDED, moved, officer, end_reason=EndReason.MOVED)
    after = make_placement(officer=officer, sentence=sentence, starts_on=date(2026, 4, 4))

    assert refusal_of(after, LetterKind.MONTHLY_REPORT, officer, period=MARCH) == "letter_month_not_served"
    assert told(before, LetterKind.MONTHLY_REPORT, officer, period=MARCH)["places"][-1]["placement"] == before.id
