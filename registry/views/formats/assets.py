"""Addresses of static files, which change when the file does, so that browsers may keep them for ever."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import current_app, url_for


def asset_url(filename: str) -> str:
    """Tell the address of a static file with the mark of its content."""
    path = Path(current_app.static_folder or "") / filename
    return url_for("static", filename=filename, v=_mark(path, path.stat().st_mtime_ns))


@lru_cache
def _mark(path: Path, modified_ns: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]
