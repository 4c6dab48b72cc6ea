from datetime import timedelta

import pytest
from flask import Flask

from registry.errors import NotAllowed, NotFound, WrongState
from registry.models import BeneficiaryUnit, Placement, Vacancy
from registry.services.accounts.accounts import Account
from registry.services.accounts.scopes import Scope
from registry.services.institutions import offering, planned_changes
from registry.services.institutions.vacancies import get_vacancy
from registry.services.placements import placements
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.institutions import VacancyState
from registry.vocabulary.placements import EndReason, PlacementChange, PlacementState
from tests.factories.accounts import make_account, make_officer
from tests.factories.attendance import LATER, SATURDAY_SHIFTS, make_placement
from tests.factories.institutions import make_unit, make_vacancy, sunday, vacancy_details
from tests.factories.placements import change as change_placement

SOON = LATER + timedelta(days=30)
SATURDAYS = {"shifts": SATURDAY_SHIFTS, "total_places": 9}


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_officer()


@pytest.fixture
def unit(officer: Account) -> BeneficiaryUnit:
    return make_unit(officer=officer)


@pytest.fixture
def account(unit: BeneficiaryUnit) -> Account:
    """Who answers for the unit's institution."""
    scope = Scope(ScopeKind.INSTITUTION, str(unit.institution_id))
    return make_account(Role.INSTITUTION_MANAGER, scopes=(scope,))


@pytest.fixture
def vacancy(officer: Account, unit: BeneficiaryUnit) -> Vacancy:
    return make_vacancy(officer=officer, unit=unit, **SATURDAYS)


@pytest.fixture
def serving(officer: Account, vacancy: Vacancy) -> Placement:
    """Somebody who serves there on Saturdays, and a bystander who serves elsewhere."""
    make_placement(officer=officer)
    return make_placement(officer=officer, vacancy=vacancy)


def change(vacancy: Vacancy, account: Account, **overrides: object) -> Vacancy:
    version = get_vacancy(vacancy.id, officer=account).version
    details = vacancy_details(**{**SATURDAYS, **overrides})
    return offering.change(vacancy.id, details, version=version, account=account, on=LATER)


def leave(placement: Placement, *, officer: Account) -> None:
    placement = placements.get_placement(placement.id, officer=officer)
    change_placement(
        placement, PlacementChange.ENDED, officer=officer, on=LATER, end_reason=EndReason.OTHER, reason="Se mudó"
    )


def plan_to_close(vacancy: Vacancy, account: Account) -> None:
    planned_changes.plan(vacancy.id, None, effective_on=SOON, reason="Se acaba la obra", account=account, on=LATER)


def test_an_institution_offers_at_its_own_unit(unit: BeneficiaryUnit, account: Account):
    offered = offering.offer(unit.id, vacancy_details(supervisor="Ana Quispe"), account=account)

    assert (offered.state, offered.supervisor) == (VacancyState.OPEN, "Ana Quispe")


def test_another_institution_s_unit_is_not_there(officer: Account, account: Account):
    with pytest.raises(NotFound):
        offering.offer(make_unit(officer=officer).id, vacancy_details(), account=account)


def test_officers_do_not_offer_in_an_institution_s_name(officer: Account, unit: BeneficiaryUnit):
    with pytest.raises(NotAllowed):
        offering.offer(unit.id, vacancy_details(), account=officer)


def test_what_touches_nobody_is_changed_at_once(vacancy: Vacancy, account: Account, serving: Placement):
    assert change(vacancy, account, duties="Podar los cipreses").duties == "Podar los cipreses"


@pytest.mark.parametrize("overrides", [{"shifts": sunday(9)}, {"minimum_age": 90}])
def test_a_change_that_strands_somebody_is_refused(vacancy, account, serving, overrides):
    with pytest.raises(WrongState) as refusal:
        change(vacancy, account, **overrides)

    assert refusal.value.code == "change_strands_people"


def test_who_would_be_stranded_is_told_by_name(vacancy: Vacancy, account: Account, serving: Placement):
    stranded = offering.list_stranded(vacancy.id, None, account=account, on=LATER)

    assert [one.id for one in stranded.presented] == [serving.id]


def test_whoever_was_not_presented_yet_is_counted_and_not_named(officer, vacancy, account):
    make_placement(officer=officer, vacancy=vacancy, state=PlacementState.CONFIRMED)

    stranded = offering.list_stranded(vacancy.id, None, account=account, on=LATER)

    assert (stranded.presented, stranded.others) == ([], 1)


def test_a_vacancy_where_somebody_serves_is_not_closed(vacancy: Vacancy, account: Account, serving: Placement):
    with pytest.raises(WrongState):
        offering.close(vacancy.id, version=get_vacancy(vacancy.id, officer=account).version, account=account, on=LATER)


def test_an_empty_vacancy_is_closed_and_reopened(vacancy: Vacancy, account: Account):
    closed = offering.close(vacancy.id, version=vacancy.version, account=account, on=LATER)

    assert offering.reopen(vacancy.id, version=closed.version, account=account).state is VacancyState.OPEN


def test_what_needs_no_plan_is_not_planned(vacancy: Vacancy, account: Account):
    with pytest.raises(WrongState, match="plan_strands_nobody"):
        plan_to_close(vacancy, account)


def test_one_change_waits_at_a_time(vacancy: Vacancy, account: Account, serving: Placement):
    plan_to_close(vacancy, account)

    with pytest.raises(WrongState, match="plan_waits_already"):
        plan_to_close(vacancy, account)


def test_a_planned_change_waits_for_its_day(officer, vacancy, account, serving):
    plan_to_close(vacancy, account)
    leave(serving, officer=officer)

    assert planned_changes.apply_due(SOON - timedelta(days=1)) == (0, 0)
    assert planned_changes.apply_due(SOON) == (1, 0)
    assert get_vacancy(vacancy.id, officer=account).state is VacancyState.CLOSED


def test_a_planned_change_waits_for_whoever_still_serves_and_the_office_is_told(officer, vacancy, account, serving):
    plan_to_close(vacancy, account)

    assert planned_changes.apply_due(SOON) == (0, 0)
    assert get_vacancy(vacancy.id, officer=account).state is VacancyState.OPEN
    assert planned_changes.tally_held_up(officer=officer, on=SOON).count == 1


def test_planned_details_come_back_as_they_were(vacancy: Vacancy, account: Account, serving: Placement):
    details = vacancy_details(shifts=sunday(3), total_places=3)
    planned_changes.plan(vacancy.id, details, effective_on=SOON, reason="Otro horario", account=account, on=LATER)

    waiting = planned_changes.find_waiting(vacancy.id, account=account)

    assert waiting is not None
    assert planned_changes.details_of(waiting) == details


def test_a_plan_taken_back_changes_nothing(officer, vacancy, account, serving):
    plan_to_close(vacancy, account)
    planned_changes.take_back(vacancy.id, account=account, on=LATER)
    leave(serving, officer=officer)

    assert planned_changes.apply_due(SOON) == (0, 0)
    assert planned_changes.find_waiting(vacancy.id, account=account) is None
