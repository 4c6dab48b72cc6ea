"""Case files of institutions, as far along as a test needs them; filed by whoever has their code."""

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Any

from registry.extensions.database import transaction
from registry.models import Account, CaseFile, Institution
from registry.procedures.catalogue import get_procedure
from registry.services.accounts.scopes import Scope
from registry.services.documents.uploads import Upload, accept
from registry.services.procedures import transitions
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.applying import filing, papers
from registry.services.procedures.applying.tasks import WITH_FILES
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.institutions import InstitutionNature
from registry.vocabulary.procedures import CaseEventKind, Evidence, ProcedureCode
from tests.factories.accounts import make_account, make_chief
from tests.factories.institutions import ruc
from tests.files import photo, plain_pdf

#: A Monday in a week without holidays.
FILED_ON = date(2026, 6, 1)
_numbers = count(5_000)


def make_manager(institution: Institution, role: Role = Role.INSTITUTION_MANAGER) -> Account:
    """Somebody who answers for an institution."""
    return make_account(role, scopes=(Scope(ScopeKind.INSTITUTION, str(institution.id)),))


def make_draft(
    procedure: ProcedureCode = ProcedureCode.PUBLIC_UNIT,
    *,
    by: Applicant | None = None,
    on: date = FILED_ON,
    **about: int,
) -> CaseFile:
    """An empty draft."""
    return filing.open_draft(procedure, key=f"clave-{next(_numbers)}", by=by or Applicant(), on=on, **about)


def bearer_of(case: CaseFile) -> Applicant:
    """Whoever has the code of a file."""
    return Applicant(case_file_id=case.id)


def make_ready(
    procedure: ProcedureCode = ProcedureCode.PUBLIC_UNIT,
    *,
    by: Applicant | None = None,
    on: date = FILED_ON,
    answers: Mapping[str, Mapping[str, Any]] | None = None,
    **about: int,
) -> CaseFile:
    """A draft that lacks nothing; *answers* take the place of some steps'."""
    case = make_draft(procedure, by=by, on=on, **about)
    return fill(case, by=by or bearer_of(case), answers=answers)


def fill(case: CaseFile, *, by: Applicant, answers: Mapping[str, Mapping[str, Any]] | None = None) -> CaseFile:
    """Answer every step of a draft, and bring every paper that it asks for."""
    found = get_procedure(case.procedure)
    given = {**example_answers(found.nature or InstitutionNature.PUBLIC), **(answers or {})}
    for requirement in found.requirements:
        if requirement.evidence in WITH_FILES and not requirement.is_optional:
            papers.attach(case.id, requirement.code, paper(requirement.evidence), by=by)
    for step in found.steps:
        case = filing.complete_step(case.id, step.code, given[step.code], by=by)
    return case


def make_filed(
    procedure: ProcedureCode = ProcedureCode.PUBLIC_UNIT,
    *,
    by: Applicant | None = None,
    on: date = FILED_ON,
    answers: Mapping[str, Mapping[str, Any]] | None = None,
    **about: int,
) -> CaseFile:
    """A file that waits for an officer."""
    case = make_ready(procedure, by=by, on=on, answers=answers, **about)
    return filing.submit(case.id, by=by or bearer_of(case), on=on)


def happen(
    case: CaseFile, kind: CaseEventKind, *, on: date, officer: Account | None = None, words: str = ""
) -> CaseFile:
    """Bring an event about as an officer would."""
    with transaction() as session:
        held = session.get_one(CaseFile, case.id, with_for_update=True)
        told = transitions.Told(words=words)
        transitions.apply(session, held, kind, on=on, actor=officer or make_chief(), told=told)
        return held


def make_observed(*, on: date = FILED_ON, observed_on: date | None = None, officer: Account | None = None) -> CaseFile:
    """A file that an officer took and observed, naming no requirement."""
    officer, case = officer or make_chief(), make_filed(on=on)
    happen(case, CaseEventKind.ASSIGNED, on=on, officer=officer)
    return happen(case, CaseEventKind.OBSERVED, on=observed_on or on, officer=officer, words="Falta la dirección.")


