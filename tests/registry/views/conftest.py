"""An officer at their browser; and the frame of the pages alone, without database or accounts."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from registry.config import templates_folder
from registry.services.accounts.accounts import Account
from registry.views import formats, gallery
from tests.browsing import Browser
from tests.factories.rounds import make_desk_officer


@pytest.fixture
def officer(app: Flask) -> Account:
    """A case officer of an office that has all that its letters must say."""
    return make_desk_officer(full_name="Rosa Medina", post="Especialista")


@pytest.fixture
def browser(client: FlaskClient, officer: Account) -> Browser:
    """The officer's browser, signed in."""
    return Browser(client).sign_in(officer)


@pytest.fixture
def plain_app() -> Flask:
    """The frame of the pages and nothing else; an undefined name in a template is an error."""
    app = Flask("registry", template_folder=str(templates_folder()))
    app.config.update(SECRET_KEY="only for tests", OPERATOR_NAME="Operador de prueba", DEMO=False)
    app.jinja_env.undefined = StrictUndefined
    CSRFProtect(app)
    formats.register(app)
    app.register_blueprint(gallery.blueprint)
    return app


@pytest.fixture
def in_request(plain_app: Flask) -> Iterator[Flask]:
    """The same application while it answers a request, so that templates can be rendered alone."""
    with plain_app.test_request_context("/"):
        yield plain_app
