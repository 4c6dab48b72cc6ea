import pytest
from flask import Flask

from registry.errors import InvalidFields, NotAllowed, NotFound, StaleVersion, WrongState
from registry.services.accounts.accounts import Account
from registry.services.institutions.social_services import (
    change_help,
    get_help,
    list_help,
    offer_help,
    set_offered,
)
from registry.vocabulary.accounts import Role
from registry.vocabulary.social_help import HelpKind
from tests.factories.accounts import make_account
from tests.factories.institutions import make_institution
from tests.factories.social_help import help_details, make_helper, make_manager, make_service


@pytest.fixture
def helper(app: Flask):
    return make_helper()


@pytest.fixture
def manager(helper) -> Account:
    return make_manager(helper.id)


def test_a_manager_publishes_help_of_the_own_institution(helper, manager):
    service = offer_help(helper.id, help_details(kind=HelpKind.SHELTER), officer=manager)

    assert service.is_offered
    assert [row.kind for row in list_help(helper.id, officer=manager)] == [HelpKind.SHELTER]


def test_another_institutions_help_is_as_if_there_were_none(helper, manager):
    stranger = make_manager(make_helper().id)
    service = make_service(helper, manager)

    with pytest.raises(NotFound):
        offer_help(helper.id, help_details(), officer=stranger)
    with pytest.raises(NotFound):
        list_help(helper.id, officer=stranger)
    with pytest.raises(NotFound):
        get_help(service.id, officer=stranger)


def test_an_officer_publishes_for_nobody(helper):
    with pytest.raises(NotAllowed):
        offer_help(helper.id, help_details(), officer=make_account(Role.CASE_OFFICER))


def test_only_who_is_registered_for_it_offers_help(app: Flask):
    institution = make_institution()

    with pytest.raises(WrongState) as refusal:
        offer_help(institution.id, help_details(), officer=make_manager(institution.id))

    assert refusal.value.code == "help_needs_registration"


@pytest.mark.parametrize(
    ("field", "value"),
    [("description", " "), ("audiences", ()), ("districts", ()), ("districts", ("999999",)), ("districts", ("2",))],
)
def test_help_says_what_for_whom_and_where(helper, manager, field, value):
    with pytest.raises(InvalidFields) as refusal:
        offer_help(helper.id, help_details(**{field: value}), officer=manager)

    assert set(refusal.value.problems) == {field}


def test_help_is_corrected_over_the_version_that_was_read(helper, manager):
    service = make_service(helper, manager)
    changed = change_help(service.id, help_details(phone="051 321456"), version=1, officer=manager)

    assert (changed.phone, changed.version) == ("051 321456", 2)
    with pytest.raises(StaleVersion):
        change_help(service.id, help_details(), version=1, officer=manager)


def test_help_is_taken_out_and_brought_back_once(helper, manager):
    service = make_service(helper, manager)
    stopped = set_offered(service.id, False, version=service.version, officer=manager)

    assert not stopped.is_offered
    with pytest.raises(WrongState):
        set_offered(service.id, False, version=stopped.version, officer=manager)
    assert set_offered(service.id, True, version=stopped.version, officer=manager).is_offered
