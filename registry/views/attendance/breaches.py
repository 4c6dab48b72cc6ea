"""Alerts of breach: the office's list by whose turn it is, one alert with its causes, and the acts of who judges."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from registry.errors import NotFound, StaleVersion
from registry.extensions.clock import today
from registry.norms import NormStatus, norm_at
from registry.reference.holidays import business_days_between
from registry.schemas.forms import load_form, read_version
from registry.services.attendance import breaches, judging
from registry.services.attendance.breach_steps import refusal_of
from registry.services.attendance.reviewing import Review, open_review
from registry.services.documents import uploads
from registry.services.history import last_change
from registry.views.accounts.proving import proved
from registry.views.attendance.breach_pages import EXCUSES, LABELS, PAGES, StepPage
from registry.views.editing import Answer
from registry.views.filling import BEFORE, Errors, Form, name_missing, saved
from registry.views.formats.breaches import norm_text
from registry.views.lists import ListAddress, page_of, term_of
from registry.vocabulary.accounts import Act
from registry.vocabulary.attendance import BreachStep, BreachTurn, Outcome
from registry.vocabulary.messages import message
from registry.web.identity import current_officer
from registry.web.permissions import permits
from registry.web.sending import take_if_sent

blueprint = Blueprint("breaches", __name__, url_prefix="/incumplimientos")

SIGNED = "any('pedir-descargo', informar)"
UNSIGNED = "any(descargo, justificar, retirar)"


@blueprint.get("/")
@permits(Act.JUDGE_BREACHES)
def index() -> str:
    """List the office's alerts of one turn, by consequence."""
    address = ListAddress.of("breaches.index", request.args, "turno")
    turn = term_of(BreachTurn, address.given.get("turno")) or BreachTurn.OFFICE
    officer, on = current_officer(), today()
    return render_template(
        "attendance/breaches.html",
        page=breaches.list_alerts(turn, officer=officer, on=on, page=page_of(request.args)),
        counts=breaches.count_turns(officer=officer, on=on),
        turn=turn,
        turns=BreachTurn,
        address=address,
        on=on,
        turn_of=breaches.turn_of,
        is_over=breaches.is_over,
        days_left=business_days_between,
    )


@blueprint.get("/<int:alert_id>")
@permits(Act.JUDGE_BREACHES)
def show(alert_id: int) -> str:
    """Show an alert with everything an officer weighs, and what may be done."""
    return _alert_page(open_review(alert_id, officer=current_officer(), on=today()))


@blueprint.get("/<int:alert_id>/<string:step>")
@permits(Act.JUDGE_BREACHES)
def ask_step(alert_id: int, step: str) -> Answer:
    """Show the form of an act with its effect; where it is not open, say why."""
    page = PAGES.get(step)
    if page is None:
        raise NotFound(step=step)
    review = open_review(alert_id, officer=current_officer(), on=today())
    if (refused := _refused(page.step, review)) is not None:
        flash(refused, "warning")
        return redirect(url_for("breaches.show", alert_id=alert_id), 303)
    day = today().isoformat()
    return _step_page(page, review, Form({"handed_on": day, "received_on": day}), {})


@blueprint.post(f"/<int:alert_id>/<{SIGNED}:signed>")
@proved
@permits(Act.JUDGE_BREACHES)
def sign(alert_id: int, signed: str) -> Answer:
    """Issue a request or a report in the officer's name."""
    return _take(alert_id, PAGES[signed])


@blueprint.post(f"/<int:alert_id>/<{UNSIGNED}:decided>")
@permits(Act.JUDGE_BREACHES)
def decide(alert_id: int, decided: str) -> Answer:
    """Keep an explanation, justify absences or withdraw the alert."""
    return _take(alert_id, PAGES[decided])


def _take(alert_id: int, page: StepPage) -> Answer:
    officer, on = current_officer(), today()
    review = open_review(alert_id, officer=officer, on=on)
    sent = Form(request.form)
    sent.poplist(BEFORE)
    loaded, errors = load_form(page.schema(), sent)
    if errors:
        return _step_page(page, review, request.form, errors), 422
    version = read_version(request.form)
    try:
        done, refused = saved(
            lambda: page.act(alert_id, **_said(page.step, loaded), version=version, officer=officer, on=on)
        )
    except StaleVersion:
        return _conflict_page(page, review), 409
    if done is None:
        return _step_page(page, review, request.form, refused), 422
    flash(page.done, "success")
    return redirect(url_for("breaches.show", alert_id=alert_id), 303)


def _said(step: BreachStep, loaded: dict[str, Any]) -> dict[str, Any]:
    """What a form says, as its service takes it."""
    if step is BreachStep.EXPLAIN:
        return {"given": judging.Explanation(**loaded, paper=take_if_sent())}
    given = {BreachStep.ACCEPT: judging.Acceptance, BreachStep.REPORT: judging.Report}
    return {"given": given[step](**loaded)} if step in given else loaded


def _refused(step: BreachStep, review: Review) -> str | None:
    refusal = refusal_of(step, review.alert, review.standing, today())
    return message(refusal.code, refusal.facts) if refusal else None


def _alert_page(review: Review) -> str:
    pages = [page for page in PAGES.values() if page.step in review.steps]
    return render_template("attendance/breach.html", **_shown(review), pages=pages)


def _step_page(
    page: StepPage, review: Review, form: Form, errors: Errors, conflict: dict[str, Any] | None = None
) -> str:
    absences = [
        cause for cause in review.causes if cause.correction is None and cause.entry.outcome is Outcome.UNEXCUSED
    ]
    return render_template(
        "attendance/breach_step.html",
        **_shown(review),
        page=page,
        form=form,
        errors=name_missing(errors, LABELS),
        absences=absences,
        excuses=EXCUSES,
        due_on=judging.explanation_due(today()),
        refused=_refused(page.step, review),
        conflict=conflict,
        largest_megabytes=uploads.LARGEST_BYTES // 1024 // 1024,
    )


def _conflict_page(page: StepPage, review: Review) -> str:
    """Somebody else acted meanwhile: what it was, what stands now, and one's own words, still there."""
    change = last_change("breach_alert", review.alert.id)
    who = change.by.partition(",")[0] if change else "otra persona"
    conflict = {"before": request.form.get(BEFORE, ""), "who": who, "at": change.at if change else None}
    return _step_page(page, review, request.form, {}, conflict)


def _shown(review: Review) -> dict[str, Any]:
    alert, on = review.alert, today()
    return {
        "review": review,
        "alert": alert,
        "placement": alert.placement,
        "norms": [(norm, norm_text(norm), norm.status is NormStatus.TO_CONFIRM) for norm in review.norms],
        "on": on,
        "days_left": _days_left(alert.explanation_due_on, on),
        "stake_article": norm_at(review.at_stake.norm_code, on).article,
        "turn": breaches.turn_of(alert, on),
        "is_over": breaches.is_over(alert, on),
    }


def _days_left(due_on: date | None, on: date) -> int | None:
    return None if due_on is None else business_days_between(on, due_on)
