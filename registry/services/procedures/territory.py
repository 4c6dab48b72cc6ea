"""Which office sees to what a district sends in."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models import Office
from registry.reference.geography import great_circle_km
from registry.reference.regional_offices import UnknownRegionalOffice, office_of
from registry.services.locations import capital_of


def office_for(session: Session, ubigeo: str) -> int | None:
    """The office of the district's region that is nearest to it, else the nearest of all; None where there is none."""
    point = capital_of(ubigeo) if ubigeo else None
    if point is None:
        return None
    try:
        region = office_of(ubigeo).code
    except UnknownRegionalOffice:
        region = ""
    rows = session.execute(select(Office.id, Office.region, Office.latitude, Office.longitude)).all()
    ranked = sorted(
        (row.region != region, great_circle_km(*point, row.latitude, row.longitude), row.id) for row in rows
    )
    return ranked[0][-1] if ranked else None
