"""How each noun of the API is written: one blueprint, one class of views an address.

Summaries are in Spanish, since they are read in the API's description; docstrings are for maintainers.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from flask.views import MethodView
from flask_smorest import Blueprint

from registry.api.keys import IDEMPOTENCY_KEY
from registry.api.operations import PREFIX
from registry.api.parsing import StrictParser
from registry.api.versions import IF_MATCH

__all__ = ["KEY", "PREFIX", "MethodView", "Noun"]

#: Converter of a record's number in an address: what both databases hold.
KEY = "int(min=1, max=2147483647)"
ETAG = {"ETag": {"description": "Etiqueta de la versión", "schema": {"type": "string"}}}

View = TypeVar("View", bound=Callable[..., Any])


class Decorator(Protocol):
    """Gives a view back as it was typed."""

    def __call__(self, view: View) -> View: ...


class Noun(Blueprint):  # type: ignore[misc]  # flask-smorest carries no types
    """The addresses of one noun, read strictly and documented as they are declared."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, import_name: str, title: str) -> None:
        super().__init__(f"api_{name}", import_name, url_prefix=PREFIX, description=title)

    def at(self, path: str) -> Callable[[type[MethodView]], type[MethodView]]:
        """Hang a class of views at an address."""
        hang: Callable[[type[MethodView]], type[MethodView]] = self.route(path)
        return hang

    def filters(self, schema: Any) -> Decorator:
        """Read the query; the view gets it as its first argument."""
        read: Decorator = self.arguments(schema, location="query")
        return read

    def takes(self, schema: Any) -> Decorator:
        """Read the JSON body; the view gets it as its first argument."""
        read: Decorator = self.arguments(schema, example=schema.example)
        return read

    def takes_file(self, schema: Any) -> Decorator:
        """Read the file of a `multipart/form-data` body; the view gets it as its first argument."""
        read: Decorator = self.arguments(schema, location="files")
        return read

    def answers(self, summary: str, schema: Any = None, status: int = 200, *, is_tagged: bool = False) -> Decorator:
        """Say what the operation does and answers; *is_tagged*: with the ETag of the record."""
        answer: Callable[[View], View] = self.response(status, schema, headers=ETAG if is_tagged else None)
        tell: Callable[[View], View] = self.doc(summary=summary)
        return lambda view: tell(answer(view))

    def also_answers(self, status: int, schema: Any, description: str) -> Decorator:
        """Document a second kind of success."""
        tell: Decorator = self.alt_response(status, schema=schema, description=description, headers=ETAG)
        return tell

    def answers_file(self, summary: str, *content_types: str) -> Decorator:
        """Say that the operation answers a file of one of these types."""
        binary = {"type": "string", "format": "binary"}
        answer: Callable[[View], View] = self.response(200, binary, content_type=content_types[0])
        content = {content_type: {"schema": binary} for content_type in content_types}
        tell: Callable[[View], View] = self.doc(summary=summary, responses={200: {"content": content}})
        return lambda view: tell(answer(view))

    def describes(self, **told: Any) -> Decorator:
        """Document what no other mark tells, in OpenAPI's own words."""
        tell: Decorator = self.doc(**told)
        return tell

    def versioned(self, view: View) -> View:
        """Document that the operation asks for If-Match."""
        documented: View = self.doc(parameters=[IF_MATCH])(view)
        return documented

    def keyed(self, view: View) -> View:
        """Document that the operation takes what comes under one key once."""
        documented: View = self.doc(parameters=[IDEMPOTENCY_KEY])(view)
        return documented

    def open_to_all(self, view: View) -> View:
        """Document that the operation asks for nobody's account; the view's class is marked `public` beside it."""
        documented: View = self.doc(security=[])(view)
        return documented
