from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import undefer_group

from registry.errors import InvalidFields, NotAllowed, NotFound, StaleVersion, WrongState
from registry.extensions.columns import RESERVED
from registry.extensions.database import reading
from registry.ledger.facts import Entry, Facts, Serving, Week
from registry.models import AttendanceEntry, BreachAlert
from registry.services.accounts.accounts import Account
from registry.services.attendance import judging
from registry.services.attendance.breaches import find_breaches, list_of_sentence
from registry.services.attendance.explaining import explain_own, list_awaiting
from registry.services.attendance.judging import Acceptance, Explanation, Report
from registry.services.attendance.recording import Note, record
from registry.services.attendance.reviewing import open_review
from registry.services.documents.uploads import accept as take_file
from registry.services.documents.verification import recheck_all
from registry.vocabulary.accounts import Role
from registry.vocabulary.attendance import BreachState, BreachStep, Outcome
from registry.vocabulary.placements import LetterKind
from tests.factories.accounts import make_account, make_officer
from tests.factories.breaches import FIRST_SATURDAY, SATURDAY_MORNING, plant_alert, plant_facts
from tests.factories.rounds import make_desk_officer
from tests.files import plain_pdf
from tests.threads import at_once

ON = date(2026, 4, 1)
#: Ten business days after the first of April 2026: Thursday 2 and Friday 3 are holidays.
DUE = date(2026, 4, 17)
REASON = "Lo conversé con la unidad"


@pytest.fixture
def officer(app: Flask) -> Account:
    """An officer of an office that has all that its letters must say."""
    return make_desk_officer()


@pytest.fixture
def alert(officer: Account) -> BreachAlert:
    """Two absences on end, to review."""
    return plant_alert(officer=officer)


@pytest.fixture
def asked(alert: BreachAlert, officer: Account) -> BreachAlert:
    """The person was asked on the first of April."""
    judging.ask(alert.id, handed_on=ON, version=1, officer=officer, on=ON)
    return now_of(alert)


def now_of(alert: BreachAlert) -> BreachAlert:
    with reading() as session:
        statement = select(BreachAlert).where(BreachAlert.id == alert.id)
        return session.scalars(statement.options(undefer_group(RESERVED))).one()


def excuse(alert: BreachAlert, *, officer: Account) -> None:
    """Justify the first absence, as the office does on the sheet."""
    with reading() as session:
        entry = session.get_one(AttendanceEntry, alert.entry_ids[0])
    note = Note(entry.placement_id, entry.day, entry.shift, Outcome.EXCUSED_HEALTH, remark="Trajo constancia")
    record(replace(note, replaces_id=entry.id), officer=officer, on=ON)


def test_the_request_gives_ten_business_days_from_the_day_it_is_handed_over(alert: BreachAlert, officer: Account):
    letter = judging.ask(alert.id, handed_on=ON, version=1, officer=officer, on=ON)

    kept = now_of(alert)
    assert (letter.kind, letter.period) == (LetterKind.EXPLANATION_REQUEST, str(alert.id))
    assert (kept.state, kept.explanation_due_on) == (BreachState.EXPLAINING, DUE)


def test_the_term_begins_when_it_is_handed_over_later(alert: BreachAlert, officer: Account):
    judging.ask(alert.id, handed_on=date(2026, 4, 6), version=1, officer=officer, on=ON)

    assert now_of(alert).explanation_due_on == date(2026, 4, 20)


@pytest.mark.parametrize("days", [-1, 31])
def test_a_request_is_handed_over_neither_before_it_is_signed_nor_much_later(
    alert: BreachAlert, officer: Account, days: int
):
    with pytest.raises(InvalidFields):
        judging.ask(alert.id, handed_on=ON + timedelta(days=days), version=1, officer=officer, on=ON)


def test_nobody_is_reported_who_was_not_asked(alert: BreachAlert, officer: Account):
    with pytest.raises(WrongState, match="breach_not_asked"):
        judging.report(alert.id, Report(REASON), version=1, officer=officer, on=ON)


def test_nobody_is_reported_while_the_term_runs(asked: BreachAlert, officer: Account):
    with pytest.raises(WrongState, match="breach_term_running"):
        judging.report(asked.id, Report(REASON), version=asked.version, officer=officer, on=DUE)


