"""The prisons of an account, and what can be done in each: where every page of a prison's work leads back to."""

from typing import Any, NamedTuple

from flask import Blueprint, current_app, render_template, url_for

from registry.schemas.religious.agent import prison_name
from registry.vocabulary.accounts import ScopeKind
from registry.web.identity import current_officer
from registry.web.permissions import may_open, signed_in

blueprint = Blueprint("work_prisons", __name__, url_prefix="/penales")


class Section(NamedTuple):
    """A part of a prison's work with pages of its own; the application may not have it yet."""

    #: Takes the prison's code as `prison`.
    endpoint: str
    label: str
    explanation: str


class Tab(NamedTuple):
    """A section of one prison that the reader may open."""

    label: str
    url: str
    explanation: str
    endpoint: str


#: In the order of the work.
SECTIONS = (
    Section("workshops.index", "Talleres", "ambientes, pabellones y cuántas personas caben en cada turno"),
    Section("inmates.index", "Internos", "fichas de quienes están en el penal, y lo que su trabajo necesita saber"),
    Section("work_applications.index", "Postulaciones", "quién postula a qué, y lo que le falta a cada quien"),
    Section("work_evaluations.index", "Por evaluar", "postulaciones que esperan su evaluación"),
    Section("work_inductions.index", "Inducciones", "quién la recibió, y cuándo"),
    Section("activities.index", "Actividades", "las que se proponen, las publicadas y sus vacantes"),
)


@blueprint.get("/")
@signed_in
def index() -> str:
    """List the account's prisons, each with what can be done there."""
    return render_template("prison_work/prisons.html", prisons=[(name, tabs_of(code)) for code, name in own_prisons()])


def own_prisons() -> list[tuple[str, str]]:
    """Code and name of the prisons that the present account was given."""
    codes = sorted(current_officer().scope_keys(ScopeKind.PRISON))
    return [(code, prison_name(code)) for code in codes]


def tabs_of(prison: str) -> list[Tab]:
    """The sections of a prison that the present reader may open."""
    known = [one for one in SECTIONS if one.endpoint in current_app.view_functions]
    found = [Tab(one.label, url_for(one.endpoint, prison=prison), one.explanation, one.endpoint) for one in known]
    return [tab for tab in found if may_open(tab.url)]


def frame(prison: str) -> dict[str, Any]:
    """What the template of a prison's page is given for its head: `prison`, `prison_name` and `tabs`."""
    return {"prison": prison, "prison_name": prison_name(prison), "tabs": tabs_of(prison)}
