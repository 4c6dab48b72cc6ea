import json
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from registry import letters
from registry.errors import NotFound
from registry.extensions.database import transaction
from registry.models import Document, Person, Placement
from registry.services.accounts.accounts import Account
from registry.services.documents.documents import issue
from registry.services.documents.executions import RULES
from registry.services.documents.verification import Verdict, recheck, recheck_all
from registry.services.placements.history import Change
from registry.vocabulary.attendance import Outcome
from registry.vocabulary.documents import LetterFault
from registry.vocabulary.placements import LetterKind, PlacementChange, PlacementState, SuspensionCause
from tests.factories.accounts import make_officer
from tests.factories.attendance import FIRST, LATER, SECOND, THIRD, make_entry, make_placement
from tests.factories.rounds import make_desk_officer
from tests.registry.services.documents.told import bring
from tests.threads import at_once

NEXT = date(2026, 4, 6)


@pytest.fixture
def placement(officer: Account) -> Placement:
    """Somebody who came on two Saturdays of March, and another who did as well."""
    make_entry(make_placement(officer=officer), THIRD, officer=officer)
    placement = make_placement(officer=officer)
    for day in (FIRST, SECOND):
        make_entry(placement, day, officer=officer)
    return placement


def report(placement: Placement, officer: Account) -> Document:
    return issue(placement.id, LetterKind.MONTHLY_REPORT, officer=officer, on=NEXT, period="2026-03")


def change(document: Document, **columns: Any) -> None:
    with transaction() as session:
        session.execute(update(Document).where(Document.id == document.id).values(**columns))


def checked(document: Document, officer: Account) -> Verdict:
    return recheck(document.id, officer=officer)


@pytest.mark.parametrize(
    ("kind", "period"),
    [
        (LetterKind.MONTHLY_REPORT, "2026-03"),
        (LetterKind.UNIT_CONSTANCY, ""),
        (LetterKind.JORNADAS_CERTIFICATE, ""),
        (LetterKind.NOTIFICATION_TO_PERSON, ""),
    ],
)
def test_a_letter_holds_as_it_was_issued(placement: Placement, officer: Account, kind: LetterKind, period: str):
    document = issue(placement.id, kind, officer=officer, on=NEXT, period=period)

    verdict = checked(document, officer)

    assert (verdict.holds, verdict.is_overtaken) == (True, False)
    assert verdict.is_of_ledger == (kind is not LetterKind.NOTIFICATION_TO_PERSON)


def test_a_change_told_to_the_person_is_computed_again(placement: Placement, officer: Account):
    illness = Change(PlacementChange.SUSPENDED, NEXT, "Operación", None, SuspensionCause.ILLNESS)
    bring(placement, PlacementState.SUSPENDED, illness, officer)
    document = issue(placement.id, LetterKind.CHANGE_TO_PERSON, officer=officer, on=NEXT)
    before = checked(document, officer)
    make_entry(placement, THIRD, officer=officer)

    after = checked(document, officer)

    assert (before.holds, before.is_of_ledger, before.is_overtaken) == (True, True, False)
    assert (after.holds, after.is_overtaken) == (True, True)


def test_entries_recorded_later_leave_the_letter_right_and_say_that_it_is_overtaken(
    placement: Placement, officer: Account
):
    document = report(placement, officer)
    make_entry(placement, THIRD, officer=officer)

    verdict = checked(document, officer)

    assert (verdict.holds, verdict.is_overtaken) == (True, True)


def test_a_correction_leaves_the_letter_right_and_says_that_it_is_overtaken(officer: Account):
    placement = make_placement(officer=officer)
    absence = make_entry(placement, FIRST, officer=officer, outcome=Outcome.UNEXCUSED)
    document = report(placement, officer)
    make_entry(
        placement, FIRST, officer=officer, outcome=Outcome.EXCUSED_HEALTH, replaces_id=absence.id, remark="Constancia"
    )

    verdict = checked(document, officer)

    assert (verdict.holds, verdict.is_overtaken) == (True, True)


def test_what_came_after_the_month_changes_nothing(placement: Placement, officer: Account):
    document = report(placement, officer)
    make_entry(placement, THIRD, officer=officer)
    again = report(placement, officer)

    assert not checked(again, officer).is_overtaken
    assert checked(document, officer).is_overtaken


def test_an_authorisation_given_later_leaves_the_letter_right(placement: Placement, officer: Account):
    document = report(placement, officer)
    with transaction() as session:
        session.execute(update(Person).values(is_weekday_authorised=True))

    verdict = checked(document, officer)

    assert (verdict.holds, verdict.is_overtaken) == (True, False)


