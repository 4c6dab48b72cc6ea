"""The first page: an officer of cases sees what needs them today, other roles what is theirs, visitors what this is."""

from flask import Blueprint, render_template

from registry.extensions.clock import today
from registry.services.accounts.policy import Act, is_allowed
from registry.services.rounds.desk import PRESCRIBING_DAYS, Desk, read_desk
from registry.views.duties import duties_of
from registry.views.home import doors_beside, doors_of, words_of
from registry.web.identity import find_officer
from registry.web.permissions import public

blueprint = Blueprint("dashboard", __name__)


@blueprint.get("/")
@public
def show() -> str:
    """Show the office's day, its lines ordered by consequence; or where else the role goes; or the public start."""
    officer = find_officer()
    if officer is None:
        return render_template("dashboard/welcome.html")
    if not is_allowed(officer, Act.DECIDE_PLACEMENTS):
        return render_template(
            "dashboard/home.html",
            role=officer.role,
            words=words_of(officer),
            doors=doors_of(officer),
            duties=duties_of(officer),
        )
    desk = read_desk(officer=officer, on=today())
    return render_template(
        "dashboard/today.html",
        desk=desk,
        office=officer.office,
        today=today(),
        settled=_settled(desk),
        within_days=PRESCRIBING_DAYS,
        duties=duties_of(officer),
        doors=doors_beside(officer),
    )


def _settled(desk: Desk) -> list[str]:
    """What is at zero."""
    counts = {
        "prescripciones": desk.prescribing.count,
        "plazos de espera": desk.overdue.count,
        "propuestas": desk.to_review + desk.staged,
        "sin ubicación": desk.unplaced,
        "notificaciones": desk.to_notify.count,
        "inscripciones de unidades": desk.expiring.count,
    }
    return [label for label, count in counts.items() if not count]
