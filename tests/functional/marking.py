"""Marks in every sensitive column of a registry where everything has happened once, and where its routes lead."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any
from uuid import UUID

from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy.orm import undefer_group

from registry.extensions.clock import now
from registry.extensions.columns import RESERVED
from registry.extensions.database import transaction
from registry.models import CaseFile, CourtOrder, Person, PlacementEvent, Sentence, Upload, UploadPiece
from registry.services.accounts.accounts import Account
from registry.services.accounts.incidents import IncidentDetails, record_incident
from registry.services.documents.attachments import Subject, attach
from registry.services.documents.uploads import accept
from registry.services.people.details import PreferenceDetails
from registry.services.people.preferences import record_preference
from registry.services.people.rights import Answer, RequestDetails, answer, receive
from registry.services.placements.notifying import notify
from registry.services.rounds.decisions import confirm, leave_unplaced, move
from registry.services.rounds.instructions import pin
from registry.vocabulary.accounts import Role
from registry.vocabulary.documents import AttachmentKind
from registry.vocabulary.institutions import InstitutionRole, Task
from registry.vocabulary.people import CourtOrderKind, Stance
from registry.vocabulary.privacy import RequestState, RightKind
from tests.factories.accounts import make_account, make_chief, make_office, make_officer
from tests.factories.agreements import make_signed_agreement
from tests.factories.institutions import make_institution, make_registration, make_unit, make_vacancy
from tests.factories.people import TODAY, make_order, make_person, make_sentence
from tests.factories.rounds import make_round, proposals_of
from tests.factories.social_help import make_service
from tests.files import plain_pdf
from tests.functional import prison_work
from tests.functional.planting import plant_file
from tests.functional.prison_work import tell_inside
from tests.functional.religious import plant_group
from tests.functional.serving import serve

#: What only the reserved pages of the competent office may show.
RESERVED_MARKS = {
    "sentence.offence": "XQOFFENCE71",
    "sentence.education_bar": "XQSTUDENTS72",
    "sentence.court_terms": "XQCOURT73",
    "sentence.exclusion_zones": "XQZONE74",
    "sentence.range_exception": "XQRANGE75",
    "court_order.remark": "XQORDER76",
    "person.unable": "XQUNABLE77",
    "person.health_remark": "XQHEALTH78",
    "attachment.content": "XQPAPER79",
}
#: What the office's own people wrote for each other.
OFFICE_MARKS = {
    "preference.remark": "XQWISH81",
    "decision.reason": "XQDECISION82",
    "instruction.reason": "XQINSTRUCTION83",
    "placement_event.reason": "XQEVENT84",
    "data_request.asked": "XQASKED85",
    "data_request.answer": "XQANSWER86",
}
#: What was written while somebody served: for the office, and of attendance for the unit.
SERVING_MARKS = {
    "individual_plan.remark": "XQPLAN61",
    "start_step.outcome": "XQSTEP62",
    "attendance_entry.remark": "XQENTRY63",
    "sheet_typing.cells": "XQSHEET64",
    "breach_alert.explanation": "XQEXPLAINED65",
    "breach_alert.reason": "XQWEIGHED66",
}
#: What those read who answer for the security of the data.
INCIDENT_MARKS = {"incident.story": "XQSTORY91", "incident.measures": "XQMEASURES92"}
#: Who a religious group sends: for the group, and for those who sign credentials.
AGENT_MARKS = {"pastoral_agent.full_name": "XQAGENT67", "pastoral_agent.document_number": "XQCARD68"}
#: What an institution filed: for those who see to it; of a file on its way, for nobody.
FILED_MARKS = {"case_file.answers": "XQFILED69", "upload_piece.content": "XQPIECE70"}
MARKS = RESERVED_MARKS | OFFICE_MARKS | SERVING_MARKS | INCIDENT_MARKS | AGENT_MARKS | FILED_MARKS
MARKS |= prison_work.MARKS

#: What addresses carry that is no key of a told thing.
FREE: dict[str, Any] = {
    "number": 1,
    "rank": 1,
    "token": "x" * 43,
    "step": "retirar",
    "procedure": "unidad-publica",
    "requirement": "appointment",
    "place": 1,
    "key": "clave-1",
    "procedure_code": "public_unit",
    "detail_name": "validity",
    "closed_day_id": 1,
}


@dataclass(frozen=True)
class Story:
    """One office's registry, and the keys that its routes take."""

    officer: Account
    #: Of people who were moved, left without a place and fixed.
    proposals: list[int]
    keys: dict[str, Any]


