import pytest
from flask import Flask
from sqlalchemy import select

from registry.errors import NotAllowed, NotFound
from registry.extensions.database import reading
from registry.models import Account, BeneficiaryUnit, Institution
from registry.services.accounts.policy import POLICY, Act, Owner, is_allowed, require, roles_for, within
from registry.services.accounts.scopes import Scope
from registry.vocabulary.accounts import OUTSIDERS, Reach, Role, ScopeKind
from tests.factories.accounts import make_account, make_office, make_officer
from tests.factories.institutions import make_institution, make_unit

CHIEFS_ACTS = [Act.ACCEPT_RANGE_EXCEPTION, Act.SUSPEND_REGISTRATIONS, Act.KEEP_OFFICES, Act.MANAGE_ACCOUNTS]
WRITES = [act for act in Act if not act.value.startswith("read_")]
OF_PEOPLE = [Act.READ_PEOPLE, Act.READ_RESERVED, Act.KEEP_PEOPLE, Act.KEEP_SENTENCES, Act.READ_PLACEMENTS]


def test_every_role_has_its_row():
    assert set(POLICY) == set(Role)


def test_every_act_is_somebodys():
    assert all(roles_for(act) for act in Act)


@pytest.mark.parametrize("act", CHIEFS_ACTS)
def test_a_case_officer_is_refused_what_chiefs_do(act: Act):
    with pytest.raises(NotAllowed) as refusal:
        require(Account(role=Role.CASE_OFFICER), act)

    assert refusal.value.facts["act"] == act.value
    assert Role.CHIEF.label in refusal.value.facts["whose"]


@pytest.mark.parametrize("act", POLICY[Role.CASE_OFFICER])
def test_a_chief_does_what_case_officers_do(act: Act):
    assert is_allowed(Account(role=Role.CHIEF), act)


@pytest.mark.parametrize("act", WRITES)
def test_an_auditor_changes_nothing(act: Act):
    assert not is_allowed(Account(role=Role.AUDITOR), act)


@pytest.mark.parametrize("act", OF_PEOPLE)
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.REGISTRY_OFFICER, *sorted(OUTSIDERS)])
def test_whoever_keeps_no_cases_sees_no_files(role: Role, act: Act):
    assert not is_allowed(Account(role=role), act)


def test_reserved_facts_stay_with_the_office():
    reaches = {POLICY[role][Act.READ_RESERVED] for role in roles_for(Act.READ_RESERVED)}

    assert reaches == {Reach.OFFICE}


@pytest.mark.parametrize("role", sorted(OUTSIDERS))
def test_outsiders_reach_only_what_they_were_given(role: Role):
    assert set(POLICY[role].values()) <= {Reach.INSTITUTION, Reach.UNIT}


def test_what_is_another_offices_is_not_found(app: Flask):
    chief = make_account(Role.CHIEF)

    require(chief, Act.KEEP_OFFICES, Owner(office_id=chief.office_id))
    with pytest.raises(NotFound):
        require(chief, Act.KEEP_OFFICES, Owner(office_id=make_office().id))


def test_who_was_given_nothing_reaches_the_own_office(app: Flask):
    officer = make_account(Role.REGISTRY_OFFICER)
    own = make_unit(officer=make_account(Role.CASE_OFFICER, office_id=officer.office_id))
    make_unit(officer=make_officer())

    assert _units_reached(officer) == {own.id}


def test_who_was_given_a_region_reaches_its_offices(app: Flask):
    north = make_unit(officer=make_account(Role.CASE_OFFICER, office_id=make_office(region="norte").id))
    make_unit(officer=make_officer())

    assert _units_reached(make_account(Role.AUDITOR, scopes=(Scope(ScopeKind.REGION, "norte"),))) == {north.id}


def test_who_was_given_the_nation_reaches_everything(app: Flask):
    units = {make_unit(officer=make_officer()).id, make_unit(officer=make_officer()).id}

    assert _units_reached(make_account(Role.AUDITOR, scopes=(Scope(ScopeKind.NATION),))) == units


def test_a_supervisor_reaches_the_given_unit(app: Flask):
    unit = make_unit(officer=make_officer())
    make_unit(officer=make_officer())

    supervisor = make_account(Role.UNIT_SUPERVISOR, scopes=(Scope(ScopeKind.UNIT, str(unit.id)),))

    assert _units_reached(supervisor) == {unit.id}


def test_a_manager_reaches_the_units_of_the_given_institution(app: Flask):
    unit = make_unit(officer=make_officer())
    make_unit(officer=make_officer())

    scope = Scope(ScopeKind.INSTITUTION, str(unit.institution_id))

    assert _units_reached(make_account(Role.INSTITUTION_MANAGER, scopes=(scope,))) == {unit.id}


def test_an_outsider_who_was_given_nothing_reaches_nothing(app: Flask):
    make_unit(officer=make_officer())

    assert _units_reached(make_account(Role.UNIT_SUPERVISOR)) == set()


def test_a_registry_officer_keeps_the_institutions_of_the_region(app: Flask):
    own = make_institution(ubigeo="210101")
    make_institution(ubigeo="150101")
    officer = make_account(Role.REGISTRY_OFFICER, office_id=make_office(region="altiplano").id)

    with reading() as session:
        reached = within(officer, Act.KEEP_INSTITUTIONS, ubigeo=Institution.ubigeo)
        found = session.scalars(select(Institution.id).where(reached)).all()

    assert found == [own.id]
    require(officer, Act.KEEP_INSTITUTIONS, Owner(ubigeo="210101"))
    with pytest.raises(NotFound):
        require(officer, Act.KEEP_INSTITUTIONS, Owner(ubigeo="150101"))


def _units_reached(account: Account) -> set[int]:
    whose = {
        "office": BeneficiaryUnit.office_id,
        "institution": BeneficiaryUnit.institution_id,
        "unit": BeneficiaryUnit.id,
    }
    with reading() as session:
        statement = select(BeneficiaryUnit.id).where(within(account, Act.READ_UNITS, **whose))
        return set(session.scalars(statement))
