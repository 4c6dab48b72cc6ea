"""Visits to prisons: the list, the week, asking for one, and what happens to it."""

from collections.abc import Callable
from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.extensions.clock import today
from registry.schemas.forms import load_form, read_version
from registry.schemas.institutions.registration import ReasonInput
from registry.schemas.religious.agent import prison_name
from registry.schemas.religious.visit import AttendanceInput, CancellationInput
from registry.services.accounts.policy import is_allowed
from registry.services.religious import attending, calendar, visits
from registry.services.religious.attending import Outcome
from registry.views.editing import Answer
from registry.views.filling import Errors, name_missing
from registry.views.formats.dates import date_text
from registry.views.lists import ListAddress, page_of, term_of
from registry.views.religious.stepping import taken
from registry.vocabulary.accounts import Act, ScopeKind
from registry.vocabulary.religious import PrisonVisitState
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("visits", __name__, url_prefix="/visitas")

FILTERS = ("estado", "establecimiento", "desde", "hasta")
LABELS = {"reason": "Motivo", "agents": "Quiénes vinieron", "people_came": "Cuántas personas asistieron"}
A_WEEK = timedelta(days=7)
DONE = {
    "approved": "La visita quedó aprobada. La sala queda reservada a esa hora.",
    "denied": "La visita quedó denegada. El grupo ve el motivo en su página.",
    "cancelled": "La visita quedó cancelada y su hora, libre.",
    "noted": "Quedó anotado qué pasó con la visita.",
}


@blueprint.get("/")
@permits(Act.READ_VISITS)
def index() -> str:
    """List the visits within reach."""
    officer = current_officer()
    address = ListAddress.of("visits.index", request.args, *FILTERS)
    state = term_of(PrisonVisitState, address.given.get("estado"))
    prisons = calendar.prisons_of(officer)
    prison = next((code for code in prisons if code == address.given.get("establecimiento")), "")
    first, last = _day(address.given.get("desde")), _day(address.given.get("hasta"))
    wanted = calendar.VisitFilter(state=state, prison=prison, from_day=first, to_day=last)
    words = {
        "estado": state.label if state else "",
        "establecimiento": prison_name(prison) if prison else "",
        "desde": f"Desde el {date_text(first)}" if first else "",
        "hasta": f"Hasta el {date_text(last)}" if last else "",
    }
    return render_template(
        "religious/visits.html",
        page=calendar.list_visits(wanted, officer=officer, page=page_of(request.args)),
        address=address,
        wanted=wanted,
        chips=address.chips(words),
        states=PrisonVisitState.choices(),
        prisons=[(code, prison_name(code)) for code in prisons],
        prison_name=prison_name,
        groups=officer.scope_keys(ScopeKind.INSTITUTION),
    )


@blueprint.get("/semana")
@permits(Act.READ_VISITS)
def week() -> str:
    """Show a prison's week."""
    officer, day = current_officer(), _day(request.args.get("dia")) or today()
    prisons = calendar.prisons_of(officer)
    asked = request.args.get("establecimiento")
    prison = next((code for code in prisons if code == asked), next(iter(prisons), ""))
    return render_template(
        "religious/week.html",
        days=calendar.week_of(prison, day, officer=officer),
        prison=prison,
        prisons=[(code, prison_name(code)) for code in prisons],
        day=day,
        before=day - A_WEEK,
        after=day + A_WEEK,
        today=today(),
    )


@blueprint.get("/<int:visit_id>")
@permits(Act.READ_VISITS)
def show(visit_id: int) -> str:
    """Show a visit with those who come."""
    return _page(visit_id, {})


@blueprint.post("/<int:visit_id>/aprobar")
@permits(Act.DECIDE_VISITS)
def approve(visit_id: int) -> Answer:
    """Give the group the room at that hour."""
    officer, version = current_officer(), read_version(request.form)
    return _step(
        visit_id, {}, lambda: visits.approve(visit_id, version=version, officer=officer, on=today()), "approved"
    )


@blueprint.post("/<int:visit_id>/denegar")
@permits(Act.DECIDE_VISITS)
def deny(visit_id: int) -> Answer:
    """Refuse it, or take its approval back."""
    officer, version = current_officer(), read_version(request.form)
    loaded, errors = load_form(ReasonInput(), request.form)
    return _step(
        visit_id,
        errors,
        lambda: visits.deny(visit_id, **loaded, version=version, officer=officer, on=today()),
        "denied",
    )


@blueprint.post("/<int:visit_id>/cancelar")
@permits(Act.REQUEST_VISITS)
def cancel(visit_id: int) -> Answer:
    """Call it off for the group."""
    officer, version = current_officer(), read_version(request.form)
    loaded, errors = load_form(CancellationInput(), request.form)
    return _step(
        visit_id,
        errors,
        lambda: visits.cancel(visit_id, **loaded, version=version, officer=officer, on=today()),
        "cancelled",
    )


@blueprint.post("/<int:visit_id>/asistencia")
@permits(Act.DECIDE_VISITS)
def note(visit_id: int) -> Answer:
    """Note what came of it."""
    officer, version = current_officer(), read_version(request.form)
    loaded, errors = load_form(AttendanceInput(), request.form)
    return _step(
        visit_id,
        errors,
        lambda: attending.note(visit_id, Outcome(**loaded), version=version, officer=officer, on=today()),
        "noted",
    )


def _step(visit_id: int, errors: Errors, take: Callable[[], object], done: str) -> Answer:
    refused = errors or taken(take)
    if refused:
        return _page(visit_id, refused), 422
    flash(DONE[done], "success")
    return _home(visit_id)


def _home(visit_id: int) -> Response:
    return redirect(url_for("visits.show", visit_id=visit_id), 303)


def _page(visit_id: int, errors: Errors) -> str:
    officer = current_officer()
    view = calendar.get_visit(visit_id, officer=officer)
    return render_template(
        "religious/visit.html",
        visit=view.visit,
        visitors=view.visitors,
        coming=[(visitor.agent.id, visitor.agent.full_name) for visitor in view.visitors],
        states=PrisonVisitState,
        form=request.form,
        errors=name_missing(errors, LABELS),
        may_decide=is_allowed(officer, Act.DECIDE_VISITS),
        may_ask=is_allowed(officer, Act.REQUEST_VISITS),
        prison_name=prison_name,
        today=today(),
    )


def _day(typed: str | None) -> date | None:
    """The day that an address tells, if it tells one."""
    try:
        return date.fromisoformat(typed or "")
    except ValueError:
        return None
