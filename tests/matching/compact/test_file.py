"""A compact problem's file gives the same problem again, or is refused with one reason."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from matching.compact.file import is_compact, parse_compact, read_compact, write_compact
from matching.errors import ProblemError
from tests.matching.compact.problems import town

PROBLEM = town(20, 6)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("compact") / "problem.npz"
    write_compact(PROBLEM, file)
    return file


def rewritten(path: Path, **changes: object) -> bytes:
    """The archive with some arrays changed; None leaves one out."""
    with np.load(path) as arrays:
        columns = {name: arrays[name] for name in arrays.files} | {
            name.replace("__", "."): value for name, value in changes.items()
        }
    file = BytesIO()
    np.savez(file, **{name: value for name, value in columns.items() if value is not None})
    return file.getvalue()


def reason(content: bytes) -> str:
    with pytest.raises(ProblemError) as caught:
        parse_compact(content)
    return str(caught.value)


def test_a_problem_survives_its_file(path):
    assert read_compact(path).sha256 == PROBLEM.sha256


def test_a_file_is_told_by_its_first_bytes(path):
    assert is_compact(path.read_bytes())
    assert not is_compact(b'{"format": "placement-problem/1"}')


def test_another_format_is_refused(path):
    assert reason(rewritten(path, format=np.array("other"))) == "format: must be 'placement-problem-compact/1'"


def test_a_missing_column_is_refused(path):
    assert reason(rewritten(path, applicants__latitude=None)) == "applicants.latitude: missing"


def test_an_unknown_column_is_refused(path):
    assert reason(rewritten(path, openings__colour=np.zeros(6))).startswith("openings.colour: not a column")


def test_an_array_of_objects_is_never_loaded(path):
    loaded = rewritten(path, applicants__latitude=np.array([print], dtype=object))

    assert reason(loaded) == "file: not an archive of arrays, or damaged"


@pytest.mark.parametrize("persons", [np.array(1.5), np.array([1]), np.array("1")])
def test_a_count_that_is_none_is_refused(path, persons):
    assert reason(rewritten(path, persons=persons)) == "persons: not a whole number"


@pytest.mark.parametrize("objective", [np.array(3), np.array(["placed", "fame"]), np.zeros((0,))])
def test_stages_that_are_none_are_refused(path, objective):
    assert reason(rewritten(path, objective=objective)).startswith("objective: ")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 200, b"{}"])
def test_what_is_no_archive_is_refused(content):
    assert reason(content).startswith("file: ")


def test_no_damage_of_one_byte_goes_unnoticed_or_escapes(path):
    content, chance = path.read_bytes(), np.random.default_rng(0)
    for place in chance.integers(0, len(content), 300).tolist():
        damaged = bytearray(content)
        damaged[place] ^= int(chance.integers(1, 256))
        try:
            assert parse_compact(bytes(damaged)).sha256 == PROBLEM.sha256
        except ProblemError:
            continue


def test_a_file_cut_off_anywhere_is_refused(path):
    content = path.read_bytes()

    for length in range(0, len(content), 997):
        assert reason(content[:length]).startswith("file: ")
