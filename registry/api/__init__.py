"""JSON under /api/v1: the same services and schemas as the pages."""

from flask import Flask

from registry.api import negotiation, openapi, problems
from registry.api.accounts import officers, offices
from registry.api.attendance import alerts, attendance, breaches, sheets
from registry.api.documents import attachments, documents, monthly
from registry.api.institutions import institutions, registrations, units, vacancies
from registry.api.people import people, preferences, sentences
from registry.api.placements import changes, placements
from registry.api.rounds import decisions, fairness, proposals, rounds, worth

NOUNS = (
    offices.noun,
    officers.noun,
    institutions.noun,
    registrations.noun,
    units.noun,
    vacancies.noun,
    people.noun,
    sentences.noun,
    preferences.noun,
    rounds.noun,
    fairness.noun,
    proposals.noun,
    decisions.noun,
    worth.noun,
    placements.noun,
    changes.noun,
    attendance.noun,
    sheets.noun,
    breaches.noun,
    alerts.noun,
    attachments.noun,
    documents.noun,
    monthly.noun,
)


def register(app: Flask) -> None:
    """Hang this layer on the application."""
    problems.register(app)
    negotiation.register(app)
    openapi.describe(app, NOUNS)
    app.register_blueprint(openapi.blueprint)
