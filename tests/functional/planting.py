"""One office's world for the matrix: one of everything that an address can name, made by its keeper."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from sqlalchemy import func, select

from registry.extensions.actor import acting
from registry.extensions.clock import now, today
from registry.extensions.database import reading
from registry.models import AuditEntry, Document, Institution, Instruction, Office, Placement
from registry.services.accounts import tokens
from registry.services.accounts.accounts import Account, actor_of
from registry.services.accounts.incidents import IncidentDetails, record_incident
from registry.services.accounts.policy import Owner
from registry.services.accounts.sessions import Browser as BrowserFacts
from registry.services.accounts.sessions import open_session
from registry.services.attendance.photos import keep_photo
from registry.services.documents.attachments import Subject, attach, list_attachments
from registry.services.documents.uploads import accept
from registry.services.people.details import PreferenceDetails
from registry.services.people.preferences import record_preference
from registry.services.people.rights import RequestDetails, receive
from registry.services.placements import placements
from registry.services.placements.notifying import notify
from registry.services.procedures.decision.deciding import deny
from registry.services.rounds import instructions
from registry.vocabulary.accounts import Role
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.institutions import InstitutionRole, Task
from registry.vocabulary.people import Stance
from registry.vocabulary.privacy import RightKind
from registry.vocabulary.shifts import Shift
from tests.factories.accounts import make_account, make_office
from tests.factories.agreements import make_signed_agreement
from tests.factories.breaches import plant_alert
from tests.factories.institutions import make_institution, make_registration, make_unit, make_vacancy
from tests.factories.people import make_person, make_sentence
from tests.factories.procedures import example_answers, make_filed
from tests.factories.rounds import make_round, proposals_of
from tests.factories.social_help import make_service
from tests.files import plain_pdf
from tests.functional.applications import plant_application
from tests.functional.inmates import plant_inmate
from tests.functional.religious import PRISONS, plant_group
from tests.functional.work_activities import plant_activity
from tests.registry.services.procedures.reviewed import current, taken

MONTH = date(2026, 9, 1)
HOURS = [(Shift.SATURDAY_AM, 480, 780), (Shift.SATURDAY_PM, 840, 1140)]
_tasks = cycle(Task)


@dataclass(frozen=True)
class Planted:
    """One office's world: the keys of its things, by the name that routes give them, and whose they are."""

    keys: dict[str, Any]
    owner: Owner
    office_id: int


def plant(region: str, ubigeo: str) -> Planted:
    """An office with one of everything that an address can name, made by its keeper."""
    office = make_office(region=region, address="Jr. Lima 100", phone="051 321456")
    keeper = make_account(Role.CHIEF, office_id=office.id, email=f"jefatura{office.id}@reinserta.example")
    with acting(actor_of(keeper)):
        return _plant(office, ubigeo, keeper)


def _plant(office: Office, ubigeo: str, keeper: Account) -> Planted:
    institution = make_institution(officer=keeper, ubigeo=ubigeo)
    registration = make_registration(institution, officer=keeper)
    unit = make_unit(officer=keeper, institution=institution)
    vacancy = make_vacancy(officer=keeper, unit=unit)
    paper = Subject(institution_id=institution.id), AttachmentKind.OTHER, accept("acta.pdf", plain_pdf())
    keys = {
        "office_id": office.id,
        "institution_id": institution.id,
        "registration_id": registration.id,
        "unit_id": unit.id,
        "vacancy_id": vacancy.id,
        "attachment_id": attach(*paper, officer=keeper).id,
        "service_id": _help(institution, keeper),
        **_agreement(institution, keeper),
        **plant_group(institution, keeper, office.region),
        "prison": PRISONS[office.region],
        **plant_inmate(PRISONS[office.region]),
        **plant_application(PRISONS[office.region]),
        **plant_activity(institution, keeper, PRISONS[office.region]),
        **_case(keeper, vacancy.id),
        **_traces(keeper),
        **plant_file(ubigeo, keeper),
    }
    keys["session"] = _next_session(keys["placement_id"])
    keys["photo_id"] = keep_photo(unit.id, MONTH, accept("planilla.pdf", plain_pdf(2)), officer=keeper).id
    owner = Owner(office.id, office.region, institution.id, unit.id, PRISONS[office.region], ubigeo)
    return Planted(keys, owner, office.id)


