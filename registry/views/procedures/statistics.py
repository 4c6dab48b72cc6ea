"""Whether the terms of case files are met: by procedure, office and month, as a page and as a file."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import Blueprint, Response, render_template, request

from registry.extensions.clock import today
from registry.extensions.spreadsheets import CSV, MEDIA_TYPES, write_sheet
from registry.reference.months import add_months, parse_month
from registry.services.accounts.policy import Act
from registry.services.procedures.desk.timeliness import By, Figures, Line, Period, Report, read_report
from registry.services.rounds.fairness import SMALLEST_GROUP
from registry.views.formats.dates import month_text
from registry.views.formats.numbers import number, percent
from registry.views.lists import ListAddress, term_of
from registry.vocabulary.procedures import ProcedureCode
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("case_statistics", __name__, url_prefix="/expedientes")

FILTERS = ("por", "desde", "hasta", "tramite")
HEADINGS = ("Presentados", "Resueltos", "En plazo", "Vencidos sin resolver", "Mediana de días hábiles", "Observados")
COLUMNS = [{"label": label, "is_number": True} for label in HEADINGS]
#: Months that are told where none are named.
USUAL_MONTHS = 12
MOST_MONTHS = 60
FEW, NOT_TOLD, NONE = f"menos de {SMALLEST_GROUP}", "no se muestra", "–"


class Asked(NamedTuple):
    """What is told, and by what."""

    by: By
    period: Period


@blueprint.get("/plazos")
@permits(Act.READ_CASES)
def show() -> str:
    """Tell how many were filed, decided and in time, line by line."""
    address, asked, report = _read()
    total = report.total
    return render_template(
        "procedures/desk/statistics.html",
        address=address,
        asked=asked,
        total=list(zip(HEADINGS, _cells(total), strict=True)),
        finding=_finding(total),
        lines=[(line.name, _line_cells(line)) for line in report.lines],
        columns=[{"label": asked.by.label}, *COLUMNS],
        choices=By.choices(),
        procedures=ProcedureCode.choices(),
        csv_url=ListAddress("case_statistics.download", address.given).with_(),
        span=f"{month_text(asked.period.first)} a {month_text(asked.period.last)}",
    )


@blueprint.get("/plazos.csv")
@permits(Act.READ_CASES)
def download() -> Response:
    """Send the same as a file."""
    _, asked, report = _read()
    rows = [(line.name, *_line_cells(line)) for line in report.lines]
    sheet = write_sheet(CSV, (asked.by.label, *HEADINGS), [*rows, ("Total", *_cells(report.total))])
    return Response(
        sheet, mimetype=MEDIA_TYPES[CSV], headers={"Content-Disposition": 'attachment; filename="plazos.csv"'}
    )


def _read() -> tuple[ListAddress, Asked, Report]:
    address = ListAddress.of("case_statistics.show", request.args, *FILTERS)
    asked, officer = _asked(address), current_officer()
    return address, asked, read_report(asked.period, asked.by, officer=officer, on=today())


def _asked(address: ListAddress) -> Asked:
    """The months that are named, the last twelve where none are; never more than five years."""
    last_month = _month(address.given.get("hasta")) or today().replace(day=1)
    first = _month(address.given.get("desde")) or add_months(last_month, 1 - USUAL_MONTHS)
    first = max(min(first, last_month), add_months(last_month, 1 - MOST_MONTHS))
    last = add_months(last_month, 1) - date.resolution
    procedure = term_of(ProcedureCode, address.given.get("tramite"))
    return Asked(term_of(By, address.given.get("por")) or By.PROCEDURE, Period(first, last, procedure))


def _month(text: str | None) -> date | None:
    found = parse_month(text or "")
    return found if found is not None and 2000 <= found.year <= 2100 else None


def _line_cells(line: Line) -> Sequence[str]:
    if line.figures is not None:
        return _cells(line.figures)
    return [FEW if line.is_small else NOT_TOLD, *[NOT_TOLD] * (len(HEADINGS) - 1)]


def _cells(figures: Figures | None) -> Sequence[str]:
    if figures is None:
        return [FEW, *[NOT_TOLD] * (len(HEADINGS) - 1)]
    share, observed = figures.in_time_share, figures.observed_share
    return [
        number(figures.filed),
        number(figures.decided),
        NONE if share is None else percent(share),
        number(figures.overdue),
        NONE if figures.median_days is None else number(figures.median_days, 1),
        NONE if observed is None else percent(observed),
    ]


def _finding(total: Figures | None) -> Any:
    """The figures of everything, in a sentence."""
    if total is None or total.in_time_share is None:
        return "Aún no hay expedientes resueltos que contar"
    return f"{percent(total.in_time_share)} de los expedientes resueltos lo fue en su plazo"
