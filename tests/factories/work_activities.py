"""Workshops of a prison, companies with their agreement, and the activities and vacancies that they propose."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from registry.models import Account, Institution, ProductiveActivity, Workshop, WorkVacancy
from registry.services.accounts.scopes import Scope
from registry.services.prison_work import activities, publishing, vacancies, workshops
from registry.services.prison_work.activity_details import ActivityDetails, WorkVacancyDetails
from registry.services.prison_work.workshop_details import RoomDetails, WorkshopDetails
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.agreements import AgreementKind
from registry.vocabulary.people import Skill
from registry.vocabulary.prison_work import Modality, PayBasis
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_account
from tests.factories.agreements import make_signatory, make_signed_agreement
from tests.factories.institutions import make_institution
from tests.factories.religious import JULIACA, make_director

PROPOSED_ON = date(2026, 10, 1)
WORKDAYS = tuple(shift for shift in Shift if shift < Shift.SATURDAY_AM)
_numbers = count(1)


class Company:
    """A company with a signed agreement of two years, and whoever answers for it."""

    def __init__(self, **agreement: Any) -> None:
        chief = make_signatory()
        given = {"kind": AgreementKind.PRODUCTIVE_WORK, "starts_on": date(2026, 9, 1), "ends_on": date(2028, 8, 31)}
        self.institution: Institution = make_institution(officer=chief, name="Confecciones del Sur S.A.C.")
        self.agreement = make_signed_agreement(chief=chief, institution=self.institution, **(given | agreement))
        scopes = (Scope(ScopeKind.INSTITUTION, str(self.institution.id)),)
        self.manager: Account = make_account(Role.COMPANY_MANAGER, scopes=scopes)


def make_work_officer(*prisons: str) -> Account:
    """Whoever keeps the productive work of prisons."""
    scopes = tuple(Scope(ScopeKind.PRISON, code) for code in prisons or (JULIACA,))
    return make_account(Role.PRISON_WORK_OFFICER, scopes=scopes)


def workshop_details(**overrides: Any) -> WorkshopDetails:
    """A workshop for ten in each half day from Monday to Friday."""
    rooms = tuple(RoomDetails(shift, 10) for shift in WORKDAYS)
    return replace(WorkshopDetails(JULIACA, f"Taller {next(_numbers)}", rooms, 80.0), **overrides)


def make_workshop(*, officer: Account | None = None, **overrides: Any) -> Workshop:
    details = workshop_details(**overrides)
    return workshops.open_workshop(details, officer=officer or make_work_officer(details.prison))


def activity_details(workshop: Workshop, **overrides: Any) -> ActivityDetails:
    """Sewing for four to eight people, paid by the month."""
    given = ActivityDetails(
        workshop_id=workshop.id,
        title=f"Confección {next(_numbers)}",
        product="Polos de algodón",
        modality=Modality.WORKSHOP,
        starts_on=date(2026, 10, 15),
        ends_on=date(2027, 10, 14),
        pay_basis=PayBasis.MONTH,
        pay_cents=113_000,
        minimum_crew=4,
        maximum_crew=8,
        training_hours=40.0,
    )
    return replace(given, **overrides)


def vacancy_details(**overrides: Any) -> WorkVacancyDetails:
    """Six posts in the mornings from Monday to Friday."""
    mornings = tuple(shift for shift in WORKDAYS if shift.is_morning)
    return replace(WorkVacancyDetails(Skill.SEWING, "Coser polos en recta", 6, mornings, 180), **overrides)


def make_activity(
    *, company: Company | None = None, workshop: Workshop | None = None, places: int = 6, **overrides: Any
) -> ProductiveActivity:
    """A company's activity with a vacancy, which nobody reviews yet."""
    company = company or Company()
    details = activity_details(workshop or make_workshop(), agreement_id=company.agreement.id, **overrides)
    activity = activities.draft(details, officer=company.manager, on=PROPOSED_ON)
    vacancies.add(activity.id, vacancy_details(places=places), officer=company.manager)
    return activity


def make_proposed(*, company: Company | None = None, **overrides: Any) -> ProductiveActivity:
    """An activity that waits for the prison's review."""
    company = company or Company()
    activity = make_activity(company=company, **overrides)
    return publishing.propose(activity.id, version=activity.version, officer=company.manager, on=PROPOSED_ON)


def make_published(*, company: Company | None = None, **overrides: Any) -> ProductiveActivity:
    """An activity that was published inside the prison, with its vacancy."""
    activity = make_proposed(company=company, **overrides)
    director = make_director(activity.prison)
    return publishing.publish(activity.id, version=activity.version, officer=director, on=PROPOSED_ON)


def vacancy_of(activity: ProductiveActivity, *, officer: Account) -> WorkVacancy:
    """The first vacancy of an activity."""
    return vacancies.get_vacancy(min(one.id for one in activity.vacancies), officer=officer)
