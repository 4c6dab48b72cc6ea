import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.api.operations import METHODS
from registry.schemas.base import InputSchema
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


def test_only_the_public_operations_ask_for_nobody(app: Flask):
    open_paths = [path for path, item in document(app)["paths"].items() if item.get("get", {}).get("security") == []]

    assert sorted(open_paths) == [
        "/api/v1/public/agreements",
        "/api/v1/public/case-files/{number}",
        "/api/v1/public/offices",
        "/api/v1/public/prisons",
        "/api/v1/public/procedures",
        "/api/v1/public/social-services",
        "/api/v1/public/units",
        "/api/v1/verifications/{code}",
    ]


@pytest.mark.parametrize(
    "word",
    ["Leer su propia cuenta", "PersonInput", "problema-csrf", "Authorization: Bearer CLAVE", "Qué pasó y qué hacer"],
)
def test_the_description_is_a_page_too(client: FlaskClient, word: str):
    html = client.get("/api/v1/docs").get_data(as_text=True)

    check_page(html)
    assert word in html


def operations(app: Flask) -> dict[str, Any]:
    """Every operation by its name."""
    items = document(app)["paths"].values()
    return {item[method]["operationId"]: item[method] for item in items for method in METHODS if method in item}


def test_an_operation_is_called_by_the_nouns_of_its_address(app: Flask):
    named = operations(app)

    assert {"get_placements", "get_placements_by_placement_id", "put_units_sheets_typings_own"} <= named.keys()
    assert "get_units_sheets_by_month" in named


@pytest.mark.parametrize(
    ("name", "refusals"),
    [
        ("get_placements", {"401", "403", "422"}),
        ("get_placements_course", {"401", "403", "404"}),
        ("post_placements_changes", {"401", "403", "404", "409", "412", "415", "422", "428"}),
        ("post_units_sheets_photos", {"401", "403", "404", "409", "415", "422"}),
        ("get_verifications_by_code", {"404"}),
    ],
)
def test_an_operation_names_the_ways_in_which_it_refuses(app: Flask, name: str, refusals: set[str]):
    told = operations(app)[name]["responses"]

    assert {status for status in told if status[0] == "4"} == refusals
    assert told["404" if "404" in told else "401"]["$ref"].startswith("#/components/responses/Problem4")


def test_what_is_done_is_told_in_spanish(app: Flask):
    told = {
        answer.get("description", "")
        for operation in operations(app).values()
        for status, answer in operation["responses"].items()
        if status[0] == "2"
    }

    assert not told & {"OK", "Created", "Accepted", "No Content"}


def test_every_example_is_taken_as_it_stands(app: Flask):
    examples = [kind for kind in _inputs(InputSchema) if kind.example is not None]

    assert len(examples) > 15
    assert [kind.__name__ for kind in examples if kind().validate(dict(kind.example or {}))] == []


def test_attendance_placements_and_documents_show_what_to_send(app: Flask):
    shown = {"attendance", "typings", "breaches", "placements", "placement_starts", "placement_changes", "documents"}
    silent = [
        name
        for name, operation in operations(app).items()
        if "requestBody" in operation and shown & set(operation["tags"])
        if not all("example" in kind for kind in operation["requestBody"]["content"].values())
    ]

    assert silent == []


def _inputs(kind: type[InputSchema]) -> Iterator[type[InputSchema]]:
    yield kind
    for own in kind.__subclasses__():
        yield from _inputs(own)
