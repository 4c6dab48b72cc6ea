import hashlib
import re
from pathlib import Path

import pytest
from flask import Flask

from registry.views.formats.assets import asset_url

STATIC = Path(__file__).parents[4] / "registry" / "static"
VENDORED = re.findall(
    r"^\| (\S+) \|.*\| ([0-9a-f]{64}) \|$", (STATIC / "vendor" / "VENDORED.md").read_text(), re.MULTILINE
)


def test_the_address_carries_the_mark_of_the_content(in_request: Flask):
    mark = hashlib.sha256((STATIC / "reinserta.css").read_bytes()).hexdigest()[:10]

    assert asset_url("reinserta.css") == f"/static/reinserta.css?v={mark}"


def test_a_file_that_does_not_exist_is_found_out_at_once(in_request: Flask):
    with pytest.raises(FileNotFoundError):
        asset_url("missing.css")


@pytest.mark.parametrize(("name", "checksum"), VENDORED)
def test_a_vendored_file_is_the_one_that_was_taken(name: str, checksum: str):
    assert hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest() == checksum


def test_every_vendored_file_is_accounted_for():
    kept = {path.name for path in (STATIC / "vendor").iterdir() if path.suffix in {".css", ".js"}}

    assert kept == {name for name, _ in VENDORED}
