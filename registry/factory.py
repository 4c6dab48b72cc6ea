"""Wiring only: which parts make the application, in which order."""

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from registry import api, cli, jobs, views, web
from registry.config import Settings, templates_folder
from registry.extensions import sqlite_clock
from registry.extensions.columns import KEYRING, open_keyring
from registry.extensions.database import configure_engine, db
from registry.extensions.mail import MAILER, Mailer
from registry.services import audit

migrate = Migrate()
#: Mode of a new instance folder: names and documents stand in the clear in the embedded database.
ONLY_OURS = 0o700
COOKIE_OUTLIVES_HOURS = 12


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application from its settings, by default those of the environment.

    Raises:
        UnsafeSettings: A production setting would endanger what the registry keeps.
        UndeclaredRoutes: A route does not say who may call it.
    """
    settings = settings or Settings.from_environ()
    app = Flask("registry", template_folder=str(templates_folder()), static_folder="static")
    app.config.from_mapping(_flask_config(settings))
    app.extensions[KEYRING] = open_keyring(settings.fernet_keys)
    app.extensions[MAILER] = Mailer(settings.smtp_url, settings.mail_from) if settings.smtp_url else None
    _open_database(app, settings)
    audit.install()
    for layer in (web, jobs, views, api, cli):
        layer.register(app)
    web.permissions.require_declarations(app)
    if settings.proxies:
        _believe_proxies(app, settings.proxies)
    return app


def _believe_proxies(app: Flask, count: int) -> None:
    """Take address, scheme and name of a request from so many proxies in front; anybody else could write them."""
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]


def _open_database(app: Flask, settings: Settings) -> None:
    settings.instance_folder.mkdir(mode=ONLY_OURS, parents=True, exist_ok=True)
    sqlite_clock.install()
    db.init_app(app)
    migrate.init_app(app, db, directory=str(settings.migrations_folder))
    with app.app_context():
        configure_engine(db.engine)


def _flask_config(settings: Settings) -> dict[str, object]:
    in_production = settings.env == "production"
    return {
        "SETTINGS": settings,
        "ENV_NAME": settings.env,
        "SECRET_KEY": settings.secret_key,
        "DIGEST_KEY": settings.digest_key,
        "SQLALCHEMY_DATABASE_URI": settings.sqlalchemy_url,
        "SQLALCHEMY_ENGINE_OPTIONS": settings.engine_options,
        "OPERATOR_NAME": settings.operator_name,
        "PUBLIC_URL": settings.public_url,
        "DEMO": settings.demo,
        "DEBUG": settings.debug,
        "TESTING": settings.env == "test",
        "MAX_CONTENT_LENGTH": 16 * 1024 * 1024,
        "SESSION_COOKIE_SECURE": in_production,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        # The cookie outlives the session that the server keeps, so that a form sent too late has its holder's mark.
        "PERMANENT_SESSION_LIFETIME": (settings.session_hours + COOKIE_OUTLIVES_HOURS) * 3600,
        "WTF_CSRF_TIME_LIMIT": None,
        "SEND_FILE_MAX_AGE_DEFAULT": 31_536_000,
    }
