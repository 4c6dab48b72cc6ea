"""The office's sheets of a month: which units have brought theirs, and which are late."""

from datetime import date, timedelta

from flask import Blueprint, render_template, request

from registry.extensions.clock import today
from registry.services.attendance.papers import month_of
from registry.services.attendance.sheets import UnitMonth, list_sheets, overdue
from registry.views.formats.dates import month_text
from registry.vocabulary.accounts import Act
from registry.vocabulary.attendance import SheetState
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("sheet_months", __name__, url_prefix="/planillas")

MONTH = "mes"
MONTHS_SHOWN = 12
ONE_DAY = timedelta(days=1)


@blueprint.get("/")
@permits(Act.READ_PLACEMENTS)
def index() -> str:
    """List the units of a month, last month's unless another is asked for."""
    officer, on = current_officer(), today()
    months = _months(on)
    chosen = next((month for month in months if f"{month:%Y-%m}" == request.args.get(MONTH)), months[1])
    return render_template(
        "attendance/sheets.html",
        month=chosen,
        months=[(f"{month:%Y-%m}", month_text(month).capitalize()) for month in months],
        rows=[(row, _state(row, on)) for row in list_sheets(chosen, officer=officer)],
        late=[row for row in overdue(officer, on) if row.month != chosen],
    )


def _months(on: date) -> list[date]:
    """The present month and those before it, the latest first."""
    months = [month_of(on)]
    while len(months) < MONTHS_SHOWN:
        months.append(month_of(months[-1] - ONE_DAY))
    return months


def _state(row: UnitMonth, on: date) -> tuple[str, str]:
    """The tone and the words of a sheet's state (whose turn it is)."""
    if row.state is SheetState.CLOSED:
        return "done", "Cerrada"
    if row.is_overdue(on):
        return "risk", "Atrasada"
    return ("moving", "Abierta") if month_of(on) == row.month else ("yours", "Por cerrar")
