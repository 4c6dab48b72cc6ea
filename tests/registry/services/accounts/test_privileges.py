from datetime import date, timedelta

import pytest
from flask import Flask

from registry.errors import NotAllowed
from registry.extensions.clock import now
from registry.services import audit
from registry.services.accounts.privileges import list_privileges, list_reviews, sign_off, standing
from registry.vocabulary.accounts import AuditAction, Role
from tests.factories.accounts import make_account, make_chief, make_officer

DAY = date(2026, 8, 31)


def test_a_chief_sees_the_accounts_of_the_own_office(app: Flask) -> None:
    chief = make_chief()
    officer = make_officer(office_id=chief.office_id)
    make_officer()

    assert {row.account.id for row in list_privileges(officer=chief)} == {chief.id, officer.id}


def test_an_administrator_sees_all_accounts(app: Flask) -> None:
    administrator, officer = make_account(Role.ADMINISTRATOR), make_officer()

    assert {officer.id, administrator.id} <= {row.account.id for row in list_privileges(officer=administrator)}


def test_the_last_sign_in_is_told_and_an_unused_account_stands_out(app: Flask) -> None:
    chief = make_chief()
    audit.record(AuditAction.SIGNED_IN, "account", chief.id)

    (today_,) = list_privileges(officer=chief)
    (later,) = list_privileges(officer=chief, at=now() + timedelta(days=91))

    assert today_.signed_in_at is not None
    assert (today_.is_unused, later.is_unused) == (False, True)


def test_a_review_is_due_at_once_then_after_six_months(app: Flask) -> None:
    chief = make_chief()

    assert standing(officer=chief, on=DAY).is_due
    sign_off(remark="Se cierra la cuenta de prácticas", officer=chief, on=DAY)

    kept = standing(officer=chief, on=DAY)
    assert (kept.is_due, kept.due_on) == (False, date(2027, 2, 28))
    assert standing(officer=chief, on=date(2027, 2, 28)).is_due


def test_a_signed_review_keeps_the_accounts_as_they_were(app: Flask) -> None:
    chief = make_chief(full_name="Luis Cáceres")

    sign_off(remark="", officer=chief, on=DAY)

    (review,) = list_reviews(officer=chief).items
    assert (review.reviewer, review.accounts[0][:2]) == ("Luis Cáceres", [chief.username, "chief"])


def test_the_review_of_one_office_is_not_that_of_all(app: Flask) -> None:
    sign_off(remark="", officer=make_chief(), on=DAY)

    assert standing(officer=make_account(Role.ADMINISTRATOR), on=DAY).is_due


def test_an_officer_reviews_nothing(app: Flask) -> None:
    with pytest.raises(NotAllowed):
        sign_off(remark="", officer=make_officer())
