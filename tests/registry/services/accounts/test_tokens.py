from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from registry.errors import InvalidFields, NotFound, WrongState
from registry.extensions.database import reading
from registry.models import ApiToken
from registry.services.accounts import accounts, tokens
from registry.services.accounts.tokens import TokenDetails
from tests.factories.accounts import make_officer

pytestmark = pytest.mark.usefixtures("app")
NOW = datetime(2026, 9, 7, 14, 0, tzinfo=UTC)


def test_a_token_stands_for_its_officer():
    make_officer()
    officer = make_officer(username="rosa")

    token = tokens.issue_token("Rosa", at=NOW)

    found = tokens.officer_of_token(token, at=NOW)
    assert (found.id, found.office.id) == (officer.id, officer.office_id)


def test_the_registry_does_not_keep_the_token_itself():
    make_officer(username="rosa")

    token = tokens.issue_token("rosa", at=NOW)

    with reading() as session:
        assert token not in session.scalars(select(ApiToken.digest)).one()


@pytest.mark.parametrize("token", ["", "x", "ñ\ud800", "0" * 5_000])
def test_an_invented_token_opens_nothing(token):
    make_officer(username="rosa")
    tokens.issue_token("rosa", at=NOW)

    assert tokens.officer_of_token(token, at=NOW) is None


def test_a_token_ends_after_its_days():
    make_officer(username="rosa")
    token = tokens.issue_token("rosa", TokenDetails(days=2), at=NOW)

    assert tokens.officer_of_token(token, at=NOW + timedelta(days=1, hours=23))
    assert tokens.officer_of_token(token, at=NOW + timedelta(days=2)) is None


@pytest.mark.parametrize("days", [0, 366])
def test_a_token_lives_a_year_at_most(days):
    make_officer(username="rosa")

    with pytest.raises(InvalidFields, match="days"):
        tokens.issue_token("rosa", TokenDetails(days=days), at=NOW)


def test_a_token_of_a_closed_account_opens_nothing():
    officer = make_officer(username="rosa")
    token = tokens.issue_token("rosa", at=NOW)

    accounts.deactivate(officer.id)

    assert tokens.officer_of_token(token, at=NOW) is None
    with pytest.raises(NotFound, match="officer_unknown"):
        tokens.issue_token("rosa", at=NOW)


def test_a_revoked_token_opens_nothing():
    officer = make_officer(username="rosa")
    token = tokens.issue_token("rosa", at=NOW)
    kept = tokens.issue_token("rosa", at=NOW)

    oldest = tokens.list_tokens(officer)[-1]
    tokens.revoke_token(oldest.id, officer=officer, at=NOW)

    assert tokens.officer_of_token(token, at=NOW) is None
    assert tokens.officer_of_token(kept, at=NOW).id == officer.id
    with pytest.raises(WrongState, match="token_revoked"):
        tokens.revoke_token(oldest.id, officer=officer, at=NOW)


def test_tokens_of_others_are_out_of_reach():
    officer, stranger = make_officer(username="rosa"), make_officer()
    tokens.issue_token("rosa", at=NOW)
    (token,) = tokens.list_tokens(officer)

    assert list(tokens.list_tokens(stranger)) == []
    with pytest.raises(NotFound):
        tokens.revoke_token(token.id, officer=stranger, at=NOW)
