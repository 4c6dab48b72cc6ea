"""What lists and searches look at, taken from the answers and from what a file is about."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.extensions.clock import now
from registry.models import CaseFile, Institution
from registry.services.accounts.policy import Act, Owner, is_allowed, reach_of
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.applying.admission import Origin
from registry.services.procedures.territory import office_for
from registry.vocabulary.spelling import fold

SEARCHED = 280
INHERITED = ("institution_id", "registration_id", "office_id", "ruc", "applicant", "ubigeo", "email", "consented_at")


def fill_from_origin(session: Session, case: CaseFile, origin: Origin) -> None:
    """Whose a new file is, where it is about a registration or a decision."""
    if origin.registration is not None:
        institution = origin.registration.institution
        case.registration_id, case.institution_id = origin.registration.id, institution.id
        case.ruc, case.applicant, case.ubigeo = institution.ruc, institution.name, institution.ubigeo
        case.office_id = office_for(session, case.ubigeo)
    if origin.about is not None:
        case.about_id = origin.about.id
        for column in INHERITED:
            setattr(case, column, getattr(origin.about, column))
    case.search_text = _search_text(case)


def fill_from_answers(session: Session, case: CaseFile, by: Applicant) -> None:
    """What the answers say of whose a file is, where it stands and how its applicant is told."""
    answers: Mapping[str, Any] = case.answers
    if "ruc" in answers:
        case.ruc = str(answers["ruc"].get("ruc", ""))[:11]
        case.institution_id = _own_institution(session, case.ruc, by)
    institution: Mapping[str, Any] = answers.get("institution", {})
    if institution:
        case.applicant = str(institution.get("name", ""))[:200]
        case.ubigeo = str(institution.get("ubigeo", ""))[:6]
    if institution or "sites" in answers:
        case.office_id = office_for(session, _first_site(answers) or case.ubigeo)
    if "contact" in answers:
        _fill_contact(case, answers["contact"])
    case.search_text = _search_text(case)


def _fill_contact(case: CaseFile, contact: Mapping[str, Any]) -> None:
    """The address for notices, and since when it may be used (LPAG art. 20.4)."""
    email, consents = str(contact.get("email", ""))[:120], bool(contact.get("consents"))
    if not consents:
        case.consented_at = None
    elif case.consented_at is None or case.email != email:
        case.consented_at = now()
    case.email = email


def _first_site(answers: Mapping[str, Any]) -> str:
    sites = answers.get("sites", {}).get("sites", [])
    return str(sites[0].get("ubigeo", "")) if sites else ""


def _own_institution(session: Session, ruc: str, by: Applicant) -> int | None:
    """The institution with this RUC, where an account of its own files; else it is known from the approval on."""
    if by.account is None or not is_allowed(by.account, Act.FILE_PROCEDURES):
        return None
    found = session.scalar(select(Institution.id).where(Institution.ruc == ruc))
    is_own = found is not None and reach_of(by.account, Act.FILE_PROCEDURES).covers(Owner(institution_id=found))
    return found if is_own else None


def _search_text(case: CaseFile) -> str:
    return fold(case.shown_number, case.ruc, case.applicant)[:SEARCHED]
