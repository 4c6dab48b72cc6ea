"""The blank control sheet of a unit's month as PDF, for the office and for whoever supervises the unit."""

from flask import Blueprint, Response, abort

from registry.extensions.clock import today
from registry.services.documents import printing
from registry.services.documents.months import parse_month
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("sheet_papers", __name__)


@blueprint.get("/unidades/<int:unit_id>/planillas/<string(length=7):month>.pdf")
@permits(Act.READ_ATTENDANCE)
def blank(unit_id: int, month: str) -> Response:
    """Print the month's sheet, with lines to sign on."""
    first = parse_month(month)
    if first is None:
        abort(404)
    paper = printing.print_sheet(unit_id, first, officer=current_officer(), on=today())
    return Response(
        paper,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="planilla-{unit_id}-{month}.pdf"'},
    )
