import pytest
from flask import Flask
from sqlalchemy import select

from registry.extensions.database import reading
from registry.models import Account, BeneficiaryUnit, Placement, Registration, Vacancy
from registry.services.accounts.scopes import Scope
from registry.services.placements.affected import list_affected
from registry.vocabulary.accounts import Role, ScopeKind
from tests.factories.accounts import make_account
from tests.factories.attendance import make_placement
from tests.factories.rounds import make_desk_officer


@pytest.fixture
def officer(app: Flask) -> Account:
    return make_desk_officer()


def unit_of(placement: Placement) -> BeneficiaryUnit:
    with reading() as session:
        own = select(BeneficiaryUnit).join(Vacancy, Vacancy.unit_id == BeneficiaryUnit.id)
        return session.scalars(own.where(Vacancy.id == placement.vacancy_id)).one()


def registration_of(placement: Placement) -> int:
    with reading() as session:
        own = select(Registration.id).where(Registration.institution_id == unit_of(placement).institution_id)
        return session.scalars(own).one()


def test_the_own_office_reads_who_would_have_to_go(officer: Account) -> None:
    make_placement(officer=officer)
    placement = make_placement(officer=officer)

    (affected,) = list_affected(registration_of(placement), officer=officer)

    assert (affected.unit.id, affected.people) == (unit_of(placement).id, 1)
    assert [one.id for one in affected.placements] == [placement.id]


def test_other_offices_people_are_counted_and_never_named(officer: Account) -> None:
    placement = make_placement(officer=officer)

    (affected,) = list_affected(registration_of(placement), officer=make_desk_officer())

    assert (affected.people, affected.placements) == (1, ())


def test_a_registry_officer_reads_no_names(officer: Account) -> None:
    placement = make_placement(officer=officer)
    registrar = make_account(Role.REGISTRY_OFFICER, scopes=(Scope(ScopeKind.NATION),))

    (affected,) = list_affected(registration_of(placement), officer=registrar)

    assert (affected.people, affected.placements) == (1, ())
