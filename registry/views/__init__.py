"""Pages in Spanish: they translate between HTTP and the services, and decide nothing."""

from flask import Flask

from registry.views import error_pages, formats, gallery, health, navigation
from registry.views.accounts import own_account, sign_in

BLUEPRINTS = (
    health.blueprint,
    gallery.blueprint,
    sign_in.blueprint,
    own_account.blueprint,
)


def register(app: Flask) -> None:
    """Hang this layer on the application."""
    for part in (formats, navigation, error_pages):
        part.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
