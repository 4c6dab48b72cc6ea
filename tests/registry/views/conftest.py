"""A small application with the pages' frame and formats, without database or accounts."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from registry.config import templates_folder
from registry.views import formats, gallery


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