def test_the_letters_of_a_breach_are_what_the_entries_of_their_issue_say_whatever_is_corrected_later(
    asked: BreachAlert, officer: Account
):
    on = DUE + timedelta(days=1)
    judging.report(asked.id, Report(REASON), version=asked.version, officer=officer, on=on)
    excused = Note(asked.placement_id, asked.first_day, SATURDAY_MORNING[0][0], Outcome.EXCUSED_HEALTH, remark=REASON)
    record(replace(excused, replaces_id=asked.entry_ids[0]), officer=officer, on=on)

    verdicts = list(recheck_all())

    assert [verdict.kind for verdict in verdicts] == [LetterKind.EXPLANATION_REQUEST, LetterKind.BREACH_REPORT]
    assert all(verdict.holds and verdict.is_overtaken for verdict in verdicts)


def test_a_term_that_passed_without_answer_admits_the_report(asked: BreachAlert, officer: Account):
    on = DUE + timedelta(days=1)

    letter = judging.report(asked.id, Report(REASON), version=asked.version, officer=officer, on=on)

    kept = now_of(asked)
    assert (letter.kind, kept.state, kept.decided_on) == (LetterKind.BREACH_REPORT, BreachState.REPORTED, on)
    assert (kept.officer_name, kept.reason) == (officer.full_name, REASON)


def test_whoever_answered_may_be_reported_before_the_term_ends(asked: BreachAlert, officer: Account):
    given = Explanation("Estuve de viaje", ON)
    kept = judging.explain(asked.id, given, version=asked.version, officer=officer, on=ON)

    judging.report(asked.id, Report(REASON), version=kept.version, officer=officer, on=ON)

    assert now_of(asked).state is BreachState.REPORTED


def test_an_answer_is_kept_with_its_file(asked: BreachAlert, officer: Account):
    paper = take_file("constancia.pdf", plain_pdf())

    judging.explain(asked.id, Explanation("Me enfermé", ON, paper), version=asked.version, officer=officer, on=ON)

    review = open_review(asked.id, officer=officer, on=ON)
    assert (review.alert.explanation, review.alert.explained_on) == ("Me enfermé", ON)
    assert [one.file_name for one in review.papers] == ["constancia.pdf"]


def test_a_late_answer_is_kept_as_long_as_nothing_was_decided(asked: BreachAlert, officer: Account):
    late = DUE + timedelta(days=3)

    judging.explain(asked.id, Explanation("Tarde", late), version=asked.version, officer=officer, on=late)

    assert now_of(asked).explained_on == late


def test_no_answer_comes_from_the_future(asked: BreachAlert, officer: Account):
    given = Explanation("Mañana", ON + timedelta(days=1))

    with pytest.raises(InvalidFields):
        judging.explain(asked.id, given, version=asked.version, officer=officer, on=ON)


def test_justified_absences_are_corrected_and_the_alert_withdrawn(alert: BreachAlert, officer: Account):
    first = alert.entry_ids[0]
    given = Acceptance("Presentó constancia de la posta", {first: Outcome.EXCUSED_HEALTH})

    judging.accept(alert.id, given, version=1, officer=officer, on=ON)

    review = open_review(alert.id, officer=officer, on=ON)
    assert (review.alert.state, review.standing) == (BreachState.WITHDRAWN, None)
    assert [cause.correction and cause.correction.outcome for cause in review.causes] == [Outcome.EXCUSED_HEALTH, None]


def test_a_justification_that_leaves_the_breach_standing_is_refused_whole(officer: Account):
    alert = plant_alert(0, 1, 2, officer=officer)
    third = max(alert.entry_ids) + 1
    alternate = [one for one in list_of_sentence(alert.placement.sentence_id, officer=officer) if one.id != alert.id]

    with pytest.raises(InvalidFields):
        judging.accept(alert.id, Acceptance("x", {third: Outcome.EXCUSED_HEALTH}), version=1, officer=officer, on=ON)
    judging.withdraw(alternate[0].id, reason=REASON, version=1, officer=officer, on=ON)

    assert open_review(alert.id, officer=officer, on=ON).standing is not None


def test_only_absences_are_justified_and_only_by_excuses(alert: BreachAlert, officer: Account):
    for excuses in ({}, {alert.entry_ids[0]: Outcome.ATTENDED}, {999_999: Outcome.EXCUSED_HEALTH}):
        with pytest.raises(InvalidFields):
            judging.accept(alert.id, Acceptance(REASON, excuses), version=1, officer=officer, on=ON)


