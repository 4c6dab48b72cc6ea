"""JSON under /api/v1: the same services and schemas as the pages."""

from flask import Flask

from registry.api import negotiation, openapi, problems
from registry.api.accounts import officers, offices
from registry.api.agreements import agreements
from registry.api.attendance import alerts, attendance, breaches, photos, sheets, typings
from registry.api.documents import attachments, documents, monthly
from registry.api.institutions import (
    institutions,
    offering,
    public,
    registrations,
    scorecards,
    social_services,
    units,
    vacancies,
)
from registry.api.people import people, preferences, sentences
from registry.api.placements import calendars, changes, displaced, placements, starting
from registry.api.prison_work import activities, applications, evaluations, inductions, inmates, workshops
from registry.api.prison_work import vacancies as work_vacancies
from registry.api.procedures import cases, catalogue, desk, filing, papers, reviewing, settings
from registry.api.religious import agents, credentials, rooms, visits
from registry.api.rounds import decisions, fairness, proposals, rounds, worth

NOUNS = (
    offices.noun,
    officers.noun,
    institutions.noun,
    registrations.noun,
    units.noun,
    vacancies.noun,
    offering.noun,
    scorecards.noun,
    social_services.noun,
    agreements.noun,
    catalogue.noun,
    filing.noun,
    papers.noun,
    cases.noun,
    reviewing.noun,
    desk.noun,
    settings.noun,
    agents.noun,
    credentials.noun,
    rooms.noun,
    visits.noun,
    workshops.noun,
    activities.noun,
    work_vacancies.noun,
    inmates.noun,
    applications.noun,
    evaluations.noun,
    inductions.noun,
    public.noun,
    people.noun,
    sentences.noun,
    preferences.noun,
    rounds.noun,
    fairness.noun,
    proposals.noun,
    decisions.noun,
    worth.noun,
    placements.noun,
    starting.noun,
    changes.noun,
    displaced.noun,
    calendars.noun,
    attendance.noun,
    sheets.noun,
    typings.noun,
    photos.noun,
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
