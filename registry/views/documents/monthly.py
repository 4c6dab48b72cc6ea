"""The monthly reports of the office, for all of whom it owes one, under one signature (RCEP 262)."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for

from registry.extensions.clock import today
from registry.reference.months import latest_months, month_before, parse_month
from registry.services.documents import monthly
from registry.services.documents.issuing import Issued
from registry.services.placements import placements
from registry.views.accounts.proving import proved
from registry.views.editing import Answer
from registry.views.filling import saved
from registry.views.formats.dates import month_text
from registry.views.formats.numbers import plural
from registry.views.lists import ListAddress, page_of
from registry.vocabulary.accounts import Act
from registry.vocabulary.messages import message
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("monthly_reports", __name__, url_prefix="/documentos/informes-mensuales")

#: Months that the page offers, the last that is over first.
MONTHS_OFFERED = 12
#: Refusals that are told one by one; more are only counted.
MOST_TOLD = 5


@blueprint.get("")
@permits(Act.READ_PLACEMENTS)
def index() -> str:
    """List whom the office reports on for a month, and what is missing."""
    last = month_before(today())
    month = parse_month(request.args.get("mes", "")) or last
    return render_template(
        "documents/monthly.html",
        found=monthly.list_month(month, officer=current_officer(), page=page_of(request.args)),
        address=ListAddress.of("monthly_reports.index", request.args, "mes"),
        months=[(f"{one:%Y-%m}", month_text(one)) for one in latest_months(last, MONTHS_OFFERED)],
        most_at_once=monthly.MOST_AT_ONCE,
        is_over=month <= last,
    )


@blueprint.post("")
@proved
@permits(Act.ISSUE_LETTERS)
def issue() -> Answer:
    """Sign the missing reports; each refusal is told with its name."""
    month = parse_month(request.form.get("month", ""))
    if month is None:
        return redirect(url_for("monthly_reports.index"), 303)
    results, errors = saved(lambda: monthly.issue_month(month, officer=current_officer(), on=today()))
    if results is None:
        flash(next(iter(errors.values()))[0], "error")
    else:
        _tell(results)
    return redirect(url_for("monthly_reports.index", mes=f"{month:%Y-%m}"), 303)


def _tell(results: Sequence[Issued]) -> None:
    refused = [result for result in results if result.refusal]
    if len(results) > len(refused):
        flash(f"{plural(len(results) - len(refused), 'informe emitido', 'informes emitidos')}.", "success")
    for result in refused[:MOST_TOLD]:
        if result.refusal:
            person = placements.get_placement(result.placement_id, officer=current_officer()).sentence.person
            flash(f"{person.full_name}: {message(result.refusal.code, result.refusal.facts)}", "error")
    if len(refused) > MOST_TOLD:
        flash(f"{plural(len(refused) - MOST_TOLD, 'informe más', 'informes más')} sin emitir.", "error")
    if not results:
        flash("No falta ningún informe de ese mes.", "note")