def test_an_altered_content_is_found(placement: Placement, officer: Account):
    document = report(placement, officer)
    change(document, content=document.content.replace("Quispe", "Mamani"))

    assert checked(document, officer).faults == (LetterFault.CONTENT,)


def test_a_content_that_is_no_content_is_found(placement: Placement, officer: Account):
    document = report(placement, officer)
    change(document, content="[")

    assert LetterFault.CONTENT in checked(document, officer).faults


def test_figures_altered_together_with_their_hash_are_found(placement: Placement, officer: Account):
    document = report(placement, officer)
    content = json.loads(document.content)
    content["execution"]["credited_minutes"] += 600
    altered = letters.canonical_json(content).decode()
    change(document, content=altered, content_sha256=letters.content_sha256(content))

    assert set(checked(document, officer).faults) == {LetterFault.PAPER, LetterFault.LEDGER}


def reissue(document: Document, **execution: Any) -> None:
    """Make it the document that would have been issued had the ledger come to this."""
    content = json.loads(document.content)
    content["execution"] |= execution
    told = letters.canonical_json(content).decode()
    pdf = letters.render(document.kind.value, content)
    change(document, content=told, content_sha256=letters.content_sha256(content), pdf=pdf)


def test_figures_of_earlier_rules_are_told_as_such(placement: Placement, officer: Account):
    document = report(placement, officer)
    reissue(document, rules=RULES - 1, credited_minutes=1140)

    verdict = checked(document, officer)

    assert (verdict.faults, verdict.earlier_rules, verdict.rules_today) == ((), RULES - 1, RULES)


def test_earlier_rules_that_give_the_same_figures_are_no_matter(placement: Placement, officer: Account):
    document = report(placement, officer)
    reissue(document, rules=RULES - 1)

    verdict = checked(document, officer)

    assert (verdict.faults, verdict.earlier_rules) == ((), None)


@pytest.mark.parametrize("rules", [RULES, RULES + 1])
def test_figures_that_no_earlier_rules_gave_are_found(placement: Placement, officer: Account, rules: int):
    document = report(placement, officer)
    reissue(document, rules=rules, credited_minutes=1140)

    assert checked(document, officer).faults == (LetterFault.LEDGER,)


def test_an_altered_content_is_found_whatever_rules_it_names(placement: Placement, officer: Account):
    document = report(placement, officer)
    reissue(document, rules=RULES - 1, credited_minutes=1140)
    change(document, pdf=b"%PDF-1.7 nothing")

    assert set(checked(document, officer).faults) == {LetterFault.PAPER, LetterFault.LEDGER}


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7 nothing"])
def test_another_paper_is_found(placement: Placement, officer: Account, pdf: bytes):
    document = report(placement, officer)
    change(document, pdf=pdf)

    assert checked(document, officer).faults == (LetterFault.PAPER,)


def test_another_office_s_document_is_not_found(placement: Placement, officer: Account):
    document = report(placement, officer)

    with pytest.raises(NotFound):
        recheck(document.id, officer=make_officer())


def test_all_are_checked_in_the_order_of_their_issue(placement: Placement, officer: Account):
    first = report(placement, officer)
    second = issue(placement.id, LetterKind.UNIT_CONSTANCY, officer=officer, on=LATER)

    assert [verdict.document_id for verdict in recheck_all()] == [first.id, second.id]


def test_an_office_a_year_and_a_number_choose(placement: Placement, officer: Account):
    report(placement, officer)
    second = issue(placement.id, LetterKind.UNIT_CONSTANCY, officer=officer, on=LATER)
    elsewhere = make_desk_officer()
    issue(make_placement(officer=elsewhere).id, LetterKind.NOTIFICATION_TO_PERSON, officer=elsewhere, on=LATER)
    code = next(verdict.number for verdict in recheck_all()).split("-", 2)[2]

    chosen = [verdict.document_id for verdict in recheck_all(office_code=code, number=2, year=2026)]

    assert chosen == [second.id]


def test_an_office_that_is_not_known_is_refused(app: Flask):
    with pytest.raises(NotFound):
        list(recheck_all(office_code="NADA"))


def test_letters_issued_while_entries_are_written_all_hold(app: Flask, officer: Account):
    placement = make_placement(officer=officer)
    days = [FIRST, SECOND, THIRD, date(2026, 3, 28)]

    at_once(
        app,
        *(lambda day=day: make_entry(placement, day, officer=officer) for day in days),
        *(lambda: report(placement, officer) for _ in range(3)),
    )

    assert [verdict.holds for verdict in recheck_all()] == [True, True, True]
