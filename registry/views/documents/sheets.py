"""The blank control sheet of a unit's month as PDF, for the office and for whoever supervises the unit."""

from datetime import date

from flask import Blueprint, Response

from registry.extensions.clock import today
from registry.services.documents import printing
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("sheet_papers", __name__)


@blueprint.get("/unidades/<int:unit_id>/planillas/<month:month>.pdf")
@permits(Act.READ_ATTENDANCE)
def blank(unit_id: int, month: date) -> Response:
    """Print the month's sheet, with lines to sign on."""
    paper = printing.print_sheet(unit_id, month, officer=current_officer(), on=today())
    return Response(
        paper,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="planilla-{unit_id}-{month:%Y-%m}.pdf"'},
    )
