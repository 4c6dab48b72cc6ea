"""Receipts that could not be issued when a file was presented: tried again each day, until what they say is known.

An office without chief or address keeps nobody from filing; whoever filed then waits for the paper, and is told of it.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, undefer

from registry.extensions.database import reading, transaction
from registry.extensions.logs import frames_of, log
from registry.models import Account, CaseEvent, CaseFile, Document, Notice
from registry.services.procedures.deadlines.terms import WAITING
from registry.services.procedures.lapsing import Done
from registry.services.procedures.telling import issuing, notices
from registry.vocabulary.accounts import Role
from registry.vocabulary.placements import LetterKind
from registry.vocabulary.procedures import CaseEventKind, NoticeState


def issue_due(*, on: date, at: datetime) -> Done:
    """Issue the receipts that are missing of files that wait; may be run any number of times, each file by itself."""
    issued = failed = 0
    for case_file_id in _owed():
        try:
            issued += _issue(case_file_id, on, at)
        except Exception as error:
            log().error(
                "receipt_not_issued", case_file=case_file_id, kind=type(error).__name__, frames=frames_of(error)
            )
            failed += 1
    return Done(issued, failed)


def _owed() -> Sequence[int]:
    with reading() as session:
        return session.scalars(_missing().with_only_columns(CaseFile.id).order_by(CaseFile.id)).all()


def _missing() -> Select[CaseFile]:
    own = Document.case_file_id == CaseFile.id, Document.kind == LetterKind.FILING_RECEIPT
    chief = Account.office_id == CaseFile.office_id, Account.role == Role.CHIEF, Account.is_active
    waits = CaseFile.state.in_(WAITING), select(Account.id).where(*chief).exists()
    return select(CaseFile).where(*waits, ~select(Document.id).where(*own).exists())


def _issue(case_file_id: int, on: date, at: datetime) -> bool:
    """Issue one, once the file is held and looked at again; nothing where the office still lacks what it must say."""
    with transaction() as session:
        session.scalars(select(CaseFile.id).where(CaseFile.id == case_file_id).with_for_update()).one()
        missing = _missing().where(CaseFile.id == case_file_id).options(undefer(CaseFile.answers))
        case = session.scalars(missing).first()
        if case is None or issuing.issue_receipt(session, case, on=on) is None:
            return False
        _tell(session, case, at)
        return True


def _tell(session: Session, case: CaseFile, at: datetime) -> None:
    """Owe the applicant the mail with the receipt, unless the one of the filing still waits and brings it."""
    own = CaseEvent.case_file_id == case.id, CaseEvent.kind == CaseEventKind.FILED
    filed = session.scalars(select(CaseEvent).where(*own)).one()
    waiting = Notice.case_event_id == filed.id, Notice.state == NoticeState.QUEUED
    if session.scalars(select(Notice.id).where(*waiting)).first() is None:
        notices.tell(session, case, filed, at=at)
