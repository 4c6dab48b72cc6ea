"""Inmates, those who keep their files, and rows of sheets."""

from datetime import date
from itertools import count
from typing import Any

from registry.extensions.database import transaction
from registry.models import Account, Inmate, Pavilion
from registry.services.accounts.scopes import Scope
from registry.services.prison_work.inmate_details import Admission, InmateDetails, ReservedDetails
from registry.services.prison_work.inmates import register_inmate
from registry.vocabulary.accounts import Role, ScopeKind
from registry.vocabulary.people import DocumentKind, EducationLevel, Skill
from registry.vocabulary.prison_work import LegalSituation, Sex, Stage
from tests.factories.accounts import make_account
from tests.factories.religious import JULIACA

TODAY = date(2026, 3, 2)
_numbers = count(20_000_000)


def make_keeper(*prisons: str, role: Role = Role.PRISON_WORK_OFFICER) -> Account:
    """An officer of the work in prisons."""
    scopes = tuple(Scope(ScopeKind.PRISON, code) for code in prisons or (JULIACA,))
    return make_account(role, scopes=scopes)


def make_inmate(
    *, officer: Account, prison: str = JULIACA, stage: Stage = Stage.MEDIUM, reserved: Any = None, **overrides: Any
) -> Inmate:
    """Somebody sentenced, in prison for the first time."""
    admission = Admission(prison, stage)
    details = inmate_details(**overrides)
    return register_inmate(details, admission, officer=officer, reserved=reserved, on=TODAY).inmate


def reserved_details(*offences: str, **overrides: Any) -> ReservedDetails:
    """An offence that closes nothing."""
    return ReservedDetails(offences=offences or ("186",), **overrides)


def inmate_details(**overrides: Any) -> InmateDetails:
    given: dict[str, Any] = {
        "document_kind": DocumentKind.DNI,
        "document_number": str(next(_numbers)),
        "given_names": "Rosa",
        "first_surname": "Quispe",
        "second_surname": "Mamani",
        "birth_date": date(1991, 3, 14),
        "sex": Sex.FEMALE,
        "situation": LegalSituation.SENTENCED,
        "held_since": date(2025, 6, 1),
        "sentence_ends_on": date(2030, 6, 1),
        "education": EducationLevel.SECONDARY,
        "skills": (Skill.SEWING,),
        "is_first_timer": True,
    }
    return InmateDetails(**(given | overrides))


def make_pavilion_of(prison: str = JULIACA, name: str = "Pabellón 2", **overrides: Any) -> Pavilion:
    """A pavilion of a prison."""
    with transaction() as session:
        pavilion = Pavilion(prison=prison, name=name, **overrides)
        session.add(pavilion)
    return pavilion


def inmate_cells(**overrides: str) -> dict[str, str]:
    """Cells of a row by field, as a person types them; an override of "" empties a cell."""
    given = {
        "prison": JULIACA,
        "document_kind": "DNI",
        "document_number": str(next(_numbers)),
        "given_names": "Julio",
        "first_surname": "Condori",
        "birth_date": "14/03/1991",
        "sex": "Varón",
        "situation": "Sentenciado",
        "held_since": "01/06/2025",
        "stage": "Cerrado ordinario, mediana seguridad",
        "education": "Secundaria completa",
        "is_first_timer": "sí",
        "offences": "186",
    }
    return {field: cell for field, cell in (given | overrides).items() if cell}