def plant_file(ubigeo: str, keeper: Account) -> dict[str, Any]:
    """A file of the office's territory that was denied on paper, with its paper and its resolution."""
    answers = example_answers()
    given = {
        "institution": {**answers["institution"], "ubigeo": ubigeo},
        "contact": {**answers["contact"], "consents": False},
        "sites": {"sites": [{**answers["sites"]["sites"][0], "ubigeo": ubigeo}]},
    }
    case = taken(make_filed(answers=given, on=today()), keeper, today())
    denied = deny(case.id, words="No cumple", version=current(case).version, officer=keeper, on=today())
    assert denied.notice is not None
    paper = list_attachments(Subject(case_file_id=case.id), officer=keeper)[0]
    letter = denied.resolution.id
    return {"case_file_id": case.id, "paper_id": paper.id, "letter_id": letter, "notice_id": denied.notice.id}


def _case(keeper: Account, vacancy_id: int) -> dict[str, Any]:
    """A person from the court's paper to the letters and an alert, and what they asked of their own data."""
    person = make_person(officer=keeper)
    sentence = make_sentence(officer=keeper, person=person)
    round_ = make_round(officer=keeper)
    proposal = proposals_of(round_, officer=keeper)[0]
    instructions.exclude(proposal.id, vacancy_id, reason="Vive allí", officer=keeper)
    asked = RequestDetails(RightKind.ACCESS, today(), "Pide copia")
    return {
        "person_id": person.id,
        "sentence_id": sentence.id,
        "preference_id": preference_of(person.id, keeper),
        "round_id": round_.public_id,
        "proposal_id": proposal.id,
        "instruction_id": _newest(Instruction.id),
        "placement_id": _placement(keeper, vacancy_id).id,
        "document_id": _newest(Document.id),
        "request_id": receive(person.id, asked, officer=keeper).id,
        "alert_id": plant_alert(officer=keeper).id,
    }


def _help(institution: Institution, keeper: Account) -> int:
    """What the institution offers beside its unit."""
    make_registration(institution, officer=keeper, role=InstitutionRole.SOCIAL_HELP)
    return make_service(institution).id


def _agreement(institution: Institution, keeper: Account) -> dict[str, int]:
    """What the institution and the office agreed on."""
    agreement = make_signed_agreement(chief=keeper, institution=institution)
    return {"agreement_id": agreement.id, "obligation_id": agreement.obligations[0].id}


def _traces(keeper: Account) -> dict[str, Any]:
    """What is kept of accounts and of what they did."""
    return {
        "account_id": keeper.id,
        "token_id": _token_of(keeper),
        "session_id": _session_of(keeper),
        "number": _newest(AuditEntry.number, AuditEntry.office_id == keeper.office_id),
        "incident_id": _incident(),
    }


def preference_of(person_id: int, officer: Account) -> int:
    """Something that the person said, anew each time: some routes forget it."""
    said = PreferenceDetails(Stance.PREFERENCE, task=next(_tasks))
    return record_preference(person_id, said, officer=officer).id


def _placement(officer: Account, vacancy_id: int) -> Placement:
    """Somebody serving whose letters are out, so that no request of the matrix can send them again."""
    start = placements.Start(make_sentence(officer=officer).id, vacancy_id, HOURS, today())
    placement = placements.begin(start, officer=officer)
    return notify(placement.id, officer=officer, on=today())[0]


def _next_session(placement_id: int) -> str:
    """A session of a placement that serves on Saturdays, as addresses name it."""
    saturday = today() + timedelta(days=(5 - today().weekday()) % 7)
    return f"{placement_id}-{saturday:%Y%m%d}-{int(Shift.SATURDAY_AM)}"


def _newest(column: Any, *conditions: Any) -> int:
    with reading() as session:
        return int(session.scalar(select(func.max(column)).where(*conditions)) or 0)


def _incident() -> int:
    details = IncidentDetails("Equipo perdido", now(), "Se perdió", "Personas", 3, "Se cambió la clave")
    return record_incident(details, officer=make_account(Role.ADMINISTRATOR)).id


def _token_of(officer: Account) -> int:
    tokens.issue_token(officer.username, at=now())
    return tokens.list_tokens(officer)[0].id


def _session_of(officer: Account) -> int:
    return open_session(officer, browser=BrowserFacts(device="Otro equipo"), at=now()).session.id
