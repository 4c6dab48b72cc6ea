"""A program that uses the API: sends JSON with a token, and holds every answer against the API's description."""

import re
from typing import Any

import jsonschema_rs
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from registry.api import openapi
from registry.extensions.clock import now
from registry.services.accounts import tokens
from registry.services.accounts.accounts import Account

PREFIX = "/api/v1"
PARAMETER = re.compile(r"<(?:[^<>]*:)?(\w+)>")


class Program:
    """Acts for an officer."""

    def __init__(self, app: Flask, officer: Account) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()
        self.officer = officer
        self.token = tokens.issue_token(officer.username, at=now())

    def ask(
        self, method: str, path: str, body: Any = None, *, status: int = 200, headers: dict[str, str] | None = None
    ) -> Any:
        """Ask and read the answer's JSON."""
        return self.send(method, path, body, status=status, headers=headers).get_json(silent=True)

    def send(
        self, method: str, path: str, body: Any = None, *, status: int = 200, headers: dict[str, str] | None = None
    ) -> TestResponse:
        """Ask and check the answer's status and shape."""
        given = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        response = self.client.open(PREFIX + path, method=method, json=body, headers=given)
        assert response.status_code == status, response.get_data(as_text=True)
        self._check(method, PREFIX + path.partition("?")[0], response)
        return response

    def read(self, path: str) -> tuple[Any, str]:
        """A record and the tag of its version."""
        response = self.send("GET", path)
        return response.get_json(), response.headers["ETag"]

    def change(self, path: str, body: Any, tag: str, *, method: str = "PUT", status: int = 200) -> Any:
        """Change a record that was read with this tag."""
        return self.ask(method, path, body, status=status, headers={"If-Match": tag})

    def _check(self, method: str, path: str, response: TestResponse) -> None:
        if response.status_code >= 400:
            check_problem(self.app, response)
            return
        operation = _operation(self.app, method, path)
        content = operation["responses"][str(response.status_code)].get("content", {})
        assert response.mimetype in content or not content
        if response.mimetype == "application/json" and content:
            validate(self.app, content["application/json"]["schema"], response.get_json())


def check_problem(app: Flask, response: TestResponse) -> Any:
    """Hold a refusal against the shape of problems, and return it."""
    problem = response.get_json(force=True)
    assert response.mimetype == "application/problem+json"
    validate(app, {"$ref": "#/components/schemas/Problem"}, problem)
    assert problem["status"] == response.status_code
    assert problem["request_id"] == response.headers["X-Request-ID"]
    return problem


def validate(app: Flask, schema: Any, value: Any) -> None:
    """Hold a value against a schema of the description."""
    components = document(app)["components"]
    jsonschema_rs.Draft202012Validator({**schema, "components": components}).validate(value)


def document(app: Flask) -> Any:
    """The API's own description."""
    with app.app_context():
        return openapi.document()


def path_of(rule: str) -> str:
    """A rule as the description writes it: `/people/{person_id}`."""
    return PARAMETER.sub(r"{\1}", rule)


def _operation(app: Flask, method: str, path: str) -> Any:
    try:
        rule, _ = app.url_map.bind("localhost").match(path, method, return_rule=True)
    except HTTPException as error:
        raise AssertionError(f"{method} {path} is no route") from error
    return document(app)["paths"][path_of(rule.rule)][method.lower()]
