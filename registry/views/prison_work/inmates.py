"""The inmates of a prison: the list, one file, and the table of them."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answered

from registry.errors import InvalidFields
from registry.extensions.clock import today
from registry.extensions.spreadsheets import MEDIA_TYPES, XLSX, write_sheet
from registry.services.prison_work.inmate_directory import InmateFilter, export_inmates, list_inmates
from registry.services.prison_work.inmate_files import open_inmate
from registry.services.prison_work.inmates import list_pavilions
from registry.services.prison_work.stages import held_stages
from registry.views import searches
from registry.views.filling import Errors
from registry.views.lists import ListAddress, number_of, page_of, term_of
from registry.views.prison_work import prisons
from registry.vocabulary.accounts import Act
from registry.vocabulary.people import Skill
from registry.vocabulary.prison_work import LegalSituation, Stage
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.refusals import field_messages

blueprint = Blueprint("inmates", __name__, url_prefix="/penales/<prison>/internos")

FILTERS = ("busqueda", "pabellon", "situacion", "etapa", "libro", "libres")
BOOK = (("si", "Inscritos"), ("no", "Sin inscribir"))
COLUMNS = [
    {"label": "Interno"},
    {"label": "Documento"},
    {"label": "Pabellón"},
    {"label": "Régimen y etapa"},
    {"label": "Situación"},
    {"label": "Libro de registro"},
]


@blueprint.get("/")
@permits(Act.READ_INMATES)
def index(prison: str) -> str:
    """List those who are held in the prison."""
    return _list_page(prison, {})


@blueprint.post("/buscar")
@permits(Act.READ_INMATES)
def search(prison: str) -> Answered:
    """Look for a name or a document; the address that follows carries only a key."""
    list_pavilions(prison, officer=current_officer())  # another's prison is not found
    text = request.form.get("search", "").strip()
    return redirect(url_for("inmates.index", prison=prison, busqueda=searches.keep(text) if text else None), 303)


@blueprint.post("/exportar")
@permits(Act.KEEP_INMATES)
def export(prison: str) -> Answered | tuple[str, int]:
    """Hand out the table of those who are held, for a purpose."""
    try:
        table = export_inmates(prison, officer=current_officer(), purpose=request.form.get("purpose", ""))
    except InvalidFields as refusal:
        return _list_page(prison, field_messages(refusal)), 422
    named = {"Content-Disposition": f'attachment; filename="internos-{prison}-{today():%Y%m%d}.xlsx"'}
    return Response(write_sheet(XLSX, table.headings, table.rows), content_type=MEDIA_TYPES[XLSX], headers=named)


@blueprint.get("/<int:inmate_id>")
@permits(Act.READ_INMATES)
def show(prison: str, inmate_id: int) -> str:
    """Show a file; the audit notes who looked."""
    inmate = open_inmate(inmate_id, officer=current_officer())
    return render_template(
        "prison_work/inmate.html",
        **prisons.frame(inmate.prison),
        inmate=inmate,
        stages=list(reversed(held_stages(inmate.stages))),
        skills=[Skill(code).label for code in inmate.skills],
        certificates=[Skill(code).label for code in inmate.certificates],
        experience=[(Skill(one["trade"]).label, one["months"]) for one in inmate.experience],
        free=dict.fromkeys(inmate.free_shift_numbers, True),
        today=today(),
    )


def _list_page(prison: str, errors: Errors) -> str:
    officer = current_officer()
    pavilions = list_pavilions(prison, officer=officer)
    address = ListAddress.of("inmates.index", {**request.args, "prison": prison}, "prison", *FILTERS)
    narrowed = _narrowed(prison, address.given)
    return render_template(
        "prison_work/inmates.html",
        **prisons.frame(prison),
        page=list_inmates(narrowed, officer=officer, page=page_of(request.args)),
        address=address,
        narrowed=narrowed,
        columns=COLUMNS,
        chips=address.chips(_words(narrowed, dict(pavilions))),
        pavilions=pavilions,
        situations=LegalSituation.choices(),
        stages=Stage.choices(),
        book=BOOK,
        errors=errors,
    )


def _narrowed(prison: str, given: Mapping[str, str]) -> InmateFilter:
    book = given.get("libro")
    return InmateFilter(
        prison=prison,
        search=searches.asked(given),
        pavilion_id=number_of(given.get("pabellon")),
        situation=term_of(LegalSituation, given.get("situacion")),
        stage=term_of(Stage, given.get("etapa")),
        is_inscribed=book == "si" if book in dict(BOOK) else None,
        is_released=given.get("libres") == "true",
    )


def _words(narrowed: InmateFilter, pavilions: Mapping[int, Any]) -> dict[str, str]:
    book = {None: "", True: "Inscritos en el libro", False: "Sin inscribir"}
    return {
        "busqueda": f"Búsqueda: {narrowed.search}" if narrowed.search else "",
        "pabellon": pavilions.get(narrowed.pavilion_id or 0, "") if narrowed.pavilion_id else "",
        "situacion": narrowed.situation.label if narrowed.situation else "",
        "etapa": narrowed.stage.label if narrowed.stage else "",
        "libro": book[narrowed.is_inscribed],
        "libres": "En libertad" if narrowed.is_released else "",
    }
