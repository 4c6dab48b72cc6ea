from datetime import UTC, datetime, timedelta

import pytest

from registry.errors import InvalidFields, NotAllowed, NotFound, SignInRefused, StaleVersion, WrongState
from registry.services.accounts import accounts, second_factor
from registry.services.accounts.links import find_holder
from registry.services.accounts.managing import (
    AccountChange,
    change_account,
    close_account,
    invite,
    reopen_account,
    reset_factor,
    send_link,
)
from registry.services.accounts.resets import set_password_by_link
from registry.services.accounts.sessions import Browser, find_session, open_session
from registry.services.accounts.sign_in import sign_in
from registry.vocabulary.accounts import Role
from registry.vocabulary.sign_in import LinkKind, SessionStage
from tests.factories.accounts import PASSWORD, make_account, make_chief, make_officer, officer_details
from tests.factories.second_factors import set_up_factor

pytestmark = pytest.mark.usefixtures("app")
NOW = datetime(2026, 9, 7, 14, 0, tzinfo=UTC)


@pytest.fixture
def chief(app):
    return make_chief()


def invited(chief, **overrides):
    details = officer_details(office_id=chief.office_id, **{"email": "ana@ejemplo.pe", "username": "ana", **overrides})
    return invite(details, officer=chief, at=NOW)


def changed(account, **overrides):
    facts = {"full_name": account.full_name, "post": account.post, "role": account.role, "office_id": account.office_id}
    return AccountChange(**(facts | overrides))


def test_whoever_was_invited_sets_a_password_and_signs_in(chief):
    sent = invited(chief)

    set_password_by_link(sent.token, LinkKind.INVITATION, password=PASSWORD, at=NOW)

    assert sent.account.is_invited
    assert sign_in("ana", PASSWORD, at=NOW).session.stage is SessionStage.SET_UP


def test_nobody_signs_in_before_the_invitation_is_accepted(chief):
    invited(chief)

    with pytest.raises(SignInRefused):
        sign_in("ana", "", at=NOW)


def test_an_invitation_lasts_a_week(chief):
    sent = invited(chief)

    assert find_holder(sent.token, LinkKind.INVITATION, at=NOW + timedelta(days=6)).id == sent.account.id
    with pytest.raises(NotFound, match="invitation_spent"):
        find_holder(sent.token, LinkKind.INVITATION, at=NOW + timedelta(days=7))


def test_an_invitation_needs_an_address(chief):
    with pytest.raises(InvalidFields, match="email"):
        invited(chief, email="")


def test_sending_it_again_revokes_the_link_of_before(chief):
    first = invited(chief)

    second = send_link(first.account.id, officer=chief, at=NOW)

    with pytest.raises(NotFound, match="invitation_spent"):
        find_holder(first.token, LinkKind.INVITATION, at=NOW)
    assert find_holder(second.token, LinkKind.INVITATION, at=NOW).id == first.account.id


def test_a_revoked_invitation_opens_nothing(chief):
    sent = invited(chief)

    close_account(sent.account.id, officer=chief, at=NOW)

    with pytest.raises(NotFound, match="invitation_spent"):
        find_holder(sent.token, LinkKind.INVITATION, at=NOW)


def test_a_manager_sends_a_link_to_whoever_forgot_the_password(chief):
    officer = make_officer(office_id=chief.office_id)

    sent = send_link(officer.id, officer=chief, at=NOW)

    assert find_holder(sent.token, LinkKind.RESET, at=NOW).id == officer.id


def test_a_closed_account_gets_no_link_until_it_is_open_again(chief):
    officer = make_officer(office_id=chief.office_id)
    close_account(officer.id, officer=chief, at=NOW)
    with pytest.raises(WrongState, match="officer_inactive"):
        send_link(officer.id, officer=chief, at=NOW)

    reopen_account(officer.id, officer=chief)

    assert send_link(officer.id, officer=chief, at=NOW).token


def test_an_open_account_is_not_opened_again(chief):
    with pytest.raises(WrongState, match="account_open"):
        reopen_account(make_officer(office_id=chief.office_id).id, officer=chief)


def test_another_role_ends_the_open_sessions(chief):
    officer = make_officer(office_id=chief.office_id)
    token = open_session(officer, browser=Browser(), at=NOW, stage=SessionStage.OPEN).token

    change = changed(officer, role=Role.EVALUATOR_SOCIAL)
    change_account(officer.id, change, version=officer.version, officer=chief, at=NOW)

    assert accounts.get_account(officer.id).role is Role.EVALUATOR_SOCIAL
    assert find_session(token, at=NOW) is None


def test_another_post_ends_no_session(chief):
    officer = make_officer(office_id=chief.office_id)
    token = open_session(officer, browser=Browser(), at=NOW, stage=SessionStage.OPEN).token

    change_account(officer.id, changed(officer, post="Otra"), version=officer.version, officer=chief, at=NOW)

    assert find_session(token, at=NOW).account.post == "Otra"


def test_an_edit_of_what_somebody_saved_meanwhile_is_refused(chief):
    officer = make_officer(office_id=chief.office_id)
    change_account(officer.id, changed(officer, post="Otra"), version=officer.version, officer=chief, at=NOW)

    with pytest.raises(StaleVersion):
        change_account(officer.id, changed(officer), version=officer.version, officer=chief, at=NOW)


def test_nobody_changes_the_own_role_nor_takes_the_own_factor(chief):
    change = changed(chief, role=Role.CASE_OFFICER)

    with pytest.raises(WrongState, match="own_role"):
        change_account(chief.id, change, version=chief.version, officer=chief, at=NOW)
    with pytest.raises(WrongState, match="own_factor"):
        reset_factor(chief.id, officer=chief, at=NOW)


def test_a_chief_makes_nobody_an_administrator(chief):
    officer = make_officer(office_id=chief.office_id)
    change = changed(officer, role=Role.ADMINISTRATOR)

    with pytest.raises(NotAllowed, match="role_beyond_reach"):
        change_account(officer.id, change, version=officer.version, officer=chief, at=NOW)


def test_a_chief_does_not_touch_an_administrator_of_the_own_office(chief):
    administrator = make_account(Role.ADMINISTRATOR, office_id=chief.office_id)

    with pytest.raises(NotAllowed):
        reset_factor(administrator.id, officer=chief, at=NOW)


def test_accounts_of_other_offices_are_out_of_a_chief_s_reach(chief):
    with pytest.raises(NotFound):
        send_link(make_officer().id, officer=chief, at=NOW)


def test_an_administrator_manages_everybody():
    administrator = make_account(Role.ADMINISTRATOR)
    manager = make_account(Role.COMPANY_MANAGER)

    assert send_link(manager.id, officer=administrator, at=NOW).token


def test_without_second_factor_a_new_one_is_set_up(chief):
    officer = make_officer(username="rosa", office_id=chief.office_id)
    set_up_factor(officer, at=NOW)

    reset_factor(officer.id, officer=chief, at=NOW)

    assert not second_factor.state_of(officer.id).is_on
    assert sign_in("rosa", PASSWORD, at=NOW).session.stage is SessionStage.SET_UP


def test_an_address_is_one_account_s(chief):
    make_officer(email="rosa@ejemplo.pe")
    officer = make_officer(office_id=chief.office_id)
    change = changed(officer, email="Rosa@ejemplo.pe")

    with pytest.raises(InvalidFields, match="email"):
        change_account(officer.id, change, version=officer.version, officer=chief, at=NOW)