def paper(evidence: Evidence = Evidence.DOCUMENT, pages: int = 1) -> Upload:
    """A file as `uploads.accept` takes it."""
    is_photo = evidence is Evidence.PHOTO
    return accept("sede.jpg" if is_photo else "acta.pdf", photo() if is_photo else plain_pdf(pages))


def example_answers(nature: InstitutionNature = InstitutionNature.PUBLIC) -> dict[str, dict[str, Any]]:
    """Answers to every step of the catalogue, by step; a RUC of nobody's each time."""
    return {
        "ruc": {"ruc": ruc(next(_numbers))},
        **_whose(nature),
        "sites": {"sites": [_site()]},
        "vacancies": {"vacancies": [_vacancy()]},
        **_religious(),
        **_productive(),
        "help": {"services": [_service()]},
        "changes": {"changes": "Ninguno"},
        "withdrawal": {"reason": "Cierra el local", "effective_on": "2026-12-31"},
        "grounds": {"grounds": "Hay una nueva prueba"},
        "documents": {},
        "declaration": {"is_true": True},
    }


def _whose(nature: InstitutionNature) -> dict[str, dict[str, Any]]:
    return {
        "institution": {
            "name": "Municipalidad Distrital de Ñuñoa",
            "nature": nature.value,
            "social_purpose": "",
            "address": "Plaza de Armas s/n",
            "ubigeo": "211101",
            "representative": "Elmer Choque",
            "representative_post": "Alcalde",
        },
        "contact": {
            "contact_name": "Rosa Quispe",
            "contact_post": "Secretaria general",
            "email": "mesa@nunoa.example",
            "phone": "951000111",
            "consents": True,
        },
    }


def _religious() -> dict[str, dict[str, Any]]:
    agent = {"full_name": "Marta Ccori", "document_number": "40112233", "post": "Agente", "prisons": ["EP67"]}
    return {
        "religious": {"register_number": "", "statutes_entry": "P-11020304", "activities": ["worship"]},
        "prisons": {"prisons": ["EP67"]},
        "agents": {"agents": [agent]},
    }


def _productive() -> dict[str, dict[str, Any]]:
    return {
        "company": {"business_line": "Confección textil", "is_natural_person": False, "workers_now": 12},
        "integrity": {"no_conviction": True, "no_debts": True, "knows_clause": True},
        "activity": {
            "title": "Taller de confección",
            "product": "Chompas",
            "prison": "EP67",
            "area_m2": 80,
            "modality": "services",
            "starts_on": "2026-09-01",
            "months": 12,
        },
        "work_plan": {
            "workers": 20,
            "training_hours": 40,
            "instructors": "Dos",
            "logistics": "Ingreso de tela los lunes",
            "pay": "Por prenda",
            "utilities": "Los paga la empresa",
        },
    }


def _site() -> dict[str, Any]:
    return {
        "name": "Parque central",
        "kind": "municipality",
        "address": "Jr. Lima 100",
        "ubigeo": "211101",
        "latitude": -15.49,
        "longitude": -70.12,
        "has_student_contact": False,
        "supervisor": "Julia Apaza",
        "supervisor_post": "Jefa de parques",
        "phone": "951000222",
        "email": "parques@nunoa.example",
    }


def _vacancy() -> dict[str, Any]:
    return {
        "site": 0,
        "task": "green_areas",
        "duties": "Regar y podar",
        "skills": [],
        "demands": [],
        "minimum_age": 18,
        "total_places": 2,
        "supervisor": "Julia Apaza",
        "shifts": [
            {"shift": 10, "start_minute": 480, "end_minute": 780, "places": 2},
            {"shift": 11, "start_minute": 840, "end_minute": 1140, "places": 2},
        ],
    }


def _service() -> dict[str, Any]:
    return {
        "kind": "legal",
        "description": "Orientación los martes",
        "audiences": ["releasees"],
        "districts": ["211101"],
        "how_to_ask": "En el local",
        "phone": "951000333",
    }
