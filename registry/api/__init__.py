"""JSON under /api/v1: the same services and schemas as the pages."""

from flask import Flask


def register(app: Flask) -> None:
    """Hang this layer on the application."""
