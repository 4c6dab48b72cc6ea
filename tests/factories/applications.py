"""Applicants to work in a prison: somebody held there, a published vacancy, and those who evaluate."""

from datetime import date
from itertools import count
from typing import Any

from registry.extensions.database import transaction
from registry.models import Account, Inmate, ProductiveActivity, WorkApplication, Workshop, WorkVacancy
from registry.services.accounts.scopes import Scope
from registry.services.prison_work import applications, evaluations, inductions
from registry.services.prison_work.application_details import ApplicationDetails
from registry.services.prison_work.inductions import InductionDetails
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.people import DocumentKind, EducationLevel, Skill
from registry.vocabulary.prison_work import (
    ActivityState,
    LegalSituation,
    Modality,
    PayBasis,
    Regime,
    Sex,
    Stage,
    Verdict,
    WorkVacancyState,
)
from tests.factories.accounts import make_account
from tests.factories.religious import JULIACA

FILED_ON = date(2026, 9, 7)
INDUCTED_ON = date(2026, 9, 9)
EVALUATORS = (Role.EVALUATOR_HEALTH, Role.EVALUATOR_PSYCHOLOGY, Role.EVALUATOR_SOCIAL, Role.EVALUATOR_WORK)
_numbers = count(70_000_000)


def make_staff(role: Role, *prisons: str) -> Account:
    """Somebody who works in prisons."""
    scopes = tuple(Scope(ScopeKind.PRISON, code) for code in prisons or (JULIACA,))
    return make_account(role, scopes=scopes)


def make_work_officer(*prisons: str) -> Account:
    """Whoever keeps the productive work of prisons."""
    return make_staff(Role.PRISON_WORK_OFFICER, *prisons)


def make_applicant(**overrides: Any) -> Inmate:
    """Somebody sentenced, of the ordinary regime in Juliaca, whose reserved facts are known."""
    given: dict[str, Any] = {
        "prison": JULIACA,
        "document_kind": DocumentKind.DNI,
        "document_number": str(next(_numbers)),
        "given_names": "Julia",
        "first_surname": "Mamani",
        "second_surname": "Quispe",
        "search_text": "mamani quispe julia",
        "sex": Sex.FEMALE,
        "birth_date": date(1990, 5, 4),
        "situation": LegalSituation.SENTENCED,
        "regime": Regime.ORDINARY,
        "stage": Stage.MEDIUM,
        "held_since": date(2024, 3, 1),
        "education": EducationLevel.SECONDARY,
        "offences": ["189"],
        "unable": ["heights"],
    }
    with transaction() as session:
        inmate = Inmate(**(given | overrides))
        session.add(inmate)
        return inmate


def make_offered(*, prison: str = JULIACA, **overrides: Any) -> WorkVacancy:
    """A published vacancy of a published activity."""
    number = next(_numbers)
    activity: dict[str, Any] = {
        "prison": prison,
        "title": f"Confección {number}",
        "product": "Polos",
        "modality": Modality.WORKSHOP,
        "state": ActivityState.PUBLISHED,
        "pay_basis": PayBasis.MONTH,
        "pay_cents": 113_000,
        "full_month_minutes": 9_600,
        "starts_on": date(2026, 10, 1),
        "ends_on": date(2027, 9, 30),
    }
    vacancy: dict[str, Any] = {"shifts": 1, "places": 5, "contract_days": 180, "published_on": date(2026, 9, 1)}
    with transaction() as session:
        workshop = Workshop(prison=prison, name=f"Taller {number}")
        offered = WorkVacancy(
            activity=ProductiveActivity(**activity, workshop=workshop),
            trade=next(iter(Skill)),
            **({"state": WorkVacancyState.PUBLISHED} | vacancy | overrides),
        )
        session.add(offered)
        return offered


def make_application(*, officer: Account | None = None, inmate: Inmate | None = None, **told: Any) -> WorkApplication:
    """An application that waits for its evaluations."""
    inmate = inmate or make_applicant()
    vacancy = make_offered(prison=inmate.prison)
    details = ApplicationDetails((vacancy.id,), **{"filed_on": FILED_ON, **told})
    return applications.file(inmate.id, details, officer=officer or make_work_officer(inmate.prison))[0]


def approve_by(application: WorkApplication, *roles: Role, verdict: Verdict = Verdict.APPROVED) -> None:
    """Let an evaluator of each profession say the same."""
    for role in roles or EVALUATORS:
        officer = make_staff(role, application.prison)
        evaluations.evaluate(application.id, verdict, "Conforme", officer=officer, on=FILED_ON)


def induct(*inmates: Inmate, officer: Account | None = None) -> None:
    """Give inmates of one prison their induction."""
    prison = inmates[0].prison
    documents = tuple(inmate.document_number for inmate in inmates)
    details = InductionDetails(prison, INDUCTED_ON, 4.0, "Carlos Huanca", documents)
    inductions.register(details, officer=officer or make_work_officer(prison), on=INDUCTED_ON)
