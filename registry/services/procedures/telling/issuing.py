"""Documents of a case file: its receipt, the notice of what is wanting, and the resolution."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, undefer

from registry.errors import NotFound, WrongState
from registry.extensions.database import reading
from registry.models import Account, Attachment, CaseEvent, CaseFile, Document
from registry.procedures.catalogue import get_procedure
from registry.reference.months import spelled
from registry.reference.places import district_label
from registry.services import audit
from registry.services.accounts.policy import Act, require_within
from registry.services.documents.contents import Frame, letterhead, post_of
from registry.services.documents.sealing import Content, Issuer, Subject, chief_of, seal
from registry.services.procedures.applicants import Applicant, owner_of, read_own
from registry.services.procedures.deadlines import appeals, clock, settings
from registry.services.procedures.telling import notices
from registry.vocabulary.accounts import OUTSIDERS, AuditAction
from registry.vocabulary.placements import LetterKind
from registry.vocabulary.procedures import CaseEventKind, CaseState, Evidence, NoticeMeans, ProcedureDetail

FOLLOW = "/seguir/"


def issue_receipt(session: Session, case: CaseFile, *, on: date | None = None) -> Document | None:
    """Attest that a file was presented, within the caller's transaction; on a later day where it could not be then.

    The system issues it by itself, and it names who answers for it (LPAG art. 4.3): the chief of the competent
    office. An office without chief, or whose own facts are not entered, keeps nobody from filing: None is issued.
    """
    authority = chief_of(session, case.office_id) if case.office_id is not None else None
    if authority is None or case.office_id is None or case.filed_on is None:
        return None
    issuer = Issuer(case.office_id, authority, on or case.filed_on)
    try:
        return seal(
            session,
            Subject(case_file_id=case.id),
            LetterKind.FILING_RECEIPT,
            lambda frame: _shared(case, frame) | _receipt(session, case, authority),
            by=issuer,
        )
    except WrongState:
        return None


def issue_observations(session: Session, case: CaseFile, event: CaseEvent, *, officer: Account) -> Document:
    """Write the notice of what an event found wanting, within the caller's transaction.

    Raises:
        WrongState: The registry lacks what the notice must say (`letter_incomplete`).
    """
    cure = settings.detail_at(case.procedure, ProcedureDetail.CURE_TERM, case.filed_on or event.on_day)
    own = {
        "observations": event.facts["observations"],
        "words": event.words or None,
        "cure": _term(case, cure.number or 1, event.due_on),
        "cure_basis": cure.source,
    }
    return _issue(session, case, LetterKind.OBSERVATION_NOTICE, own, officer=officer, on=event.on_day)


def issue_resolution(
    session: Session, case: CaseFile, event: CaseEvent, *, articles: Sequence[str], officer: Account
) -> Document:
    """Write what an event decided, within the caller's transaction.

    Raises:
        WrongState: The registry lacks what the resolution must say (`letter_incomplete`).
    """
    own = {
        "outcome": "approved" if event.state is CaseState.APPROVED else "denied",
        "seen": list(_seen(case)),
        "grounds": event.words,
        "decided": list(articles),
        "appeal": _term(case, days, event.due_on) if (days := appeals.appeal_days(event.on_day)) else None,
    }
    return _issue(session, case, LetterKind.RESOLUTION, own, officer=officer, on=event.on_day)


def list_documents(case_file_id: int, *, by: Applicant | Account) -> Sequence[Document]:
    """The documents issued in a file, the newest first, for its applicant or an officer; without their bytes.

    Raises:
        NotAllowed, NotFound: It is not theirs to read, or there is none.
    """
    with reading() as session:
        _require_reader(session, case_file_id, by)
        own = select(Document).where(Document.case_file_id == case_file_id)
        return session.scalars(own.order_by(Document.id.desc())).all()


def open_document(document_id: int, *, by: Applicant | Account) -> Document:
    """A document of a file with its PDF, for its applicant or an officer; an officer's look is noted.

    Raises:
        NotAllowed, NotFound: It is not theirs to read, or there is none.
    """
    with reading() as session:
        statement = select(Document).where(Document.id == document_id, Document.case_file_id.is_not(None))
        document = session.scalars(statement.options(undefer(Document.pdf))).first()
        if document is None or document.case_file_id is None:
            raise NotFound(document=document_id)
        _require_reader(session, document.case_file_id, by)
    if isinstance(by, Account):
        audit.record(AuditAction.EXPORTED, Document.__tablename__, document_id)
    return document


def _issue(session: Session, case: CaseFile, kind: LetterKind, own: Content, *, officer: Account, on: date) -> Document:
    office_id = case.office_id or officer.office_id
    if office_id is None:
        raise WrongState("case_without_office")
    issuer, subject = Issuer(office_id, officer, on), Subject(case_file_id=case.id)
    return seal(session, subject, kind, lambda frame: _shared(case, frame) | own, by=issuer)


def _shared(case: CaseFile, frame: Frame) -> Content:
    procedure = get_procedure(case.procedure)
    return letterhead(frame) | {
        "case_file": {
            "number": case.shown_number,
            "procedure": procedure.code.label,
            "filed_on": (case.filed_on or frame.issued_on).isoformat(),
        },
        "applicant": _applicant(case),
        "legal_basis": list(procedure.legal_basis),
        "follow_url": current_app.config["PUBLIC_URL"].rstrip("/") + FOLLOW,
        "means": "email" if notices.means_of(case) is NoticeMeans.EMAIL else "paper",
    }


def _applicant(case: CaseFile) -> dict[str, str | None]:
    told: dict[str, Any] = case.answers.get("institution", {})
    representative = ", ".join(filter(None, (told.get("representative"), told.get("representative_post"))))
    district = district_label(case.ubigeo) if case.ubigeo else ""
    return {
        "name": case.applicant or case.ruc or case.shown_number,
        "ruc": case.ruc or None,
        "representative": representative or None,
        "address": ", ".join(filter(None, (told.get("address"), district))) or None,
    }


def _receipt(session: Session, case: CaseFile, authority: Account) -> Content:
    requirements = get_procedure(case.procedure).requirements
    filed = CaseEvent.case_file_id == case.id, CaseEvent.kind == CaseEventKind.FILED
    at = session.scalars(select(CaseEvent.at).where(*filed)).one()
    of_file = Attachment.case_file_id == case.id, Attachment.requirement.is_not(None)
    kept = or_(Attachment.withdrawn_at.is_(None), Attachment.withdrawn_at > at)
    brought = set(session.scalars(select(Attachment.requirement).where(*of_file, kept, Attachment.created_at <= at)))
    return {
        "presented": [one.label for one in requirements if one.code in brought],
        "declared": [one.label for one in requirements if one.evidence is Evidence.DECLARATION],
        "deciding": _deciding(case),
        "authority": post_of(authority),
    }


def _deciding(case: CaseFile) -> dict[str, Any] | None:
    details = settings.details_at(case.procedure, case.filed_on or case.created_at.date())
    term, deemed = details[ProcedureDetail.TERM], details[ProcedureDetail.DEEMED]
    if term.number is None or case.filed_on is None or deemed.deemed is None:
        return None
    due_on = clock.decision_due(case.filed_on, term.number, settings.closed_days())
    return {
        "business_days": term.number,
        "due_on": due_on.isoformat() if due_on else None,
        "deemed": deemed.deemed.value,
        "is_confirmed": term.is_confirmed and deemed.is_confirmed,
    }


def _term(case: CaseFile, business_days: int, due_on: date | None) -> dict[str, Any]:
    """A term that runs from the notice: by e-mail its last day is told as if it arrived the same day."""
    is_mail = notices.means_of(case) is NoticeMeans.EMAIL
    return {"business_days": business_days, "due_on": due_on.isoformat() if due_on and is_mail else None}


def _seen(case: CaseFile) -> Sequence[str]:
    """What the file holds, in the order in which it came; needs `events` loaded."""
    return [_SEEN[event.kind](event) for event in case.events if event.kind in _SEEN]


def _how(event: CaseEvent) -> str:
    return "favorable" if event.is_favourable else "desfavorable"


def _visited(event: CaseEvent) -> str:
    day = date.fromisoformat(event.facts.get("visited_on", event.on_day.isoformat()))
    return f"La visita de inspección del {spelled(day)}, con resultado {_how(event)}."


def _opined(event: CaseEvent) -> str:
    kind = event.opinion.label.lower() if event.opinion else "informe"
    return f"El {kind} {_how(event)} del {spelled(event.on_day)}, de {event.actor_name}, {event.actor_post}."


_SEEN: dict[CaseEventKind, Callable[[CaseEvent], str]] = {
    CaseEventKind.FILED: lambda event: f"La solicitud presentada el {spelled(event.on_day)} y lo que la acompaña.",
    CaseEventKind.CURED: lambda event: f"La subsanación presentada el {spelled(event.on_day)}.",
    CaseEventKind.VISITED: _visited,
    CaseEventKind.OPINION: _opined,
}


def _require_reader(session: Session, case_file_id: int, by: Applicant | Account) -> None:
    if isinstance(by, Applicant) or by.role in OUTSIDERS:
        read_own(session, case_file_id, by if isinstance(by, Applicant) else Applicant(account=by))
        return
    case = session.get(CaseFile, case_file_id)
    if case is None:
        raise NotFound(case_file_id=case_file_id)
    require_within(session, by, Act.READ_CASES, owner_of(case))
