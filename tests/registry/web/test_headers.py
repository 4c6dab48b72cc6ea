from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from flask import request
from flask.testing import FlaskClient

from registry.config import Settings
from registry.factory import create_app
from registry.web.permissions import public


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


PRODUCTION: dict[str, Any] = {
    "env": "production",
    "secret_key": "k" * 40,
    "audit_key": "a" * 40,
    "public_url": "https://reinserta.example",
}


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("reinserta.example", 200),
        ("127.0.0.1:8000", 200),
        ("malo.example", 400),
        ("reinserta.example.malo.example", 400),
        ("[", 400),
    ],
)
def test_production_answers_to_its_own_name(tmp_path: Path, host: str, status: int):
    keys = Fernet.generate_key().decode()
    app = create_app(Settings(**PRODUCTION, encryption_keys=keys, instance=str(tmp_path)))

    assert app.test_client().get("/healthz", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "10.9.9.9"), (2, "10.8.8.8")])
def test_only_the_proxies_in_front_are_believed(tmp_path: Path, proxies: int, address: str):
    app = create_app(Settings(env="test", proxies=proxies, instance=str(tmp_path)))
    app.add_url_rule("/quien", view_func=public(lambda: request.remote_addr or ""))

    told = app.test_client().get("/quien", headers={"X-Forwarded-For": "10.7.7.7, 10.8.8.8, 10.9.9.9"})

    assert told.get_data(as_text=True) == address
