"""Addresses of static files, which change when the file does, so that browsers may keep them for ever."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import current_app, url_for

#: Digits of a mark.
MARK = 10


def asset_url(filename: str) -> str:
    """Tell the address of a static file with the mark of its content."""
    path = Path(current_app.static_folder or "") / filename
    return url_for("static", filename=filename, v=_mark(path, path.stat().st_mtime_ns))


def module_url(filename: str) -> str:
    """Tell the address of a script that imports others of its folder, with the mark of all of them."""
    folder = (Path(current_app.static_folder or "") / filename).parent
    marks = [_mark(path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.js"))]
    mark = hashlib.sha256("".join(marks).encode()).hexdigest()[:MARK]
    return url_for("static", mark=mark, filename=filename)


@lru_cache
def _mark(path: Path, modified_ns: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:MARK]
