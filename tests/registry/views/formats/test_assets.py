import hashlib
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.views.formats.assets import asset_url, module_url

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


def test_a_script_that_imports_others_carries_the_mark_of_its_folder(app: Flask, client: FlaskClient):
    with app.test_request_context():
        address = module_url("attendance/page.js")

    with client.get(urljoin(address, "./queue.js")) as answer:
        told = answer.status_code, answer.mimetype, answer.headers["Cache-Control"]

    assert re.fullmatch(r"/static/modules-[0-9a-f]{10}/attendance/page.js", address)
    assert told == (200, "text/javascript", "public, max-age=31536000")


def test_every_import_of_a_script_leads_to_one_beside_it():
    for script in (STATIC / "attendance").glob("*.js"):
        imports = re.findall(r'from "(.+?)"', script.read_text())

        assert all((script.parent / name).exists() for name in imports), script.name
