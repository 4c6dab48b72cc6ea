"""Pages in Spanish: they translate between HTTP and the services, and decide nothing."""

from flask import Flask


def register(app: Flask) -> None:
    """Hang this layer on the application."""
