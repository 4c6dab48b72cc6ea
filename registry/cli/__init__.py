"""The `reinserta` command: each module here is one group of commands."""

from flask import Flask


def register(app: Flask) -> None:
    """Hang the commands on the application's command line."""


