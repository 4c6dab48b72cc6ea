"""How long a resolution can be contested, and by which day: from when the applicant received it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.extensions.clock import in_peru
from registry.extensions.database import reading
from registry.models import CaseEvent, Notice
from registry.norms import NoNormInForce, value_at
from registry.services.procedures.deadlines import clock, settings


def appeal_days(day: date) -> int | None:
    """Business days to contest a resolution of a day (LPAG art. 207.2); None where no norm in force says it."""
    try:
        return value_at("reconsideration_filing_term", day)
    except NoNormInForce:
        return None


def appeal_due(received_on: date) -> date | None:
    """Last day to contest a resolution that is received on a day."""
    count = appeal_days(received_on)
    return None if count is None else clock.cure_due(received_on, count, settings.closed_days())


def contested_until(decision: CaseEvent) -> date | None:
    """Last day to contest a decision, as in `last_day`."""
    with reading() as session:
        return last_day(session, decision)


def last_day(session: Session, decision: CaseEvent) -> date | None:
    """Last day to contest a decision; None while nobody is known to have received it, or where no norm says it.

    A decision without any notice was told there and then.
    """
    notices = session.scalars(select(Notice).where(Notice.case_event_id == decision.id)).all()
    if not notices:
        return decision.due_on or appeal_due(decision.on_day)
    received = [in_peru(notice.received_at).date() for notice in notices if notice.received_at is not None]
    return appeal_due(min(received)) if received else None
