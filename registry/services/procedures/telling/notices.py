"""Notices: word of what happened to a file, by e-mail to whoever consented (LPAG art. 20.4), else on paper.

An electronic notice counts as received on the day on which the mail server of its reader takes it in, which is when
it lies in the mailbox; one on paper, on the day that whoever received it wrote beside the signature. A mailbox that
refuses it for good is followed by a notice on paper. Terms that run from a notice are counted from that day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, undefer

from registry.errors import NotFound, WrongState
from registry.extensions.clock import PERU, in_peru, today
from registry.extensions.database import reading, transaction
from registry.extensions.mail import Enclosure, find_mailer
from registry.models import Account, CaseEvent, CaseFile, Document, Notice, Registration
from registry.norms import NoNormInForce, NormStatus, norm_at
from registry.reference.holidays import add_business_days
from registry.services.accounts import outbox
from registry.services.accounts.policy import Act, within
from registry.services.procedures.applicants import Applicant
from registry.services.procedures.deadlines import appeals, terms
from registry.services.procedures.deadlines.clock import ClosedDays
from registry.services.saving import Problems, refuse
from registry.vocabulary.accounts import OUTSIDERS
from registry.vocabulary.placements import DocumentState, LetterKind
from registry.vocabulary.procedures import CaseEventKind, NoticeMeans, NoticeState, ProcedureCode
from registry.vocabulary.sign_in import MailKind

#: What the applicant is told of, and with which document; the receipt is also there to download at once.
TOLD: dict[CaseEventKind, LetterKind | None] = {
    CaseEventKind.FILED: LetterKind.FILING_RECEIPT,
    CaseEventKind.OBSERVED: LetterKind.OBSERVATION_NOTICE,
    CaseEventKind.APPROVED: LetterKind.RESOLUTION,
    CaseEventKind.DENIED: LetterKind.RESOLUTION,
    CaseEventKind.LAPSED: None,
}
#: What is told by e-mail only: on paper it would bring nothing that the applicant does not hold already.
NEVER_ON_PAPER = frozenset({CaseEventKind.FILED})
TAKEN_IN = "La recibió el servidor de correo del destinatario."
OPENED = "Abrió el expediente con su código o su cuenta."
REFUSED = "El servidor de correo del destinatario la rechazó."
LONGEST_PROOF = 200


@dataclass(frozen=True)
class NoticeLetter:
    """What the mail of a notice tells."""

    #: Code of the event, or `renewal` where a registration is about to expire.
    topic: str
    name: str
    number: str = ""
    procedure: ProcedureCode | None = None
    due_on: date | None = None
    registration: Registration | None = None
    enclosure: Enclosure | None = None


def means_of(case: CaseFile) -> NoticeMeans:
    """How the applicant is told: by e-mail with consent, an address and a mail server; else on paper."""
    can_mail = case.consented_at is not None and bool(case.email) and find_mailer() is not None
    return NoticeMeans.EMAIL if can_mail else NoticeMeans.PAPER


def tell(session: Session, case: CaseFile, event: CaseEvent, *, at: datetime) -> Notice | None:
    """Owe the applicant word of an event within the caller's transaction; nothing where it is only told by e-mail."""
    means = means_of(case)
    if means is NoticeMeans.PAPER and event.kind in NEVER_ON_PAPER:
        return None
    notice = _owe(session, event.id, means, case.email, at)
    case.due_on = terms.due_of(session, case, in_peru(at).date())
    session.flush()
    return notice


def receive(notice_id: int, *, on: date, proof: str, officer: Account) -> Notice:
    """Note on which day a notice on paper was received and how that is known; terms run from then.

    Raises:
        NotAllowed, NotFound: The officer may not review the file, or there is no such notice.
        InvalidFields: There is no proof, or the day is before the event or to come.
        WrongState: It was received already.
    """
    with transaction() as session:
        notice, event, case = _held(session, notice_id, officer)
        if notice.state is NoticeState.RECEIVED:
            raise WrongState("notice_received")
        _refuse_receipt(event, on, proof)
        _receive(session, notice, case, datetime.combine(on, time(12), PERU), proof.strip())
        return notice


