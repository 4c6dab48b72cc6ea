"""Whom an office reports on for a month, and what one signature issues."""

from datetime import date

import pytest
from flask import Flask

from registry.errors import NotAllowed, WrongState
from registry.extensions.database import transaction
from registry.models import Placement
from registry.services.accounts.accounts import Account
from registry.services.documents import monthly, offering
from registry.services.placements import history
from registry.services.placements.history import Change
from registry.vocabulary.accounts import Role
from registry.vocabulary.placements import EndReason, LetterKind, PlacementChange, PlacementState
from tests.factories.accounts import make_account
from tests.factories.attendance import FIRST, SECOND, make_entry, make_placement
from tests.factories.people import make_sentence
from tests.factories.rounds import make_desk_officer
from tests.statements import count_queries

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
ON = date(2026, 4, 6)


@pytest.fixture
def placement(officer: Account) -> Placement:
    """Somebody of the office, beside somebody of another and somebody who begins later."""
    make_placement(officer=make_desk_officer())
    make_placement(officer=officer, starts_on=date(2026, 5, 2))
    return make_placement(officer=officer)


def end(placement: Placement, on: date, officer: Account) -> None:
    with transaction() as session:
        held = session.get_one(Placement, placement.id)
        held.state, held.end_reason = PlacementState.ENDED, EndReason.MOVED
        history.note(held, Change(PlacementChange.MOVED, on, "Cerró"), officer=officer)
        history.expect(held, (), since=on)


def reported(month: date, officer: Account) -> list[tuple[int, bool]]:
    rows = monthly.list_month(month, officer=officer).page.items
    return [(row.placement.id, row.report is not None) for row in rows]


def test_those_who_ran_in_the_month_are_listed_until_reported(placement: Placement, officer: Account):
    assert reported(MARCH, officer) == [(placement.id, False)]

    results = monthly.issue_month(MARCH, officer=officer, on=ON)

    assert [result.placement_id for result in results] == [placement.id]
    assert reported(MARCH, officer) == [(placement.id, True)]
    assert monthly.list_month(MARCH, officer=officer).missing == 0


def test_a_signature_given_again_issues_nothing_more(placement: Placement, officer: Account):
    monthly.issue_month(MARCH, officer=officer, on=ON)

    assert monthly.issue_month(MARCH, officer=officer, on=ON) == []


def test_whoever_moved_within_the_month_is_reported_once_at_the_last_place(officer: Account):
    sentence = make_sentence(officer=officer)
    before = make_placement(officer=officer, sentence=sentence)
    end(before, SECOND, officer)
    after = make_placement(officer=officer, sentence=sentence, starts_on=SECOND)

    assert reported(MARCH, officer) == [(after.id, False)]


def test_whoever_ended_before_the_month_is_not_reported(officer: Account):
    placement = make_placement(officer=officer)
    end(placement, date(2026, 3, 20), officer)

    assert reported(APRIL, officer) == []


def test_whoever_was_not_told_yet_is_not_reported(officer: Account):
    make_placement(officer=officer, state=PlacementState.CONFIRMED)

    assert reported(MARCH, officer) == []


def test_a_month_that_is_not_over_is_refused(placement: Placement, officer: Account):
    with pytest.raises(WrongState) as refusal:
        monthly.issue_month(APRIL, officer=officer, on=ON)

    assert refusal.value.code == "letter_month_not_over"


def test_a_role_without_letters_issues_none(app: Flask):
    with pytest.raises(NotAllowed):
        monthly.issue_month(MARCH, officer=make_account(Role.AUDITOR), on=ON)


def test_four_rows_take_as_many_queries_as_one(placement: Placement, officer: Account):
    alone = count_queries(lambda: monthly.list_month(MARCH, officer=officer))
    for _ in range(3):
        make_placement(officer=officer)

    assert count_queries(lambda: monthly.list_month(MARCH, officer=officer)) == alone


def test_what_can_be_issued_follows_the_placement(officer: Account):
    placement = make_placement(officer=officer)
    fresh = {offer.kind for offer in offering.list_offers(placement.id, officer=officer, on=FIRST)}
    make_entry(placement, FIRST, officer=officer)

    later = offering.list_offers(placement.id, officer=officer, on=date(2026, 5, 4))

    assert fresh == {LetterKind.PRESENTATION_TO_UNIT, LetterKind.NOTIFICATION_TO_PERSON}
    assert [offer.period for offer in later if offer.kind is LetterKind.MONTHLY_REPORT] == ["2026-03", "2026-04"]
    assert {offer.kind for offer in later} - fresh == {
        LetterKind.MONTHLY_REPORT,
        LetterKind.UNIT_CONSTANCY,
        LetterKind.JORNADAS_CERTIFICATE,
    }
