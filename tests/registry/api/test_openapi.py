import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.api.openapi import METHODS
from tests.pages import check_page
from tests.registry.api.programs import PREFIX, document, path_of

SPANISH = re.compile(r"^[A-ZÁÉÍÓÚ][^.]+$")


def test_every_route_is_documented(app: Flask):
    documented = {
        (method, path) for path, item in document(app)["paths"].items() for method in item if method in METHODS
    }
    routed = {
        (method.lower(), path_of(rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(PREFIX) and not rule.endpoint.startswith("api_description.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert routed == documented


def test_every_operation_tells_what_it_does_and_how_it_refuses(app: Flask):
    operations = [item[method] for item in document(app)["paths"].values() for method in METHODS if method in item]

    assert all(SPANISH.match(operation["summary"]) for operation in operations)
    assert all(
        operation["responses"]["default"] == {"$ref": "#/components/responses/Problem"} for operation in operations
    )
    assert len({operation["operationId"] for operation in operations}) == len(operations)


def test_every_reference_leads_somewhere(app: Flask):
    described = document(app)
    references = set(re.findall(r'"(#/components/[^"]+)"', app.json.dumps(described)))

    for reference in references:
        _, _, kind, name = reference.split("/")
        assert name in described["components"][kind], reference


def test_only_the_public_operation_asks_for_nobody(app: Flask):
    open_paths = [path for path, item in document(app)["paths"].items() if item.get("get", {}).get("security") == []]

    assert open_paths == ["/api/v1/verifications/{code}"]


@pytest.mark.parametrize(
    "word",
    ["Leer su propia cuenta", "PersonInput", "problema-csrf", "Authorization: Bearer CLAVE", "Qué pasó y qué hacer"],
)
def test_the_description_is_a_page_too(client: FlaskClient, word: str):
    html = client.get("/api/v1/docs").get_data(as_text=True)

    check_page(html)
    assert word in html
