"""The log: searched, opened entry by entry, exported, and its chain checked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from registry.extensions.spreadsheets import CSV, MEDIA_TYPES, XLSX, write_sheet
from registry.schemas.exports import ExportInput
from registry.schemas.forms import load_form
from registry.services.audit import heads, searching
from registry.services.audit.searching import AuditFilter
from registry.services.audit.verifying import Verdict, verify
from registry.views import searches
from registry.views.audit.words import who
from registry.views.editing import Answer
from registry.views.filling import Errors, name_missing
from registry.views.formats.dates import date_table
from registry.views.formats.numbers import number
from registry.views.lists import ListAddress, number_of, page_of, term_of
from registry.vocabulary.accounts import Act, AuditAction
from registry.vocabulary.audit import SUBJECTS, subject_label
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("audit", __name__, url_prefix="/auditoria")

FILTERS = (searches.PARAMETER, "accion", "objeto", "numero", "oficina", "desde", "hasta")
#: Rows at the chain's end that the page checks each time; the rest is checked when asked for.
NEWEST = 1_000
HEADINGS = (
    "Número",
    "Fecha y hora",
    "Quién",
    "Cargo",
    "Oficina",
    "Acción",
    "Registro",
    "Clave",
    "Motivo",
    "Dirección",
    "Solicitud",
    "Huella",
)


@blueprint.get("/")
@permits(Act.READ_AUDIT)
def index() -> str:
    """List the entries that the filters leave; the look at them is an entry itself."""
    return _page({})


@blueprint.post("/buscar")
@permits(Act.READ_AUDIT)
def look_for() -> AnyResponse:
    """Look for somebody who acted, or a purpose; the address that follows carries only a key."""
    text = request.form.get("search", "").strip()
    return redirect(url_for("audit.index", busqueda=searches.keep(text) if text else None), 303)


@blueprint.get("/<int:number>")
@permits(Act.READ_AUDIT)
def show(number: int) -> str:
    """Show one entry and what it changed."""
    entry = searching.get_entry(number, officer=current_officer())
    return render_template(
        "audit/entry.html", entry=entry, offices=searching.office_names(), subject=subject_label(entry.subject), who=who
    )


@blueprint.post("/exportar")
@permits(Act.READ_AUDIT)
def export() -> Answer:
    """Send the entries that the filters leave as a file; the export is noted with its purpose."""
    loaded, errors = load_form(ExportInput(), request.form)
    if errors:
        return _page(name_missing(errors, {"purpose": "Motivo de la exportación"})), 422
    form = XLSX if loaded["formato"] == XLSX else CSV
    found = searching.export(_narrowed(_address().given), officer=current_officer(), purpose=loaded["purpose"])
    offices = searching.office_names()
    sheet = write_sheet(form, HEADINGS, (_cells(entry, offices) for entry in found))
    return Response(
        sheet,
        mimetype=MEDIA_TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="auditoria.{form}"'},
    )


@blueprint.post("/comprobar")
@permits(Act.READ_AUDIT)
def check() -> AnyResponse:
    """Check the whole chain against its sealed end and the ends noted outside the database."""
    verdict = verify(heads.read_heads(heads.heads_file()))
    if verdict.is_whole:
        flash(f"Cadena íntegra: {number(verdict.rows)} filas.{_lost(verdict)}", "success")
    else:
        flash(_broken(verdict), "error")
    return redirect(url_for("audit.index"), 303)


def _address() -> ListAddress:
    return ListAddress.of("audit.index", request.args, *FILTERS)


def _page(errors: Errors) -> str:
    address, officer = _address(), current_officer()
    narrowed = _narrowed(address.given)
    verdict = verify(newest=NEWEST)
    offices = searching.office_names()
    return render_template(
        "audit/index.html",
        page=searching.search(narrowed, officer=officer, page=page_of(request.args)),
        narrowed=narrowed,
        address=address,
        chips=address.chips(_words(narrowed, offices)),
        actions=AuditAction.choices(),
        subjects=sorted(SUBJECTS.items(), key=lambda pair: pair[1]),
        offices=offices,
        subject_label=subject_label,
        who=who,
        errors=errors,
        chain=_broken(verdict) if not verdict.is_whole else "",
        rows=verdict.last,
        checked=verdict.rows,
    )


def _narrowed(given: Mapping[str, str]) -> AuditFilter:
    return AuditFilter(
        words=searches.asked(given),
        action=term_of(AuditAction, given.get("accion")),
        subject=given["objeto"] if given.get("objeto") in SUBJECTS else "",
        subject_id=number_of(given.get("numero")),
        office_id=number_of(given.get("oficina")),
        since=_day(given.get("desde")),
        until=_day(given.get("hasta")),
    )


def _words(narrowed: AuditFilter, offices: Mapping[int, str]) -> dict[str, str]:
    return {
        searches.PARAMETER: f"Búsqueda: {narrowed.words}" if narrowed.words else "",
        "accion": narrowed.action.label if narrowed.action else "",
        "objeto": subject_label(narrowed.subject) if narrowed.subject else "",
        "numero": f"Clave {narrowed.subject_id}" if narrowed.subject_id is not None else "",
        "oficina": offices.get(narrowed.office_id or 0, ""),
        "desde": f"Desde {date_table(narrowed.since)}" if narrowed.since else "",
        "hasta": f"Hasta {date_table(narrowed.until)}" if narrowed.until else "",
    }


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _cells(entry: Any, offices: Mapping[int, str]) -> list[Any]:
    office = offices.get(entry.office_id or 0, "")
    what = (entry.action.label, subject_label(entry.subject), entry.subject_id)
    return [
        entry.number,
        entry.at,
        entry.actor,
        entry.post,
        office,
        *what,
        entry.purpose,
        entry.address,
        entry.request_id,
        entry.hash,
    ]


def _lost(verdict: Verdict) -> str:
    rows = sum(loss.rows for loss in verdict.losses)
    return f" Al restaurar copias se perdieron al menos {number(rows)} filas, como consta en ella." if rows else ""


def _broken(verdict: Verdict) -> str:
    """Tell the first fault; the command tells all of them."""
    told = ", ".join(f"fila {finding.first}: {finding.fault.label.lower()}" for finding in verdict.findings[:3])
    return f"La cadena no está íntegra ({told}). Conserve una copia y ejecute reinserta audit verify."
