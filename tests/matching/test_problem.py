"""Reading problems: what the format says, and where a file is wrong."""

import gzip
import hashlib
import io
import json
from copy import deepcopy
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from matching.errors import ProblemError
from matching.files.problem_file import parse_problem, read_problem
from tests.matching.problems import make_problem, problems

DOCUMENT: dict[str, Any] = {
    "format": "placement-problem/1",
    "objective": ["placed", "value"],
    "resources": [{"id": "u1/sat-am", "capacity": 3}, {"id": "u2/sat-am", "capacity": 1}],
    "openings": [{"id": "u1", "opening_value": -1.5, "minimum": 1, "maximum": None}, {"id": "u2"}],
    "applicants": [{"id": "p1", "weight": 2.0}, {"id": "p2"}],
    "options": {
        "applicant": [0, 0, 1],
        "opening": [0, 1, 1],
        "value": [12.5, 3, -1],
        "uses": [[[0, 1]], [[1, 0.5], [0, 2]], []],
    },
}


def written(document: object) -> bytes:
    return json.dumps(document).encode()


def changed(path: list[Any], value: object) -> bytes:
    """The document with one entry replaced."""
    document = deepcopy(DOCUMENT)
    record = document
    for key in path[:-1]:
        record = record[key]
    record[path[-1]] = value
    return written(document)


def without(path: list[Any]) -> bytes:
    document = deepcopy(DOCUMENT)
    record = document
    for key in path[:-1]:
        record = record[key]
    del record[path[-1]]
    return written(document)


def fault(content: bytes) -> str:
    with pytest.raises(ProblemError) as error:
        parse_problem(content)
    return str(error.value)


def test_a_document_becomes_columns():
    problem = parse_problem(written(DOCUMENT))

    assert problem.applicant_ids == ("p1", "p2")
    assert problem.capacity.tolist() == [3, 1]
    assert problem.use_start.tolist() == [0, 1, 3, 3]
    assert problem.use_resource.tolist() == [0, 1, 0]
    assert problem.use_amount.tolist() == [1, 0.5, 2]


def test_what_is_missing_takes_its_default():
    problem = parse_problem(written(DOCUMENT))

    assert problem.weight.tolist() == [2, 1]
    assert problem.opening_value.tolist() == [-1.5, 0]
    assert problem.minimum.tolist() == [1, 0]
    assert problem.maximum.tolist() == [np.inf, np.inf]


def test_the_digest_is_over_the_uncompressed_bytes():
    plain = written(DOCUMENT)

    assert parse_problem(gzip.compress(plain)).sha256 == hashlib.sha256(plain).hexdigest()


def test_gzip_is_recognised_by_content_from_paths_and_streams(tmp_path):
    path = tmp_path / "misnamed.json"
    path.write_bytes(gzip.compress(written(DOCUMENT)))

    assert read_problem(path).opening_ids == read_problem(io.BytesIO(path.read_bytes())).opening_ids == ("u1", "u2")


def test_a_resource_named_twice_by_one_option_is_taken_twice():
    problem = make_problem([(0, 0, 1.0, [(0, 1.0), (0, 2.0)])], capacity=[3.0])

    assert problem.uses.toarray().tolist() == [[3.0]]


def test_lists_may_be_empty():
    nobody: dict[str, Any] = {"resources": [], "openings": [], "applicants": []}
    nothing: dict[str, Any] = {"applicant": [], "opening": [], "value": [], "uses": []}

    assert parse_problem(written({**DOCUMENT, **nobody, "options": nothing})).applicant_ids == ()


@settings(max_examples=50, deadline=None)
@given(problems())
def test_a_written_problem_reads_back_the_same(problem):
    again = parse_problem(problem.to_json())

    assert again.sha256 == problem.sha256
    assert again.to_json() == problem.to_json()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "file: empty"),
        (b"\n ", "file: empty"),
        (b"{", "line 1 column 2: not JSON"),
        (b"[]", "file: not a JSON object"),
        (b"\xff\xfe\xfd", "file: not JSON in UTF-8"),
        (b"[" * 100_000, "file: nested too deeply"),
        (b'{"format": ' + b"9" * 5000 + b"}", "thousands of digits"),
        (gzip.compress(written(DOCUMENT))[:-9], "file: the gzip data is damaged or cut off"),
        (b"\x1f\x8bnonsense", "file: the gzip data is damaged or cut off"),
        (b'{"format": 1, "format": 2}', "key 'format': stands twice"),
    ],
)
def test_bytes_that_are_no_document_are_refused(content, words):
    assert words in fault(content)


@pytest.mark.parametrize("path", [["objective"], ["resources"], ["openings", 0, "id"], ["options", "uses"]])
def test_a_missing_key_is_named(path):
    assert fault(without(path)).endswith("missing")


def test_an_unknown_key_is_refused_and_named():
    assert fault(changed(["openings", 1, "minimun"], 2)) == "openings[1].minimun: not a key of this format"


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (["format"], "placement-problem/2", "format"),
        (["objective"], [], "objective"),
        (["objective"], ["placed", "placed"], "objective"),
        (["objective"], ["price"], "objective"),
        (["objective"], [["placed"]], "objective"),
        (["resources"], {}, "resources"),
        (["resources", 0], "u1", "resources[0]"),
        (["resources", 0, "id"], 7, "resources[0].id"),
        (["resources", 1, "id"], "u1/sat-am", "resources[1].id"),
        (["resources", 1, "capacity"], -1, "resources[1].capacity"),
        (["resources", 1, "capacity"], None, "resources[1].capacity"),
        (["openings", 0, "minimum"], "2", "openings[0].minimum"),
        (["openings", 0, "maximum"], 0, "openings[0].minimum"),
        (["openings", 1, "opening_value"], 10**400, "openings[1].opening_value"),
        (["applicants", 1, "weight"], -0.5, "applicants[1].weight"),
        (["applicants", 0, "weight"], True, "applicants[0].weight"),
        (["options"], [], "options"),
        (["options", "value"], [1, 2], "options.value"),
        (["options", "value", 2], float("nan"), "options.value[2]"),
        (["options", "value", 1], float("inf"), "options.value[1]"),
        (["options", "value", 1], 1e308, "options.value"),
        (["options", "applicant", 1], 2, "options.applicant[1]"),
        (["options", "applicant", 1], -1, "options.applicant[1]"),
        (["options", "opening", 2], 10**30, "options.opening[2]"),
        (["options", "opening", 2], 1.0, "options.opening[2]"),
        (["options", "uses", 1], 3, "options.uses[1]"),
        (["options", "uses", 1, 1], [0], "options.uses[1][1]"),
        (["options", "uses", 1, 1], [0.0, 2], "options.uses[1][1][0]"),
        (["options", "uses", 1, 1], [2, 2], "options.uses[1][1][0]"),
        (["options", "uses", 1, 0], [1, "2"], "options.uses[1][0][1]"),
        (["options", "uses", 1, 0], [1, -2], "options.uses[1][0][1]"),
        (["options", "uses", 0, 0], [0, float("nan")], "options.uses[0][0][1]"),
    ],
)
def test_a_wrong_entry_is_told_with_its_place(path, value, place):
    assert fault(changed(path, value)).startswith(f"{place}: ")


def test_columns_in_memory_must_have_one_length():
    with pytest.raises(ProblemError, match=r"applicants\.weight"):
        make_problem([(0, 0, 1.0, [])], capacity=[], opening_ids=["o0"], applicant_ids=["p0", "p1"], weight=[1.0])
