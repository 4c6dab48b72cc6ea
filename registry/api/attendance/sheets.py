"""The control sheets of units, month by month."""

from datetime import date
from typing import Any

from registry.api.nouns import KEY, MethodView, Noun
from registry.extensions.clock import today
from registry.schemas.attendance.entry import SheetOutput, UnitMonthOutput
from registry.services.attendance import sheets
from registry.services.documents.printing import print_sheet
from registry.vocabulary.accounts import Act
from registry.web.files import PDF, download
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sessions import require_proof

noun = Noun("sheets", __name__, "Planillas de control")

ONE = f"/units/<{KEY}:unit_id>/sheets/<month:month>"


@noun.at("/sheets/<month:month>")
class Sheets(MethodView):
    """The sheets of a month."""

    @permits(Act.READ_ATTENDANCE)
    @noun.answers("Listar las planillas de un mes, por unidad", UnitMonthOutput(many=True))
    def get(self, month: date) -> Any:
        """List every unit that expected or noted somebody."""
        return sheets.list_sheets(month, officer=current_officer())


@noun.at(ONE)
class Sheet(MethodView):
    """One sheet."""

    @permits(Act.READ_ATTENDANCE)
    @noun.answers("Leer la planilla de una unidad y un mes", SheetOutput)
    def get(self, unit_id: int, month: date) -> Any:
        """Read who is expected when, and what is in force."""
        return sheets.open_sheet(unit_id, month, officer=current_officer())


@noun.at(f"{ONE}/closing")
class SheetClosing(MethodView):
    """The signature under a sheet."""

    @permits(Act.CLOSE_SHEETS)
    @noun.answers("Cerrar la planilla de una unidad y un mes; después solo la oficina corrige", SheetOutput)
    def post(self, unit_id: int, month: date) -> Any:
        """Sign for it."""
        require_proof()
        sheets.close(unit_id, month, officer=current_officer(), on=today())
        return sheets.open_sheet(unit_id, month, officer=current_officer())


@noun.at(f"{ONE}/pdf")
class SheetPdf(MethodView):
    """The sheet for pen and paper."""

    offers = (PDF,)

    @permits(Act.READ_ATTENDANCE)
    @noun.answers_file("Descargar la planilla de control en blanco, con los turnos del mes y líneas de firma", PDF)
    def get(self, unit_id: int, month: date) -> Any:
        """Print it."""
        paper = print_sheet(unit_id, month, officer=current_officer(), on=today())
        return download(paper, PDF, f"planilla-{unit_id}-{month:%Y-%m}.pdf")
