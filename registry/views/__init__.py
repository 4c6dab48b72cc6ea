"""Pages in Spanish: they translate between HTTP and the services, and decide nothing."""

from flask import Flask

from registry.views import dashboard, error_pages, formats, gallery, health, help, navigation
from registry.views.accounts import (
    account_forms,
    accounts,
    links,
    own_account,
    own_factor,
    own_keys,
    own_office,
    parking,
    proving,
    sign_in,
)
from registry.views.addresses import KeyConverter
from registry.views.attendance import alerts, breaches, closing, ledger, months, paper, taps, today
from registry.views.attendance import sessions as attendance_sessions
from registry.views.audit import incidents, log, looks, privileges
from registry.views.documents import attachments, documents, letters, monthly, sheets, verifying
from registry.views.institutions import (
    institution_forms,
    institutions,
    registrations,
    unit_forms,
    units,
    vacancies,
    vacancy_forms,
)
from registry.views.people import (
    orders,
    own_page,
    people,
    person_forms,
    preferences,
    reserved,
    rights,
    sentences,
    suggestions,
)
from registry.views.placements import changes, displaced, placements, relocating, starting
from registry.views.rounds import (
    alternatives,
    deciding,
    fairness,
    progress,
    proposals,
    results,
    rounds,
    signing,
    worth,
)

BLUEPRINTS = (
    health.blueprint,
    gallery.blueprint,
    help.blueprint,
    sign_in.blueprint,
    links.blueprint,
    proving.blueprint,
    parking.blueprint,
    own_account.blueprint,
    own_factor.blueprint,
    own_keys.blueprint,
    own_office.blueprint,
    account_forms.blueprint,
    accounts.blueprint,
    people.blueprint,
    person_forms.blueprint,
    reserved.blueprint,
    sentences.blueprint,
    orders.blueprint,
    preferences.blueprint,
    suggestions.blueprint,
    own_page.blueprint,
    institutions.blueprint,
    institution_forms.blueprint,
    registrations.blueprint,
    units.blueprint,
    today.blueprint,
    taps.blueprint,
    attendance_sessions.blueprint,
    closing.blueprint,
    breaches.blueprint,
    alerts.blueprint,
    unit_forms.blueprint,
    vacancies.blueprint,
    vacancy_forms.blueprint,
    dashboard.blueprint,
    rounds.blueprint,
    progress.blueprint,
    results.blueprint,
    worth.blueprint,
    fairness.blueprint,
    alternatives.blueprint,
    signing.blueprint,
    proposals.blueprint,
    deciding.blueprint,
    placements.blueprint,
    ledger.blueprint,
    months.blueprint,
    paper.blueprint,
    starting.blueprint,
    changes.blueprint,
    relocating.blueprint,
    displaced.blueprint,
    attachments.blueprint,
    documents.blueprint,
    verifying.blueprint,
    sheets.blueprint,
    letters.blueprint,
    monthly.blueprint,
    log.blueprint,
    looks.blueprint,
    incidents.blueprint,
    privileges.blueprint,
    rights.blueprint,
)


def register(app: Flask) -> None:
    """Hang this layer on the application."""
    app.url_map.converters["int"] = KeyConverter
    for part in (formats, navigation, error_pages):
        part.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
