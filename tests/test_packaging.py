"""What the wheel holds, and that it serves alone."""

import os
import re
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROGRAM = """
import os
from registry.factory import create_app
import flask_migrate
app = create_app()
with app.app_context():
    flask_migrate.upgrade()
client = app.test_client()
import registry
assert os.environ["PYTHONPATH"] in registry.__file__, registry.__file__
for path in ("/ingresar", "/static/reinserta.css", "/healthz", "/api/v1/openapi.json"):
    print(path, client.get(path).status_code)
"""


#: Read beside the code, never by it.
MEASURED = ("PRODUCTIVE_WORK.md", "RESULTS.md", "results.json", "results.svg")
LEFT_OUT = {"matching/MODEL.md", *(f"matching/bench/{name}" for name in MEASURED)}


def tracked_files() -> list[str]:
    """Files of the project, those not committed yet among them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_every_package_is_listed() -> None:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = set(config["options"]["packages"].split())
    found = {
        str(path.parent.relative_to(ROOT)).replace("/", ".")
        for top in ("registry", "matching")
        for path in (ROOT / top).rglob("__init__.py")
    }

    assert listed == found | {"registry.templates"}


@pytest.fixture(scope="module")
def unpacked_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for name in tracked_files():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes((ROOT / name).read_bytes())
    build = [sys.executable, "-c", "from setuptools.build_meta import build_wheel; print(build_wheel('..'))"]
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_the_wheel_alone_serves_from_an_empty_folder(unpacked_wheel: Path, tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("REINSERTA_")}
    environment |= {"PYTHONPATH": str(unpacked_wheel), "REINSERTA_INSTANCE": str(tmp_path / "instance")}

    served = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM], cwd=tmp_path, env=environment, capture_output=True, text=True
    )

    assert served.stdout.split() == [
        "/ingresar", "200", "/static/reinserta.css", "200", "/healthz", "200", "/api/v1/openapi.json", "200",
    ], served.stderr  # fmt: skip


def test_the_wheel_holds_every_file_of_the_packages(unpacked_wheel: Path) -> None:
    held = {path.relative_to(unpacked_wheel).as_posix() for path in unpacked_wheel.rglob("*") if path.is_file()}
    packages = {path for path in tracked_files() if path.startswith(("registry/", "matching/", "templates/"))}

    assert {re.sub("^templates/", "registry/templates/", path) for path in packages - LEFT_OUT} <= held
