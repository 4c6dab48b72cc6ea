"""The map's outlines: light enough for a slow line, and of the places that the registry knows."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from registry.reference.places import departments, is_known_ubigeo

MAPS = Path(__file__).parents[2] / "registry" / "static" / "maps"
DISTRICTS = sorted(MAPS.glob("districts-*.json"))
KILOBYTE = 1000


def geometries(file: Path) -> list[dict[str, Any]]:
    (layer,) = json.loads(file.read_text())["objects"].values()
    return list(layer["geometries"])


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def test_every_department_has_its_outline_and_a_file_of_its_districts():
    codes = [place.code for place in departments()]

    assert [shape["id"] for shape in geometries(MAPS / "departments.json")] == codes
    assert [file.stem.removeprefix("districts-") for file in DISTRICTS] == codes


@pytest.mark.parametrize("file", DISTRICTS, ids=lambda file: file.stem)
def test_a_departments_districts_are_its_own_and_weigh_little(file: Path):
    code = file.stem.removeprefix("districts-")

    assert all(shape["id"].startswith(code) and is_known_ubigeo(shape["id"]) for shape in geometries(file))
    assert packed(file) <= 10 * KILOBYTE


def test_the_country_weighs_little():
    assert packed(MAPS / "departments.json") <= 10 * KILOBYTE


def test_each_outline_is_told_with_its_source_and_licence():
    told = (MAPS / "SOURCES.md").read_text()

    assert "`departments.json`" in told
    assert (MAPS / "LICENSE-MPL-2.0.txt").exists()