@dataclass(frozen=True)
class DeliveryTerm:
    """The last day to notify an act, and the article that says so."""

    due_on: date
    business_days: int
    article: str
    is_confirmed: bool


def delivery_term(event: CaseEvent, closed: ClosedDays) -> DeliveryTerm | None:
    """By when an act is notified, the day of the act not counted (LPAG art. 24); None where no norm says it."""
    try:
        norm = norm_at("notification_term", event.on_day)
    except NoNormInForce:
        return None
    due_on = add_business_days(event.on_day, norm.value, closed)
    return DeliveryTerm(due_on, norm.value, norm.article, norm.status is NormStatus.NORM)


def note_opened(case_file_id: int, *, by: Applicant, at: datetime) -> int:
    """Count the electronic notices of a file as received by whoever opens it now; how many they were.

    An officer who filed for somebody at the counter reads nothing in their place: no term begins thereby.
    """
    if by.account is not None and by.account.role not in OUTSIDERS:
        return 0
    waiting = Notice.means == NoticeMeans.EMAIL, Notice.state.in_((NoticeState.QUEUED, NoticeState.SENT))
    own = select(Notice).join(CaseEvent, CaseEvent.id == Notice.case_event_id)
    own = own.where(CaseEvent.case_file_id == case_file_id, *waiting)
    with reading() as session:
        if session.scalars(own.limit(1)).first() is None:
            return 0
    with transaction() as session:
        case = session.scalars(select(CaseFile).where(CaseFile.id == case_file_id).with_for_update()).one()
        notices = session.scalars(own.with_for_update(of=Notice)).all()
        for notice in notices:
            _receive(session, notice, case, at, OPENED)
        return len(notices)


def note_sent(mail_id: int, notice_id: int, *, at: datetime) -> None:
    """Note that the mail server took a notice, and that it was received thereby."""
    with transaction() as session:
        outbox.note_sent(mail_id, at=at)
        notice, case = _mailed(session, notice_id)
        notice.sent_at = at
        if notice.state is not NoticeState.RECEIVED:
            _receive(session, notice, case, at, TAKEN_IN)


def note_refused(mail_id: int, notice_id: int, *, at: datetime) -> None:
    """Note that the mailbox never takes a notice; word of an event then goes on paper."""
    with transaction() as session:
        outbox.note_refused(mail_id, at=at)
        notice, case = _mailed(session, notice_id)
        if notice.state is NoticeState.RECEIVED:
            return
        notice.state, notice.proof = NoticeState.FAILED, REFUSED
        if case is not None and notice.case_event_id is not None:
            event = session.get_one(CaseEvent, notice.case_event_id)
            if event.kind not in NEVER_ON_PAPER:
                _owe(session, event.id, NoticeMeans.PAPER, "", at)
        session.flush()


def letter_of(notice_id: int) -> NoticeLetter:
    """What the mail of a notice tells, with the document that it brings."""
    with reading() as session:
        notice = session.get_one(Notice, notice_id)
        if notice.registration_id is not None:
            whole = joinedload(Registration.institution)
            registration = session.get_one(Registration, notice.registration_id, options=[whole])
            return NoticeLetter("renewal", registration.institution.name, registration=registration)
        event = session.get_one(CaseEvent, notice.case_event_id)
        case = session.get_one(CaseFile, event.case_file_id)
        kind, number = event.kind, case.shown_number
        paper = _enclosure(session, case, TOLD.get(kind))
        return NoticeLetter(kind.value, case.applicant, number, case.procedure, _due_on(case, kind), enclosure=paper)


def list_notices(case_file_id: int, *, officer: Account) -> Sequence[Notice]:
    """The notices of a file, the oldest first.

    Raises:
        NotAllowed: The role does not include case files.
    """
    with reading() as session:
        statement = select(Notice).join(CaseEvent, CaseEvent.id == Notice.case_event_id).join(CaseFile)
        return session.scalars(statement.where(CaseFile.id == case_file_id, _reached(officer, Act.READ_CASES))).all()


