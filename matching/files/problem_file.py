"""The file format `placement-problem/1`: bytes in, problem out, or the place in the file that is wrong."""

import hashlib
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import chain
from typing import Any

import numpy as np

from matching.errors import ProblemError
from matching.files.json_file import Source, json_object, read_bytes, uncompressed
from matching.problem import FORMAT, Floats, Offsets, Problem, build_problem, use_place

Place = Callable[[int], str]

LISTS = {
    "resources": ({"id", "capacity"}, set[str]()),
    "openings": ({"id"}, {"opening_value", "minimum", "maximum"}),
    "applicants": ({"id"}, {"weight"}),
}
OPTION_COLUMNS = {"applicant", "opening", "value", "uses"}


def read_problem(source: Source) -> Problem:
    """Read a problem from a path or a binary stream, plain or gzip (recognised by content).

    Raises:
        OSError: The path cannot be read.
        ProblemError: What was read is not a `placement-problem/1` document.
    """
    return parse_problem(read_bytes(source))


def parse_problem(content: bytes) -> Problem:
    """Turn the bytes of a document, plain or gzip, into a problem that remembers their digest.

    Unknown keys are refused: a misspelt `minimum` would otherwise be a rule silently dropped.

    Raises:
        ProblemError: The bytes are not a `placement-problem/1` document; `place` is a path such as
            `options.value[3]`.
    """
    plain = uncompressed(content, ProblemError)
    document = json_object(plain, ProblemError)
    _check_format(document)
    resources = _records(document, "resources")
    openings = _records(document, "openings")
    applicants = _records(document, "applicants")
    options = _columns(document["options"])
    start, use_resource, use_amount = _uses(options["uses"])
    return build_problem(
        objective=_texts(document["objective"], "objective"),
        resource_ids=[record["id"] for record in resources],
        capacity=_numbers((record["capacity"] for record in resources), "resources[{}].capacity".format),
        opening_ids=[record["id"] for record in openings],
        opening_value=_numbers((r.get("opening_value", 0.0) for r in openings), "openings[{}].opening_value".format),
        minimum=_numbers((record.get("minimum", 0.0) for record in openings), "openings[{}].minimum".format),
        maximum=_numbers(map(_maximum, openings), "openings[{}].maximum".format),
        applicant_ids=[record["id"] for record in applicants],
        weight=_numbers((record.get("weight", 1.0) for record in applicants), "applicants[{}].weight".format),
        option_applicant=_whole(options["applicant"], "options.applicant[{}]".format),
        option_opening=_whole(options["opening"], "options.opening[{}]".format),
        option_value=_numbers(options["value"], "options.value[{}]".format),
        use_start=start,
        use_resource=use_resource,
        use_amount=use_amount,
        source_sha256=hashlib.sha256(plain).hexdigest(),
    )


def _check_format(document: dict[str, Any]) -> None:
    if document.get("format") != FORMAT:
        raise ProblemError("format", f"must be {FORMAT!r}")
    _check_keys(document, "", {"format", "objective", "options", *LISTS}, set())


def _check_keys(record: Mapping[str, Any], place: str, required: set[str], optional: set[str]) -> None:
    prefix = f"{place}." if place else ""
    for key in sorted(required - record.keys()):
        raise ProblemError(prefix + key, "missing")
    for key in sorted(record.keys() - required - optional):
        raise ProblemError(prefix + key, "not a key of this format")


def _list(value: Any, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise ProblemError(place, "not a list")
    return value


def _records(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects of one of the three lists, each with all its required keys and no unknown one."""
    required, optional = LISTS[name]
    records = _list(document[name], name)
    for index, record in enumerate(records):
        if not isinstance(record, dict):
            raise ProblemError(f"{name}[{index}]", "not an object")
        if not required <= record.keys() or len(record) > len(required):
            _check_keys(record, f"{name}[{index}]", required, optional)
    return records


def _maximum(record: dict[str, Any]) -> Any:
    value = record.get("maximum")
    return np.inf if value is None else value


def _columns(options: Any) -> dict[str, list[Any]]:
    if not isinstance(options, dict):
        raise ProblemError("options", "not an object")
    _check_keys(options, "options", OPTION_COLUMNS, set())
    count = len(_list(options["applicant"], "options.applicant"))
    for name, column in options.items():
        if len(_list(column, f"options.{name}")) != count:
            raise ProblemError(f"options.{name}", f"has {len(column)} entries where options.applicant has {count}")
    return options


def _texts(value: Any, place: str) -> list[str]:
    texts = _list(value, place)
    if not all(isinstance(text, str) for text in texts):
        raise ProblemError(place, "must list 'placed', 'value' or both, each once")
    return texts


def _first_not(values: list[Any], kinds: set[type]) -> int | None:
    """Index of the first value of another kind; true and false are no numbers."""
    if set(map(type, values)) <= kinds:
        return None
    return next(index for index, value in enumerate(values) if type(value) not in kinds)


def _numbers(values: Iterable[Any], place: Place) -> Floats:
    column = list(values)
    wrong = _first_not(column, {int, float})
    if wrong is not None:
        raise ProblemError(place(wrong), "not a number")
    try:
        return np.array(column, dtype=np.float64)
    except OverflowError:
        wrong = next(index for index, value in enumerate(column) if abs(value) > sys.float_info.max)
        raise ProblemError(place(wrong), "not a finite number") from None


def _whole(values: list[Any], place: Place) -> Offsets:
    """Indexes as int64; whole numbers past that range point outside every list, as -1 does."""
    wrong = _first_not(values, {int})
    if wrong is not None:
        raise ProblemError(place(wrong), "not a whole number")
    try:
        return np.array(values, dtype=np.int64)
    except OverflowError:
        return np.array([value if abs(value) < 2**62 else -1 for value in values], dtype=np.int64)


def _uses(rows: list[Any]) -> tuple[Offsets, Offsets, Floats]:
    """Flatten the rows of uses into start, resource and amount."""
    wrong = _first_not(rows, {list})
    if wrong is not None:
        raise ProblemError(f"options.uses[{wrong}]", "not a list")
    start = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, rows), dtype=np.int64, count=len(rows)), out=start[1:])
    pairs = list(chain.from_iterable(rows))
    if not set(map(type, pairs)) <= {list} or not set(map(len, pairs)) <= {2}:
        use = next(index for index, pair in enumerate(pairs) if type(pair) is not list or len(pair) != 2)
        raise ProblemError(use_place(start, 0, use).removesuffix("[0]"), "not a [resource, amount] pair")
    flat = list(chain.from_iterable(pairs))
    return start, _whole(flat[0::2], partial(use_place, start, 0)), _numbers(flat[1::2], partial(use_place, start, 1))
