"""The blank control sheet of a unit's month, for pen and paper."""

from datetime import date

from flask import current_app
from sqlalchemy import select

from registry.extensions.database import reading
from registry.letters.sheet import BlankSheet, SheetDay, SheetTurn, render_sheet
from registry.models import Account, Institution, Office
from registry.reference.hours import clock
from registry.reference.places import district_label
from registry.services.attendance.sheets import Cell, MonthSheet, SheetRow, open_sheet


def print_sheet(unit_id: int, month: date, *, officer: Account, on: date) -> bytes:
    """The sheet with the people expected each day, and lines to sign on; names and hours are all that it tells.

    A look from outside the office is noted, as at the sheet on the screen.

    Raises:
        NotAllowed: The role does not include attendance.
        NotFound: There is no such unit within reach.
    """
    sheet = open_sheet(unit_id, month, officer=officer)
    with reading() as session:
        office = session.scalars(select(Office.name).where(Office.id == sheet.unit.office_id)).one()
        institution = session.scalars(select(Institution.name).where(Institution.id == sheet.unit.institution_id)).one()
    return render_sheet(_content(sheet, office, institution), printed_on=on)


def _content(sheet: MonthSheet, office: str, institution: str) -> BlankSheet:
    unit, month = sheet.unit, f"{sheet.month:%Y-%m}"
    district = district_label(unit.ubigeo)
    return {
        "is_demonstration": current_app.config["DEMO"],
        "operator": current_app.config["OPERATOR_NAME"],
        "office": office,
        "unit": unit.name,
        "institution": institution,
        "address": f"{unit.address}, {district}" if unit.address else district,
        "supervisor": unit.supervisor or None,
        "month": month,
        "code": f"PLANILLA U{unit.id} {month}",
        "url": f"{current_app.config['PUBLIC_URL'].rstrip('/')}/unidades/{unit.id}/planillas/{month}",
        "days": [_day(sheet, day) for day in sheet.days],
    }


def _day(sheet: MonthSheet, day: date) -> SheetDay:
    turns = [_turn(row, cell) for row in sheet.rows for cell in row.on(day)]
    return {"day": day.isoformat(), "turns": turns}


def _turn(row: SheetRow, cell: Cell) -> SheetTurn:
    hours = f"{clock(cell.session.start)} a {clock(cell.session.end)}"
    return {"name": f"{row.surnames}, {row.given_names}", "task": row.task.label, "hours": hours}
