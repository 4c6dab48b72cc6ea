"""Pages in Spanish: they translate between HTTP and the services, and decide nothing."""

from flask import Flask

from registry.views import error_pages, formats, gallery, health, navigation
from registry.views.accounts import own_account, sign_in
from registry.views.people import orders, people, person_forms, preferences, reserved, sentences

BLUEPRINTS = (
    health.blueprint,
    gallery.blueprint,
    sign_in.blueprint,
    own_account.blueprint,
    people.blueprint,
    person_forms.blueprint,
    reserved.blueprint,
    sentences.blueprint,
    orders.blueprint,
    preferences.blueprint,
)


def register(app: Flask) -> None:
    """Hang this layer on the application."""
    for part in (formats, navigation, error_pages):
        part.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
