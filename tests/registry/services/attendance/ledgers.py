"""What stands in the ledger of a placement."""

from collections.abc import Sequence

from sqlalchemy import select

from registry.extensions.database import reading
from registry.models import AttendanceEntry, Placement


def entries_of(placement: Placement) -> Sequence[AttendanceEntry]:
    """Every entry of a placement, in the order in which they came."""
    own = AttendanceEntry.placement_id == placement.id
    with reading() as session:
        return session.scalars(select(AttendanceEntry).where(own).order_by(AttendanceEntry.id)).all()