def list_to_deliver(*, officer: Account) -> Sequence[tuple[Notice, CaseEvent, CaseFile]]:
    """Notices on paper whose receipt nobody noted yet, the oldest first: to print, deliver and sign.

    Raises:
        NotAllowed: The role does not include the review of case files.
    """
    waiting = Notice.means == NoticeMeans.PAPER, Notice.state == NoticeState.QUEUED
    statement = select(Notice, CaseEvent, CaseFile).join(CaseEvent, CaseEvent.id == Notice.case_event_id)
    statement = statement.join(CaseFile, CaseFile.id == CaseEvent.case_file_id)
    with reading() as session:
        rows = session.execute(statement.where(*waiting, _reached(officer, Act.REVIEW_CASES)).order_by(Notice.id))
        return [(notice, event, case) for notice, event, case in rows]


def _owe(session: Session, event_id: int, means: NoticeMeans, address: str, at: datetime) -> Notice:
    is_mail = means is NoticeMeans.EMAIL
    notice = Notice(case_event_id=event_id, means=means, address=address if is_mail else "", created_at=at)
    notice.state = NoticeState.QUEUED
    session.add(notice)
    session.flush()
    if is_mail:
        outbox.owe(session, MailKind.NOTICE, recipient=address, at=at, notice_id=notice.id)
    return notice


def _receive(session: Session, notice: Notice, case: CaseFile | None, at: datetime, proof: str) -> None:
    notice.state, notice.received_at, notice.proof = NoticeState.RECEIVED, at, proof[:LONGEST_PROOF]
    session.flush()
    if case is not None:
        case.due_on = terms.due_of(session, case, in_peru(at).date())
        session.flush()


def _refuse_receipt(event: CaseEvent, on: date, proof: str) -> None:
    problems: Problems = {}
    if not proof.strip():
        problems["proof"] = ("notice_proof_needed", {})
    if not event.on_day <= on <= today():
        problems["on"] = ("notice_day_range", {"first": f"{event.on_day:%d/%m/%Y}"})
    refuse(problems)


def _held(session: Session, notice_id: int, officer: Account) -> tuple[Notice, CaseEvent, CaseFile]:
    """The notice with its event and its file, the file held first as everywhere."""
    own = Notice.id == notice_id, _reached(officer, Act.REVIEW_CASES)
    statement = select(CaseFile).join(CaseEvent, CaseEvent.case_file_id == CaseFile.id)
    statement = statement.join(Notice, Notice.case_event_id == CaseEvent.id).where(*own)
    case = session.scalars(statement.with_for_update(of=CaseFile)).first()
    if case is None:
        raise NotFound(notice_id=notice_id)
    notice = session.scalars(select(Notice).where(Notice.id == notice_id).with_for_update()).one()
    return notice, session.get_one(CaseEvent, notice.case_event_id), case


def _mailed(session: Session, notice_id: int) -> tuple[Notice, CaseFile | None]:
    """The notice, and the held file that it is about; none for a registration's."""
    statement = select(CaseFile).join(CaseEvent, CaseEvent.case_file_id == CaseFile.id)
    statement = statement.join(Notice, Notice.case_event_id == CaseEvent.id).where(Notice.id == notice_id)
    case = session.scalars(statement.with_for_update(of=CaseFile)).first()
    return session.scalars(select(Notice).where(Notice.id == notice_id).with_for_update()).one(), case


def _due_on(case: CaseFile, kind: CaseEventKind) -> date | None:
    """Last day to answer what is received today."""
    if kind is CaseEventKind.OBSERVED:
        return terms.cure_due_on(case, today())
    return appeals.appeal_due(today()) if kind is CaseEventKind.DENIED else None


def _enclosure(session: Session, case: CaseFile, kind: LetterKind | None) -> Enclosure | None:
    own = Document.case_file_id == case.id, Document.kind == kind, Document.state == DocumentState.ISSUED
    found = session.scalars(select(Document).where(*own).options(undefer(Document.pdf))).first() if kind else None
    return Enclosure(f"{case.shown_number}.pdf", found.pdf) if found is not None else None


def _reached(officer: Account, act: Act) -> ColumnElement[bool]:
    return within(officer, act, office=CaseFile.office_id, institution=CaseFile.institution_id, ubigeo=CaseFile.ubigeo)
