"""Drafts that nobody presents and uploads that nobody ends are kept as long as they serve, and then forgotten."""

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from registry.extensions.clock import in_peru
from registry.extensions.database import reading, transaction
from registry.models import Attachment, CaseFile, OutgoingMail, Upload, UploadPiece
from registry.vocabulary.procedures import CaseState

#: Since the last change; the pages of a draft tell the day.
DRAFT_KEPT = timedelta(days=90)
UPLOAD_KEPT = timedelta(days=2)


def draft_until(case: CaseFile) -> date:
    """Last day on which a draft is kept for sure, unless it is changed before."""
    return in_peru(case.updated_at + DRAFT_KEPT).date()


def forget_old(*, at: datetime) -> int:
    """Forget drafts and uploads whose time is over; how many."""
    with transaction() as session:
        uploads = session.scalars(select(Upload.id).where(Upload.started_at <= at - UPLOAD_KEPT)).all()
        for upload_id in uploads:
            forget_upload(session, upload_id)
    with reading() as session:
        drafts = session.scalars(select(CaseFile.id).where(*_old(at)).order_by(CaseFile.id)).all()
    return len(uploads) + sum(_forget_alone(case_file_id, at) for case_file_id in drafts)


def forget_draft(session: Session, case_file_id: int) -> None:
    """Forget a draft with all that hangs on it; the caller holds it."""
    own = select(Upload.id).where(Upload.case_file_id == case_file_id)
    session.execute(delete(UploadPiece).where(UploadPiece.upload_id.in_(own)))
    session.execute(delete(Upload).where(Upload.case_file_id == case_file_id))
    session.execute(delete(OutgoingMail).where(OutgoingMail.case_file_id == case_file_id))
    session.execute(delete(Attachment).where(Attachment.case_file_id == case_file_id))
    session.execute(delete(CaseFile).where(CaseFile.id == case_file_id))


def forget_upload(session: Session, upload_id: int) -> None:
    """Forget an upload and its pieces; its bytes were never anybody's paper."""
    connection = session.connection()
    connection.execute(delete(UploadPiece).where(UploadPiece.upload_id == upload_id))
    connection.execute(delete(Upload).where(Upload.id == upload_id))


def _forget_alone(case_file_id: int, at: datetime) -> bool:
    with transaction() as session:
        held = select(CaseFile.id).where(CaseFile.id == case_file_id, *_old(at)).with_for_update()
        is_old = session.scalars(held).first() is not None
        if is_old:
            forget_draft(session, case_file_id)
        return is_old


def _old(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return CaseFile.state == CaseState.DRAFT, CaseFile.updated_at <= at - DRAFT_KEPT
