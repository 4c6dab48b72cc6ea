"""What needs an officer among people who serve, one matter a list; and the reminders that an officer sends."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from registry.extensions.clock import now, today
from registry.services.attendance import alerts, reminders
from registry.views.formats.numbers import number, plural
from registry.views.lists import ListAddress, page_of, term_of
from registry.vocabulary.accounts import Act
from registry.vocabulary.attendance import Matter
from registry.web.identity import current_officer
from registry.web.permissions import permits

blueprint = Blueprint("alerts", __name__)

#: What the day of each row is, and what to do about it.
WORDS = {
    Matter.SERVED: ("Empezó", "Compruebe el saldo y cierre la ubicación: nadie sirve de más."),
    Matter.OWING_AGAIN: ("Desde", "Ábrala: la persona vuelve a la misma plaza o entra a la próxima ronda."),
    Matter.PRESCRIBING: ("Prescribe", "Avise al juez y refuerce la asistencia antes de esa fecha."),
    Matter.AT_COURT: ("Informado", "El juzgado aún no dispuso nada. Pregunte por el incidente (art. 491 NCPP)."),
    Matter.NOT_FITTING: ("Prescribe", "A una jornada por semana no alcanza. Revise el horario o informe al juez."),
    Matter.NOT_INTERVIEWED: (
        "Notificada",
        "Cite a quien falta, aunque ya haya empezado: pasó el plazo (art. 255 RCEP).",
    ),
    Matter.SUSPENSION_OVER: ("Venció", "Reanude la ubicación o prolongue la suspensión."),
    Matter.STEP_DUE: ("Seguir el", "Anote qué pasó y el siguiente paso."),
    Matter.NOT_STARTED: ("Debía empezar", "Llame a la persona y a la unidad; anote cada gestión."),
    Matter.NO_ENTRY: ("Último día anotado", "Pida la planilla a la unidad: nadie sabe si asiste."),
    Matter.UNIT_NOT_IN_FORCE: ("Inscrita hasta", "Renueve la inscripción o cambie de unidad a estas personas."),
}
NO_SERVER = "No hay servidor de correo configurado. Llame a las unidades."
NOBODY = "Ninguna unidad tenía pendiente un recordatorio de hoy."


@blueprint.get("/avisos/")
@permits(Act.READ_PLACEMENTS)
def index() -> str:
    """List the office's placements of one matter, the most pressing day first: the one asked for, or the gravest."""
    address = ListAddress.of("alerts.index", request.args, "asunto")
    officer, on = current_officer(), today()
    counts = {matter: tally.count for matter, tally in alerts.tally_matters(officer=officer, on=on).items()}
    gravest = next((matter for matter in Matter if counts[matter]), Matter.PRESCRIBING)
    matter = term_of(Matter, address.given.get("asunto")) or gravest
    return render_template(
        "attendance/alerts.html",
        matter=matter,
        matters=[(one.value, f"{one.label} ({number(counts[one])})") for one in Matter],
        column=WORDS[matter][0],
        advice=WORDS[matter][1],
        page=alerts.list_matter(matter, officer=officer, on=on, page=page_of(request.args)),
        address=address,
    )


@blueprint.post("/planillas/recordar")
@permits(Act.CLOSE_SHEETS)
def remind() -> Response:
    """Remind every unit whose sheet should have come; once a day."""
    done = reminders.remind(officer=current_officer(), on=today(), at=now())
    if not reminders.can_remind():
        flash(NO_SERVER, "warning")
    elif done.units:
        flash(f"Se envía el recordatorio a {plural(done.units, 'unidad', 'unidades')}.", "success")
    elif not done.without_address:
        flash(NOBODY, "success")
    if done.without_address:
        lacking = plural(done.without_address, "unidad no tiene", "unidades no tienen")
        flash(f"{lacking} una cuenta con correo que lo reciba. Llámelas.", "warning")
    return redirect(url_for("dashboard.show"), 303)
