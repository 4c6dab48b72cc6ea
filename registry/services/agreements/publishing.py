"""The public list of agreements, as of the end of each quarter (RPROD art. 31)."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from registry.extensions.database import reading
from registry.models import Agreement, Institution
from registry.services.institutions.searching import holding
from registry.vocabulary.agreements import AgreementKind, AgreementState

ONE_DAY = timedelta(days=1)
MONTHS = 3
#: How many quarters back the list can be asked for.
MOST_QUARTERS = 20


def last_quarter_end(on: date) -> date:
    """Last day of the quarter that was over before a day."""
    first_month = on.month - (on.month - 1) % MONTHS
    return date(on.year, first_month, 1) - ONE_DAY


def quarter_ends(on: date, since: date | None) -> list[date]:
    """The ends of quarters for which there is a list, the newest first: from the first signature on."""
    ends = [last_quarter_end(on)]
    while since is not None and len(ends) < MOST_QUARTERS and last_quarter_end(ends[-1]) >= since:
        ends.append(last_quarter_end(ends[-1]))
    return ends


def first_signature() -> date | None:
    """Day on which the first agreement was signed; None where none was."""
    signed = select(Agreement.signed_on).where(Agreement.signed_on.is_not(None)).order_by(Agreement.signed_on)
    with reading() as session:
        return session.scalars(signed.limit(1)).first()


def published(as_of: date, *, kind: AgreementKind | None = None, search: str = "") -> Sequence[Agreement]:
    """Agreements that were in force on a day, with their institutions, by number."""
    ran = and_(Agreement.signed_on <= as_of, Agreement.starts_on <= as_of, Agreement.ends_on >= as_of)
    lasted = or_(
        Agreement.state == AgreementState.IN_FORCE,
        and_(Agreement.state == AgreementState.TERMINATED, Agreement.terminated_on > as_of),
    )
    statement = select(Agreement).join(Agreement.institution).options(joinedload(Agreement.institution))
    statement = statement.where(ran, lasted, *holding(Institution.search_text, search))
    if kind is not None:
        statement = statement.where(Agreement.kind == kind)
    with reading() as session:
        return session.scalars(statement.order_by(Agreement.year, Agreement.number)).all()
