"""The API's own description: OpenAPI 3.1, and a page that lists it."""

import json
from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.common import resolve_schema_cls
from flask import Blueprint, Flask, current_app, jsonify, render_template
from flask.typing import ResponseReturnValue
from flask_smorest import Api

from registry.api.nouns import PREFIX, Noun
from registry.api.operations import METHODS, SECURITY, complete, shared_responses, tag_of
from registry.api.problems import ProblemOutput
from registry.vocabulary.messages import MESSAGES, message
from registry.web.months import MonthConverter
from registry.web.permissions import public
from registry.web.words import OWN_CODES

DOCUMENT = "reinserta.openapi"
#: Schemas of flask-smorest that no operation uses here.
LEFT_OUT = {"ErrorSchema", "PaginationMetadataSchema"}
MONTH = {"type": "string", "pattern": "^20[0-9]{2}-(0[1-9]|1[0-2])$", "example": "2026-09"}
DESCRIPTION = (
    "Los mismos registros y reglas que las páginas. Las listas vienen por páginas; cada cambio de un registro pide en "
    "If-Match la etiqueta ETag que se leyó. Todo rechazo es un problema RFC 9457 en español. Con una "
    "línea mala, envíe otra vez lo mismo: una anotación con su clave se toma una sola vez, una digitación reemplaza a "
    "la anterior y un archivo que ya está no se guarda de nuevo."
)

blueprint = Blueprint("api_description", __name__, url_prefix=PREFIX)


class RegistryApi(Api):  # type: ignore[misc]  # flask-smorest carries no types
    """flask-smorest without its error handler: it would take over the errors of pages too."""

    def _register_error_handlers(self) -> None:
        """Leave errors to `registry.web.refusals`."""


def describe(app: Flask, nouns: tuple[Noun, ...]) -> None:
    """Hang the nouns on the application and write down what they offer."""
    app.config.update(API_TITLE="Reinserta", API_VERSION="v1", OPENAPI_VERSION="3.1.0")
    api = RegistryApi(
        app,
        spec_kwargs={
            "info": {"description": DESCRIPTION},
            "servers": [{"url": "/"}],
            "marshmallow_plugin": MarshmallowPlugin(schema_name_resolver=_schema_name),
        },
    )
    api.spec.components.schema("Problem", schema=ProblemOutput)
    api.register_converter(MonthConverter, lambda _converter: MONTH)
    for noun in nouns:
        api.register_blueprint(noun)
    app.extensions[DOCUMENT] = _complete(api.spec.to_dict())


def document() -> dict[str, Any]:
    """The description of the application in force."""
    held: dict[str, Any] = current_app.extensions[DOCUMENT]
    return held


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    """Method, address and description of every operation, in the order of the addresses."""
    paths = document()["paths"].items()
    return [(method, path, item[method]) for path, item in paths for method in METHODS if method in item]


@blueprint.get("/openapi.json")
@public
def openapi_json() -> ResponseReturnValue:
    """Answer the description."""
    return jsonify(document())


@blueprint.get("/docs")
@public
def docs() -> str:
    """List operations, schemas and problems on a page."""
    groups: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for operation in operations():
        groups.setdefault(operation[2]["tags"][0], []).append(operation)
    titles = {tag["name"]: tag["description"] for tag in document()["tags"]}
    problems = {code: words.detail for code, words in OWN_CODES.items()} | {code: message(code) for code in MESSAGES}
    return render_template(
        "api/docs.html",
        description=DESCRIPTION,
        groups=[(titles[name], found) for name, found in groups.items()],
        schemas={
            name: json.dumps(schema, ensure_ascii=False, indent=2)
            for name, schema in document()["components"]["schemas"].items()
        },
        problems={code.replace("_", "-"): words for code, words in sorted(problems.items())},
    )


def _schema_name(schema: Any) -> str:
    """Name a schema by its class; one that shows a part of its fields has a name of its own."""
    name = str(getattr(resolve_schema_cls(schema), "__name__", schema))
    is_part = getattr(schema, "only", None) or getattr(schema, "exclude", ())
    return f"{name.removesuffix('Output')}Part" if is_part else name


def _complete(written: dict[str, Any]) -> dict[str, Any]:
    """Add to every operation what all share: a name, who may ask, and how a refusal looks."""
    schemas = written["components"]["schemas"]
    written["components"] = {
        "schemas": {name: schema for name, schema in schemas.items() if name not in LEFT_OUT},
        "securitySchemes": SECURITY,
        "responses": shared_responses(),
    }
    written["tags"] = [{**tag, "name": tag_of(tag["name"])} for tag in written["tags"]]
    for path, item in written["paths"].items():
        for method in METHODS:
            if method in item:
                complete(item[method], method, path)
    return written