def test_an_alert_whose_entries_were_corrected_stands_no_longer(alert: BreachAlert, officer: Account):
    excuse(alert, officer=officer)

    review = open_review(alert.id, officer=officer, on=ON)

    assert (review.standing, review.steps) == (None, (BreachStep.WITHDRAW,))
    with pytest.raises(WrongState, match="breach_gone"):
        judging.ask(alert.id, handed_on=ON, version=1, officer=officer, on=ON)


def test_what_was_decided_stays_so(alert: BreachAlert, officer: Account):
    kept = judging.withdraw(alert.id, reason=REASON, version=1, officer=officer, on=ON)

    with pytest.raises(WrongState, match="breach_decided"):
        judging.withdraw(alert.id, reason="Otra vez", version=kept.version, officer=officer, on=ON)


def test_of_two_officers_at_once_the_second_is_told(app: Flask, alert: BreachAlert, officer: Account):
    def withdraw() -> object:
        return judging.withdraw(alert.id, reason=REASON, version=1, officer=officer, on=ON)

    results = at_once(app, withdraw, withdraw)

    assert sorted(type(result).__name__ for result in results) == ["BreachAlert", "StaleVersion"]


def test_a_stale_version_is_refused(asked: BreachAlert, officer: Account):
    with pytest.raises(StaleVersion):
        judging.withdraw(asked.id, reason=REASON, version=1, officer=officer, on=ON)


def test_another_office_s_alert_is_not_found(alert: BreachAlert):
    with pytest.raises(NotFound):
        judging.withdraw(alert.id, reason=REASON, version=1, officer=make_officer(), on=ON)
    with pytest.raises(NotFound):
        open_review(alert.id, officer=make_officer(), on=ON)


def test_a_supervisor_judges_nothing(alert: BreachAlert):
    with pytest.raises(NotAllowed):
        judging.withdraw(alert.id, reason=REASON, version=1, officer=make_account(Role.UNIT_SUPERVISOR), on=ON)


def test_resistance_is_not_justified_but_may_be_reported(officer: Account):
    days = [FIRST_SATURDAY + timedelta(weeks=week) for week in range(2)]
    conduct = tuple(Entry(n, day, 10, Outcome.REFUSED_TASK, 480, 540, day, None, 1) for n, day in enumerate(days, 1))
    serving = Serving(1, (Week(FIRST_SATURDAY, SATURDAY_MORNING),), FIRST_SATURDAY)
    facts = Facts(40, (), (serving,), conduct, weekdays_authorised=False, warnings=(date(2026, 3, 2),))
    sentence = plant_facts(facts, officer=officer)
    find_breaches(on=ON)

    (alert,) = list_of_sentence(sentence.id, officer=officer)

    review = open_review(alert.id, officer=officer, on=ON)
    assert review.steps == (BreachStep.ASK, BreachStep.WITHDRAW)
    assert len(review.warnings) == 1


def test_the_review_tells_the_norm_and_what_is_at_stake(alert: BreachAlert, officer: Account):
    review = open_review(alert.id, officer=officer, on=ON)

    assert [norm.article for norm in review.norms] == ["art. 267 RCEP"]
    assert review.at_stake.prison_days == 40
    assert [cause.entry.day for cause in review.causes] == [FIRST_SATURDAY, FIRST_SATURDAY + timedelta(weeks=1)]


def test_the_person_answers_within_the_term_and_once(asked: BreachAlert, officer: Account):
    sentence_id = list_of_sentence(asked_sentence(asked), officer=officer)[0].placement.sentence_id
    awaiting = [one.id for one in list_awaiting(sentence_id, on=DUE)]

    explain_own(asked.id, sentence_id=sentence_id, text="Estuve enferma", on=DUE)

    assert awaiting == [asked.id]
    assert now_of(asked).explanation == "Estuve enferma"
    with pytest.raises(NotFound):
        explain_own(asked.id, sentence_id=sentence_id, text="Otra vez", on=DUE)


def test_the_person_s_term_ends_and_others_alerts_are_not_theirs(asked: BreachAlert, officer: Account):
    other = plant_alert(officer=officer)

    for sentence_id, on in ((asked_sentence(asked), DUE + timedelta(days=1)), (asked_sentence(other), DUE)):
        with pytest.raises(NotFound):
            explain_own(asked.id, sentence_id=sentence_id, text="Estuve enferma", on=on)


def asked_sentence(alert: BreachAlert) -> int:
    with reading() as session:
        row = session.get_one(BreachAlert, alert.id)
        session.refresh(row, ["placement"])
        return int(row.placement.sentence_id)
