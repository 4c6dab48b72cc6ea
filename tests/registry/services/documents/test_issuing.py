"""What each letter tells, and what issuing it leaves."""

import json
from datetime import date

from sqlalchemy import select

from registry.extensions.database import reading
from registry.models import Document, PersonalCode, Placement
from registry.services.accounts.accounts import Account
from registry.services.documents import issuing
from registry.services.documents.documents import issue
from registry.services.placements.history import Change
from registry.vocabulary.attendance import BreachState
from registry.vocabulary.placements import (
    DocumentState,
    EndReason,
    LetterKind,
    PlacementChange,
    PlacementState,
    SuspensionCause,
)
from tests.factories.attendance import FIRST, SECOND, make_entry, make_placement
from tests.factories.people import make_person, make_sentence
from tests.registry.services.documents.told import MARCH, ON, alert_of, bring, lower, told


def test_the_monthly_report_tells_the_month_to_the_judge(placement: Placement, officer: Account):
    content = told(placement, LetterKind.MONTHLY_REPORT, officer, period=MARCH, words="Cumple.")

    execution = content["execution"]
    assert [(one["day"], one["outcome"]) for one in execution["sessions"]] == [
        ("2026-03-07", "attended"),
        ("2026-03-14", "unexcused"),
        ("2026-03-21", "unrecorded"),
        ("2026-03-28", "unrecorded"),
    ]
    assert (execution["as_of"], execution["credited_minutes"], content["words"]) == ("2026-03-31", 600, "Cumple.")
    assert content["case"]["court"]


def test_the_report_of_a_month_tells_nothing_of_later_days(placement: Placement, officer: Account):
    make_entry(placement, date(2026, 3, 28), officer=officer)

    execution = told(placement, LetterKind.MONTHLY_REPORT, officer, period=MARCH, on=date(2026, 5, 4))["execution"]

    assert [month["month"] for month in execution["months"]] == [MARCH]


def test_reports_of_two_months_stand_beside_each_other(placement: Placement, officer: Account):
    for period, on in ((MARCH, ON), ("2026-04", date(2026, 5, 4)), (MARCH, date(2026, 5, 4))):
        issue(placement.id, LetterKind.MONTHLY_REPORT, officer=officer, on=on, period=period)

    with reading() as session:
        found = session.execute(select(Document.period, Document.state).order_by(Document.id)).all()
    assert [tuple(row) for row in found] == [
        (MARCH, DocumentState.REPLACED),
        ("2026-04", DocumentState.ISSUED),
        (MARCH, DocumentState.ISSUED),
    ]


def test_the_breach_report_tells_breach_explanation_and_revocation(placement: Placement, officer: Account):
    period = alert_of(placement, officer, BreachState.REPORTED)

    content = told(placement, LetterKind.BREACH_REPORT, officer, period=period)

    assert content["execution"]["breach"]["ground"] == "consecutive_absences"
    assert [one["day"] for one in content["execution"]["breach"]["sessions"]] == ["2026-03-14", "2026-03-21"]
    assert content["explanation"] == {"asked_on": None, "due_on": "2026-04-20", "explained_on": None}
    assert content["execution"]["conversion"]["origin"] == "autonomous"


def test_the_request_tells_the_days_and_the_term(placement: Placement, officer: Account):
    period = alert_of(placement, officer, BreachState.EXPLAINING)

    content = told(placement, LetterKind.EXPLANATION_REQUEST, officer, period=period)

    assert (content["due_on"], content["business_days"]) == ("2026-04-20", 10)
    assert len(content["execution"]["breach"]["sessions"]) == 2


