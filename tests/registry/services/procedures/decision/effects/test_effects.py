from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from registry.errors import WrongState
from registry.extensions.database import reading
from registry.models import (
    Account,
    BeneficiaryUnit,
    Credential,
    Document,
    Registration,
    SocialService,
)
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.applying import filing
from registry.services.procedures.decision import deciding
from registry.vocabulary.accounts import Role
from registry.vocabulary.institutions import InstitutionRole, RegistrationState, VacancyState
from registry.vocabulary.placements import DocumentState
from registry.vocabulary.procedures import CaseState, ProcedureCode
from tests.factories.institutions import make_institution, make_registration
from tests.factories.procedures import FILED_ON, bearer_of, example_answers, fill, make_draft, make_filed, make_manager
from tests.registry.services.procedures.reviewed import (
    DECIDED_ON,
    NEXT_YEAR,
    approve,
    approved,
    checked,
    current,
    make_desk_chief,
    registered,
    reviewed,
    taken,
)


@pytest.fixture
def chief(app: Flask) -> Account:
    return make_desk_chief()


def test_an_approval_registers_the_institution_until_the_day_given(chief: Account) -> None:
    registration = registered(approved(ProcedureCode.PUBLIC_UNIT, chief))

    assert (registration.role, registration.state) == (InstitutionRole.BENEFICIARY_UNIT, RegistrationState.CURRENT)
    assert (registration.valid_from, registration.valid_to) == (DECIDED_ON, NEXT_YEAR)
    assert registration.institution.name == "Municipalidad Distrital de Ñuñoa"
    assert registration.resolution.startswith("Resolución 000002-2026-EML")


def test_the_sites_are_entered_with_their_vacancies_open(chief: Account) -> None:
    decided = approved(ProcedureCode.PUBLIC_UNIT, chief)

    with reading() as session:
        (unit,) = session.scalars(select(BeneficiaryUnit).options(selectinload(BeneficiaryUnit.vacancies)))
        shifts = [shift.shift for vacancy in unit.vacancies for shift in vacancy.shifts]
    assert (unit.name, unit.office_id, unit.institution_id) == (
        "Parque central",
        chief.office_id,
        decided.case.institution_id,
    )
    assert [(one.state, one.total_places, one.supervisor) for one in unit.vacancies] == [
        (VacancyState.OPEN, 2, "Julia Apaza")
    ]
    assert shifts == [10, 11]


def test_a_site_without_a_point_stands_at_the_capital_of_its_district(chief: Account) -> None:
    sites = example_answers()["sites"]
    sites["sites"][0] |= {"latitude": None, "longitude": None}

    approve(reviewed(make_filed(answers={"sites": sites}), chief), chief)

    with reading() as session:
        assert -16 < session.scalars(select(BeneficiaryUnit.latitude)).one() < -15


def test_an_institution_that_is_known_is_corrected(chief: Account) -> None:
    known = make_institution(name="Nombre antiguo")
    decided = approve(reviewed(make_filed(answers={"ruc": {"ruc": known.ruc}}), chief), chief)

    assert decided.case.institution_id == known.id
    assert registered(decided).institution.name == "Municipalidad Distrital de Ñuñoa"


def test_what_was_registered_meanwhile_is_not_registered_again(chief: Account) -> None:
    known = make_institution()
    case = reviewed(make_filed(answers={"ruc": {"ruc": known.ruc}}), chief)
    make_registration(institution=known, valid_from=FILED_ON, valid_to=NEXT_YEAR)

    with pytest.raises(WrongState, match="approval_collides"):
        approve(case, chief)
    assert current(case).state is CaseState.UNDER_REVIEW


def test_a_registration_that_expired_begins_anew(chief: Account) -> None:
    known = make_institution()
    case = reviewed(make_filed(answers={"ruc": {"ruc": known.ruc}}), chief)
    expired = make_registration(institution=known, valid_from=date(2024, 1, 1), valid_to=date(2025, 12, 31))

    decided = approve(case, chief)

    registration = registered(decided)
    assert (registration.id, registration.valid_from) == (expired.id, DECIDED_ON)


def test_a_granted_reconsideration_opens_the_denied_file_again(chief: Account) -> None:
    case = taken(make_filed(), chief)
    denied = deciding.deny(case.id, words="No.", version=case.version, officer=chief, on=DECIDED_ON)
    contest = make_draft(ProcedureCode.RECONSIDERATION, by=bearer_of(case), on=DECIDED_ON, about_id=case.id)
    fill(contest, by=bearer_of(contest))
    filing.submit(contest.id, by=bearer_of(contest), on=DECIDED_ON)

    decided = approve(reviewed(contest, chief, DECIDED_ON), chief, None)

    assert decided.case.state is CaseState.APPROVED
    assert current(case).state is CaseState.UNDER_REVIEW
    with reading() as session:
        assert session.get_one(Document, denied.resolution.id).state is DocumentState.REPLACED
    assert approve(checked(case, chief), chief).case.state is CaseState.APPROVED


def test_a_renewal_prolongs_from_the_old_last_day(chief: Account) -> None:
    registration = make_registration(valid_from=date(2025, 6, 20), valid_to=date(2026, 6, 20))
    by = make_manager(registration.institution)
    case = make_filed(ProcedureCode.UNIT_RENEWAL, by=Applicant(account=by), registration_id=registration.id)
    approve(reviewed(case, chief), chief)

    with reading() as session:
        renewed = session.get_one(Registration, registration.id)
    assert (renewed.valid_from, renewed.valid_to) == (date(2025, 6, 20), NEXT_YEAR)


def test_a_withdrawal_ends_the_registration_the_day_before_the_one_asked_for(chief: Account) -> None:
    registration = make_registration(valid_from=date(2025, 6, 20), valid_to=date(2027, 6, 20))
    by = make_manager(registration.institution)
    case = make_filed(ProcedureCode.REGISTRATION_WITHDRAWAL, by=Applicant(account=by), registration_id=registration.id)
    approve(reviewed(case, chief), chief, None)

    with reading() as session:
        ended = session.get_one(Registration, registration.id)
    assert (ended.state, ended.valid_to) == (RegistrationState.CURRENT, date(2026, 12, 30))


def test_a_company_is_registered_with_its_own_account(chief: Account) -> None:
    decided = approved(ProcedureCode.COMPANY, chief)

    assert registered(decided).role is InstitutionRole.COMPANY
    assert decided.invited is not None
    assert decided.invited.account.role is Role.COMPANY_MANAGER


def test_a_social_help_institution_enters_the_directory(chief: Account) -> None:
    decided = approved(ProcedureCode.SOCIAL_HELP, chief)

    with reading() as session:
        service = session.scalars(select(SocialService)).one()
    assert (service.institution_id, service.districts) == (decided.case.institution_id, ["211101"])


def test_a_religious_group_s_agents_are_granted_their_credentials(chief: Account) -> None:
    decided = approved(ProcedureCode.RELIGIOUS_GROUP, chief)

    with reading() as session:
        credential = session.scalars(select(Credential).options(joinedload(Credential.agent))).one()
    assert (credential.agent.institution_id, credential.agent.full_name) == (decided.case.institution_id, "Marta Ccori")
    assert (credential.prison, credential.valid_from, credential.valid_to) == ("EP67", DECIDED_ON, NEXT_YEAR)
