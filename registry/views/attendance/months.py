"""The office's sheets of a month: which units have brought theirs, and which are late."""

from datetime import date

from flask import Blueprint, render_template, request

from registry.extensions.clock import today
from registry.norms import value_at
from registry.reference.months import last_of, latest_months, month_of
from registry.services.attendance.sheets import UnitMonth, list_sheets, overdue
from registry.views.formats.dates import month_text
from registry.vocabulary.accounts import Act
from registry.vocabulary.attendance import SheetState
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("sheet_months", __name__, url_prefix="/planillas")

MONTH = "mes"
MONTHS_SHOWN = 12


@blueprint.get("/")
@permits(Act.READ_PLACEMENTS)
def index() -> str:
    """List the units of a month, last month's unless another is asked for."""
    officer, on = current_officer(), today()
    months = latest_months(on, MONTHS_SHOWN)
    chosen = next((month for month in months if f"{month:%Y-%m}" == request.args.get(MONTH)), months[1])
    return render_template(
        "attendance/sheets.html",
        month=chosen,
        term=value_at("attendance_sheet_term", last_of(chosen)),
        months=[(f"{month:%Y-%m}", month_text(month).capitalize()) for month in months],
        rows=[(row, _state(row, on)) for row in list_sheets(chosen, officer=officer)],
        late=[row for row in overdue(officer, on) if row.month != chosen],
    )


def _state(row: UnitMonth, on: date) -> tuple[str, str]:
    """The tone and the words of a sheet's state (whose turn it is)."""
    if row.state is SheetState.CLOSED:
        return "done", "Cerrada"
    if row.is_overdue(on):
        return "risk", "Atrasada"
    return ("moving", "Abierta") if month_of(on) == row.month else ("yours", "Por cerrar")
