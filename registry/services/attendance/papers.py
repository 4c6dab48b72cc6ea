"""The sheet of a unit and a month as a row: made when it is first needed, held while the ledger is written."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.models import AttendanceSheet


def hold_sheet(session: Session, unit_id: int, month: date, *, to_close: bool = False) -> AttendanceSheet:
    """The sheet, made if there is none, held until the caller's transaction ends.

    Whoever writes entries holds it together with others; whoever closes it holds it alone, so
    that no entry arrives between the count and the signature.
    """
    sheet = _held(session, unit_id, month, to_close)
    if sheet is None:
        try:
            with session.begin_nested():
                session.add(AttendanceSheet(unit_id=unit_id, month=month))
        except IntegrityError:
            pass  # somebody made it in the same instant: theirs is found now
        sheet = _held(session, unit_id, month, to_close)
    if sheet is None:
        raise LookupError(unit_id, month)
    return sheet


def find_sheet(session: Session, unit_id: int, month: date) -> AttendanceSheet | None:
    """The sheet, where somebody noted, photographed or signed something of the month."""
    own = AttendanceSheet.unit_id == unit_id, AttendanceSheet.month == month
    return session.scalars(select(AttendanceSheet).where(*own)).first()


def _held(session: Session, unit_id: int, month: date, to_close: bool) -> AttendanceSheet | None:
    own = AttendanceSheet.unit_id == unit_id, AttendanceSheet.month == month
    statement = select(AttendanceSheet).where(*own).with_for_update(read=not to_close)
    return session.scalars(statement.execution_options(populate_existing=True)).first()
