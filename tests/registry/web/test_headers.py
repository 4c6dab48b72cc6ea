from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from flask.testing import FlaskClient

from registry.config import Settings
from registry.factory import create_app


@pytest.mark.parametrize("path", ["/ingresar", "/nada", "/api/v1/nada", "/healthz", "/static/favicon.svg"])
def test_every_answer_tells_the_browser_what_it_may_load(client: FlaskClient, path: str):
    with client.get(path) as response:
        headers = response.headers

    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Request-ID"]


def test_pages_are_not_kept_and_static_files_are(client: FlaskClient):
    with client.get("/ingresar") as page, client.get("/static/favicon.svg") as file:
        assert page.headers["Cache-Control"] == "no-store"
        assert "max-age=31536000" in file.headers["Cache-Control"]


def test_only_production_insists_on_https(client: FlaskClient, tmp_path: Path):
    settings = Settings(
        env="production",
        secret_key="k" * 40,
        encryption_keys=Fernet.generate_key().decode(),
        audit_key="a" * 40,
        public_url="https://reinserta.example",
        instance=str(tmp_path),
    )
    response = create_app(settings).test_client().get("/ingresar")

    assert response.headers["Strict-Transport-Security"].startswith("max-age=")
    assert "Secure" in response.headers["Set-Cookie"]
    assert "Strict-Transport-Security" not in client.get("/ingresar").headers
