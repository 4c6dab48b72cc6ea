"""Formats: an operation says which it offers, and a program that accepts none of them is told so."""

from flask import Flask, current_app, request
from werkzeug.exceptions import NotAcceptable

JSON = ("application/json", "application/problem+json")


def register(app: Flask) -> None:
    """Hold every operation's formats against what the program accepts."""
    app.before_request(_refuse_other_formats)


def _refuse_other_formats() -> None:
    view = getattr(current_app.view_functions.get(request.endpoint or ""), "view_class", None)
    if view is None or not request.accept_mimetypes:
        return
    if request.accept_mimetypes.best_match(getattr(view, "offers", JSON)) is None:
        raise NotAcceptable
