"""The first page: an officer of cases sees what needs them today, other roles what is theirs, visitors what this is."""

from flask import Blueprint, render_template

from registry.extensions.clock import today
from registry.services.accounts.policy import Act, is_allowed
from registry.services.attendance import alerts
from registry.services.rounds.desk import read_desk
from registry.views.desk_lines import groups_of, settled_of
from registry.views.duties import duties_of
from registry.views.home import doors_beside, doors_of, owed_sheets, words_of
from registry.views.institutions import own_home
from registry.web.identity import find_officer
from registry.web.permissions import public

blueprint = Blueprint("dashboard", __name__)


@blueprint.get("/")
@public
def show() -> str:
    """Show the office's day, its lines ordered by consequence; or where else the role goes; or the public start."""
    officer, on = find_officer(), today()
    if officer is None:
        return render_template("dashboard/welcome.html")
    if own_home.is_for(officer):
        return render_template("institutions/home.html", **own_home.page_of(officer, on))
    if not is_allowed(officer, Act.DECIDE_PLACEMENTS):
        return render_template(
            "dashboard/home.html",
            role=officer.role,
            words=words_of(officer),
            doors=doors_of(officer),
            duties=duties_of(officer),
            sheets=owed_sheets(officer, on),
        )
    desk = read_desk(officer=officer, on=on)
    found = alerts.read_alerts(officer=officer, on=on)
    groups = groups_of(desk, found, found.missing_sheets)
    return render_template(
        "dashboard/today.html",
        desk=desk,
        groups=[group for group in groups if group.asking],
        settled=settled_of(groups),
        office=officer.office,
        today=on,
        duties=duties_of(officer),
        doors=doors_beside(officer),
    )
