"""The public list of agreements, quarter by quarter (RPROD art. 31)."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from registry.extensions.clock import today
from registry.extensions.spreadsheets import CSV, MEDIA_TYPES, Cell, write_sheet
from registry.services.agreements import publishing
from registry.views.lists import term_of
from registry.vocabulary.agreements import AgreementKind
from registry.web.permissions import public

blueprint = Blueprint("published_agreements", __name__, url_prefix="/convenios-publicos")

COLUMNS = [{"label": "Convenio"}, {"label": "Institución"}, {"label": "Tipo"}, {"label": "Vigencia"}]
CSV_COLUMNS = ("numero", "ruc", "institucion", "tipo", "titulo", "desde", "hasta", "firmado")


@blueprint.get("/")
@public
def show() -> str:
    """List the agreements in force at the end of a quarter."""
    as_of, kind, search = _asked()
    return render_template(
        "agreements/published.html",
        agreements=publishing.published(as_of, kind=kind, search=search),
        as_of=as_of,
        kind=kind,
        search=search,
        quarters=[(f"{end}", f"al {end:%d/%m/%Y}") for end in _ends()],
        kinds=AgreementKind.choices(),
        columns=COLUMNS,
        csv_url=url_for(".export", trimestre=as_of, tipo=kind, buscar=search or None),
    )


@blueprint.get("/convenios.csv")
@public
def export() -> Response:
    """The same list as a file."""
    as_of, kind, search = _asked()
    found = publishing.published(as_of, kind=kind, search=search)
    answer = Response(write_sheet(CSV, CSV_COLUMNS, map(_row, found)), content_type=MEDIA_TYPES[CSV])
    answer.headers.set("Content-Disposition", "attachment", filename=f"convenios-{as_of}.csv")
    return answer


def _row(agreement: Any) -> tuple[Cell, ...]:
    whose = agreement.institution
    dates = agreement.starts_on, agreement.ends_on, agreement.signed_on
    return (agreement.shown_number, whose.ruc, whose.name, agreement.kind.label, agreement.title, *dates)


def _asked() -> tuple[date, AgreementKind | None, str]:
    """Quarter, kind and words of the address; whatever is none is the newest quarter, and no narrowing."""
    ends = _ends()
    as_of = next((end for end in ends if f"{end}" == request.args.get("trimestre")), ends[0])
    return as_of, term_of(AgreementKind, request.args.get("tipo")), request.args.get("buscar", "")[:80]


def _ends() -> list[date]:
    return publishing.quarter_ends(today(), since=publishing.first_signature())
