"""Scripts that import each other by relative names: the mark of their folder stands in the path, before the names.

A mark in the query would be lost on the way from one to the next, and a browser would keep the old file for a year.
"""

from flask import Flask, Response


def register(app: Flask) -> None:
    """Serve every static file also below a mark, which is for browsers alone."""
    send = app.send_static_file

    def send_marked(filename: str, mark: str = "") -> Response:
        return send(filename)

    app.view_functions["static"] = send_marked
    app.add_url_rule("/static/modules-<string(length=10):mark>/<path:filename>", endpoint="static")
