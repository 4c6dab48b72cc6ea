"""The signed paper of a unit's month, photographed where it lies."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from registry.errors import NotFound
from registry.extensions.database import reading, transaction
from registry.models import Account, Attachment, AttendanceSheet
from registry.services.accounts.policy import Act
from registry.services.attendance.papers import hold_sheet
from registry.services.documents.attachments import Subject, attach, open_attachment
from registry.services.documents.uploads import Upload
from registry.services.institutions.units import visible_unit
from registry.vocabulary.documents import AttachmentKind


def keep_photo(unit_id: int, month: date, photo: Upload, *, officer: Account) -> Attachment:
    """Keep a picture of a month's sheet beside it, also once it was closed.

    Raises:
        NotAllowed: The role does not include attendance.
        NotFound: There is no such unit within reach.
        InvalidFields: The same picture is there already, or too many are.
    """
    with transaction() as session:
        visible_unit(session, unit_id, officer, Act.KEEP_ATTENDANCE)
        sheet = hold_sheet(session, unit_id, month)
        return attach(Subject(sheet_id=sheet.id), AttachmentKind.ATTENDANCE_SHEET, photo, officer=officer)


def list_photos(unit_id: int, month: date, *, officer: Account) -> Sequence[Attachment]:
    """The pictures of a month's sheet, the latest first, without their bytes.

    Raises:
        NotAllowed: The role does not include attendance.
        NotFound: There is no such unit within reach.
    """
    with reading() as session:
        visible_unit(session, unit_id, officer, Act.READ_ATTENDANCE)
        own = AttendanceSheet.unit_id == unit_id, AttendanceSheet.month == month
        kept = Attachment.kind == AttachmentKind.ATTENDANCE_SHEET, Attachment.withdrawn_at.is_(None)
        statement = select(Attachment).join(AttendanceSheet, AttendanceSheet.id == Attachment.sheet_id)
        return session.scalars(statement.where(*own, *kept).order_by(Attachment.id.desc())).all()


def open_photo(unit_id: int, month: date, photo_id: int, *, officer: Account) -> Attachment:
    """A picture of a month's sheet with its bytes; the look is noted.

    Raises:
        NotAllowed: The role does not include attendance.
        NotFound: There is no such unit within reach, or no such picture of the month.
    """
    if photo_id not in [photo.id for photo in list_photos(unit_id, month, officer=officer)]:
        raise NotFound(photo_id=photo_id)
    return open_attachment(photo_id, officer=officer)


def find_month(sheet_id: int, *, officer: Account) -> AttendanceSheet:
    """The sheet that a picture belongs to: of which unit and month it is.

    Raises:
        NotAllowed: The role does not include attendance.
        NotFound: There is no such sheet within reach.
    """
    with reading() as session:
        sheet = session.get(AttendanceSheet, sheet_id)
        if sheet is None:
            raise NotFound(sheet_id=sheet_id)
        visible_unit(session, sheet.unit_id, officer, Act.READ_ATTENDANCE)
        return sheet
