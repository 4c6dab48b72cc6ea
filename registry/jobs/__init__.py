"""Durable work: rounds run in worker processes through DBOS."""

from flask import Flask


def register(app: Flask) -> None:
    """Hang this layer on the application."""