def tell_story() -> Story:
    """Let everything happen once in one office, with a mark in every sensitive column."""
    officer = make_officer(office_id=make_office(address="Jr. San Román 120", phone="051 321 114").id)
    keys = {"office_id": officer.office_id, "account_id": officer.id} | FREE | _offer(officer) | _refer(officer)
    keys |= _answer_for_data(keys["person_id"], officer) | _send(officer)
    keys |= tell_inside("EP67", make_chief(office_id=officer.office_id))
    _mark_people()
    round_ = make_round(officer=officer)
    moved, left, pinned, kept = proposals_of(round_, officer=officer)
    move(moved.id, keys["vacancy_id"], reason=MARKS["decision.reason"], officer=officer)
    leave_unplaced(left.id, reason=MARKS["decision.reason"], officer=officer)
    pin(pinned.id, pinned.vacancy_id, reason=MARKS["instruction.reason"], officer=officer)
    keys |= {"round_id": UUID(round_.public_id), "proposal_id": pinned.id} | _place(kept.id, officer)
    chief = make_chief(office_id=officer.office_id)
    keys |= plant_file("211101", chief) | _agree(chief)
    _mark_file(keys["case_file_id"])
    keys |= serve(keys["placement_id"], keys["unit_id"], SERVING_MARKS, officer=officer)
    return Story(officer, [moved.id, left.id, pinned.id], keys)


def _mark_file(case_file_id: int) -> None:
    """Mark what was answered, and a file of which a piece came."""
    piece = MARKS["upload_piece.content"].encode()
    with transaction() as session:
        case = session.get_one(CaseFile, case_file_id)
        contact = {**case.answers["contact"], "contact_name": MARKS["case_file.answers"]}
        case.answers = {**case.answers, "contact": contact}
        upload = Upload(
            case_file_id=case.id, requirement="appointment", key="marcada", file_name="a.pdf", size_bytes=99
        )
        session.add(upload)
        session.flush()
        session.add(UploadPiece(upload_id=upload.id, offset=0, size_bytes=len(piece), content=piece))


def _offer(officer: Account) -> dict[str, Any]:
    """A unit with two vacancies; what people are moved to is the second."""
    registration = make_registration(officer=officer)
    unit = make_unit(officer=officer, institution=registration.institution)
    make_registration(registration.institution, officer=officer, role=InstitutionRole.SOCIAL_HELP)
    _, other = (make_vacancy(officer=officer, unit=unit) for _ in range(2))
    return {
        "institution_id": registration.institution_id,
        "registration_id": registration.id,
        "unit_id": unit.id,
        "vacancy_id": other.id,
        "service_id": make_service(registration.institution).id,
    }


def _send(officer: Account) -> dict[str, Any]:
    """A religious group's agent with a card, and a visit."""
    chief = make_chief(office_id=officer.office_id)
    told = {name.partition(".")[2]: mark for name, mark in AGENT_MARKS.items()}
    return dict(plant_group(make_institution(officer=chief), chief, "altiplano", **told))