def test_the_constancy_tells_the_unit_s_own_days_and_the_certificate_all(officer: Account):
    sentence = make_sentence(officer=officer)
    before = make_placement(officer=officer, sentence=sentence)
    make_entry(before, FIRST, officer=officer)
    moved = Change(PlacementChange.MOVED, SECOND, reason="Cerró")
    bring(before, PlacementState.ENDED, moved, officer, end_reason=EndReason.MOVED)
    after = make_placement(officer=officer, sentence=sentence, starts_on=SECOND)
    make_entry(after, SECOND, officer=officer)

    here = told(after, LetterKind.UNIT_CONSTANCY, officer)["execution"]["services"]
    everywhere = told(after, LetterKind.JORNADAS_CERTIFICATE, officer)

    assert [(one["placement"], one["days"], one["credited_minutes"]) for one in here] == [(after.id, 1, 600)]
    assert [one["placement"] for one in everywhere["execution"]["services"]] == [before.id, after.id]
    assert [place["placement"] for place in everywhere["places"]] == [before.id, after.id]


def test_a_change_is_told_without_its_cause(placement: Placement, officer: Account):
    illness = Change(PlacementChange.SUSPENDED, ON, "Operación de la vesícula", None, SuspensionCause.ILLNESS)
    bring(placement, PlacementState.SUSPENDED, illness, officer)

    contents = [told(placement, kind, officer) for kind in (LetterKind.CHANGE_TO_UNIT, LetterKind.CHANGE_TO_PERSON)]

    assert [content["change"]["code"] for content in contents] == ["suspended", "suspended"]
    assert not any("vesícula" in str(content) or "illness" in str(content) for content in contents)
    assert "execution" not in contents[0]


def test_each_change_has_its_own_letters(placement: Placement, officer: Account):
    for change, state in ((PlacementChange.RESCHEDULED, PlacementState.ACTIVE),) * 2:
        bring(placement, state, Change(change, ON, "Turno"), officer)
        issue(placement.id, LetterKind.CHANGE_TO_UNIT, officer=officer, on=ON)

    with reading() as session:
        assert session.scalars(select(Document.state)).all() == [DocumentState.ISSUED] * 2


def test_the_person_s_letter_brings_a_code_and_a_preview_none(placement: Placement, officer: Account):
    issuing.preview(placement.id, LetterKind.NOTIFICATION_TO_PERSON, officer=officer, on=ON)
    with reading() as session:
        assert session.scalars(select(PersonalCode)).all() == []

    content = told(placement, LetterKind.NOTIFICATION_TO_PERSON, officer)

    assert content["own_page"]["url"].endswith("/mis-jornadas")
    assert len(content["own_page"]["code"]) >= 10


def test_letters_carry_neither_offence_nor_reasons(placement: Placement, officer: Account):
    """The court, who knows the case, is named to nobody else."""
    period = alert_of(placement, officer, BreachState.REPORTED)
    lower(placement, officer)
    bring(placement, PlacementState.COMPLETED, Change(PlacementChange.COMPLETED, ON), officer)
    kinds = {
        LetterKind.MONTHLY_REPORT: MARCH,
        LetterKind.BREACH_REPORT: period,
        LetterKind.COMPLETION_REPORT: "",
        LetterKind.UNIT_CONSTANCY: "",
        LetterKind.JORNADAS_CERTIFICATE: "",
        LetterKind.CHANGE_TO_UNIT: "",
        LetterKind.CHANGE_TO_PERSON: "",
    }

    contents = {kind: told(placement, kind, officer, period=period) for kind, period in kinds.items()}

    assert not [kind for kind, content in contents.items() if "274" in json.dumps(content["person"])]
    named = {kind for kind, content in contents.items() if "court" in json.dumps(content)}
    assert named == {LetterKind.MONTHLY_REPORT, LetterKind.BREACH_REPORT, LetterKind.COMPLETION_REPORT}


def test_one_refusal_stops_no_other(placement: Placement, officer: Account):
    late = make_placement(officer=officer, sentence=make_sentence(officer=officer, person=make_person(officer=officer)))
    results = issuing.issue_many([late.id, 999_999, placement.id], LetterKind.UNIT_CONSTANCY, officer=officer, on=ON)

    refusals = [result.refusal.code if result.refusal else None for result in results]
    assert refusals == ["letter_nothing_served", "not_found", None]