def _refer(officer: Account) -> dict[str, Any]:
    """Four people, each with a sentence, an order, a wish; and a court's paper of the first."""
    sentences = [make_sentence(officer=officer, person=make_person(officer=officer)) for _ in range(4)]
    for sentence in sentences:
        make_order(sentence, CourtOrderKind.JORNADAS_CHANGED, officer=officer, jornadas=30)
    wish = PreferenceDetails(Stance.PREFERENCE, task=Task.CLEANING, remark=MARKS["preference.remark"])
    preferences = [record_preference(one.person_id, wish, officer=officer) for one in sentences]
    paper = replace(accept("papel.pdf", plain_pdf()), content=plain_pdf() + b"%" + MARKS["attachment.content"].encode())
    first = sentences[0]
    attachment = attach(Subject(sentence_id=first.id), AttachmentKind.COURT_PAPER, paper, officer=officer)
    return {
        "person_id": first.person_id,
        "sentence_id": first.id,
        "preference_id": preferences[0].id,
        "attachment_id": attachment.id,
    }


def _answer_for_data(person_id: int, officer: Account) -> dict[str, Any]:
    """A request of the first person, answered; and an incident."""
    asked = RequestDetails(RightKind.ACCESS, TODAY, MARKS["data_request.asked"])
    request = receive(person_id, asked, officer=officer)
    answer(request.id, Answer(RequestState.GRANTED, MARKS["data_request.answer"]), version=1, officer=officer)
    told = {"story": MARKS["incident.story"], "measures": MARKS["incident.measures"]}
    details = IncidentDetails("Laptop extraviada", now(), concerned="nombres", affected_count=1, **told)
    incident = record_incident(details, officer=make_account(Role.ADMINISTRATOR))
    return {"request_id": request.id, "incident_id": incident.id}


def _agree(chief: Account) -> dict[str, Any]:
    """An agreement that both sides signed."""
    agreement = make_signed_agreement(chief=chief)
    return {"agreement_id": agreement.id, "obligation_id": agreement.obligations[0].id}


def _place(proposal_id: int, officer: Account) -> dict[str, Any]:
    """Confirm a proposal, announce it, and give every event a reason."""
    placement = confirm(proposal_id, officer=officer)
    _, letters = notify(placement.id, officer=officer, on=TODAY)
    with transaction() as session:
        for event in session.query(PlacementEvent):
            event.reason = MARKS["placement_event.reason"]
    return {"placement_id": placement.id, "document_id": letters[0].id, "code": letters[0].qr_token}


def texts_of(content: bytes, media_type: str) -> str:
    """What a person can read in an answer, and its bytes."""
    if media_type == "application/pdf":
        return content.decode("latin-1") + "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    if "spreadsheet" in media_type:
        sheets = load_workbook(BytesIO(content), read_only=True).worksheets
        return "".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
    return content.decode("utf-8", "replace")


def marks_in(text: str) -> set[str]:
    """The columns whose marks stand in a text, plain or in base64."""
    return {column for column, mark in MARKS.items() if any(form in text for form in _forms(mark))}


def _forms(mark: str) -> Iterator[str]:
    """The mark itself, and what of its base64 is the same wherever it may begin."""
    yield mark
    for padding in range(3):
        encoded = base64.b64encode(b" " * padding + mark.encode()).decode()
        yield encoded[-(-8 * padding // 6) : 8 * (padding + len(mark)) // 6]


def _mark_people() -> None:
    """Put marks where the services admit only terms of the law."""
    opened = [undefer_group(RESERVED)]
    with transaction() as session:
        for sentence in session.query(Sentence).options(*opened):
            sentence.offence = MARKS["sentence.offence"]
            sentence.education_bar = MARKS["sentence.education_bar"]
            sentence.court_terms = {"remark": MARKS["sentence.court_terms"]}
            zone = {"latitude": -3.5, "longitude": -78.5, "radius_km": 1.0, "name": MARKS["sentence.exclusion_zones"]}
            sentence.exclusion_zones = [zone]
            sentence.range_exception = MARKS["sentence.range_exception"]
        for person in session.query(Person).options(*opened):
            person.unable = ["heights", MARKS["person.unable"]]
            person.health_remark = MARKS["person.health_remark"]
        for order in session.query(CourtOrder).options(*opened):
            order.remark = MARKS["court_order.remark"]
