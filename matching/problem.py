"""The neutral placement problem: who may go where, what it takes and what it is worth.

Columnar, so that half a million options are a dozen arrays and not half a million objects. Nothing here knows
what a person, a shift or an institution is.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NotRequired, Required, TypedDict, Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from matching.errors import ProblemError
from matching.pieces import pieces

FORMAT = "placement-problem/1"
STAGES = ("placed", "value")

Floats = NDArray[np.float64]
Indexes = NDArray[np.int32]
Offsets = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Problem:
    """A validated problem with R resources, J openings, I applicants, N options and U uses.

    Build it with `build_problem` or `matching.files.problem_file`; the constructor itself checks nothing. Option n
    takes `use_amount[k]` of `use_resource[k]` for k in `use_start[n]:use_start[n + 1]`; a resource named twice is
    taken twice. `maximum` is inf where an opening has none.
    """

    objective: tuple[str, ...]
    resource_ids: tuple[str, ...]
    capacity: Floats
    opening_ids: tuple[str, ...]
    opening_value: Floats
    minimum: Floats
    maximum: Floats
    applicant_ids: tuple[str, ...]
    weight: Floats
    option_applicant: Indexes
    option_opening: Indexes
    option_value: Floats
    use_start: Offsets
    use_resource: Indexes
    use_amount: Floats
    source_sha256: str | None = None

    @cached_property
    def sha256(self) -> str:
        """Digest of the bytes the problem was read from; of those of `to_json`, piece by piece, if built in memory."""
        if self.source_sha256:
            return self.source_sha256
        digest = hashlib.sha256()
        for piece in _document(self):
            digest.update(piece)
        return digest.hexdigest()

    @cached_property
    def has_plain_openings(self) -> bool:
        """Whether openings neither ask for company nor are worth anything by themselves."""
        return not ((self.minimum > 1).any() or self.opening_value.any())

    @cached_property
    def uses(self) -> csr_array:
        """The uses as a sparse N × R matrix, a resource named twice by one option added up, rows in resource order."""
        shape = (len(self.option_applicant), len(self.resource_ids))
        matrix = csr_array((self.use_amount, self.use_resource, self.use_start), shape=shape, copy=True)
        matrix.sum_duplicates()
        matrix.eliminate_zeros()
        return matrix

    def to_json(self) -> bytes:
        """Write the problem as one `placement-problem/1` document, the same bytes for the same problem."""
        return b"".join(_document(self))


class Columns(TypedDict, total=False):
    """What `build_problem` accepts: the fields of `Problem`, as anything NumPy can turn into arrays."""

    objective: Required[Sequence[str]]
    resource_ids: Required[Sequence[str]]
    capacity: Required[ArrayLike]
    opening_ids: Required[Sequence[str]]
    opening_value: NotRequired[ArrayLike]
    minimum: NotRequired[ArrayLike]
    maximum: NotRequired[ArrayLike]
    applicant_ids: Required[Sequence[str]]
    weight: NotRequired[ArrayLike]
    option_applicant: Required[ArrayLike]
    option_opening: Required[ArrayLike]
    option_value: Required[ArrayLike]
    use_start: Required[ArrayLike]
    use_resource: Required[ArrayLike]
    use_amount: Required[ArrayLike]
    source_sha256: NotRequired[str | None]


def build_problem(**columns: Unpack[Columns]) -> Problem:
    """Make a problem from columns, refusing anything the format forbids.

    Missing columns default as in the format: `opening_value` and `minimum` 0, `maximum` inf, `weight` 1.

    Raises:
        ProblemError: A column breaks the format; `place` names it as the file format does.
    """
    openings, applicants = len(columns["opening_ids"]), len(columns["applicant_ids"])
    problem = Problem(
        objective=tuple(columns["objective"]),
        resource_ids=tuple(columns["resource_ids"]),
        capacity=_floats(columns["capacity"]),
        opening_ids=tuple(columns["opening_ids"]),
        opening_value=_floats(columns.get("opening_value", np.zeros(openings))),
        minimum=_floats(columns.get("minimum", np.zeros(openings))),
        maximum=_floats(columns.get("maximum", np.full(openings, np.inf))),
        applicant_ids=tuple(columns["applicant_ids"]),
        weight=_floats(columns.get("weight", np.ones(applicants))),
        option_applicant=_indexes(columns["option_applicant"]),
        option_opening=_indexes(columns["option_opening"]),
        option_value=_floats(columns["option_value"]),
        use_start=np.asarray(columns["use_start"], dtype=np.int64),
        use_resource=_indexes(columns["use_resource"]),
        use_amount=_floats(columns["use_amount"]),
        source_sha256=columns.get("source_sha256"),
    )
    _check_objective(problem)
    _check_ids(problem)
    _check_shapes(problem)
    _check_indexes(problem)
    _check_numbers(problem)
    _check_sums(problem)
    return problem


def use_place(use_start: Offsets, part: int, use: int) -> str:
    """Path of a use in the file: its option, its rank there and the *part* (0 its resource, 1 its amount)."""
    option = int(np.searchsorted(use_start, use, side="right")) - 1
    return f"options.uses[{option}][{use - use_start[option]}][{part}]"


def _floats(column: ArrayLike) -> Floats:
    return np.asarray(column, dtype=np.float64)


def _indexes(column: ArrayLike) -> Indexes:
    """Narrow indexes to int32; one that does not fit becomes one that points nowhere."""
    return np.clip(np.asarray(column, dtype=np.int64), -1, np.iinfo(np.int32).max).astype(np.int32)


def _refuse(wrong: Mask, place: str, reason: str) -> None:
    """Raise for the first true entry of *wrong*, its index put into *place*."""
    if wrong.any():
        raise ProblemError(place.format(int(np.argmax(wrong))), reason)


def _refuse_use(problem: Problem, wrong: Mask, part: int, reason: str) -> None:
    if wrong.any():
        raise ProblemError(use_place(problem.use_start, part, int(np.argmax(wrong))), reason)


def _check_objective(problem: Problem) -> None:
    stages = problem.objective
    if not stages or len(set(stages)) < len(stages) or not set(stages) <= set(STAGES):
        raise ProblemError("objective", "must list 'placed', 'value' or both, each once")


def _check_ids(problem: Problem) -> None:
    lists = (("resources", problem.resource_ids), ("openings", problem.opening_ids))
    for name, ids in (*lists, ("applicants", problem.applicant_ids)):
        seen: set[str] = set()
        for index, identifier in enumerate(ids):
            if not isinstance(identifier, str):
                raise ProblemError(f"{name}[{index}].id", "not a text")
            if identifier in seen:
                raise ProblemError(f"{name}[{index}].id", f"the id {identifier!r} stands twice")
            seen.add(identifier)


def _check_shapes(problem: Problem) -> None:
    """Refuse columns of unequal length and use rows that do not tile the uses."""
    resources, openings, applicants = len(problem.resource_ids), len(problem.opening_ids), len(problem.applicant_ids)
    options, uses = len(problem.option_applicant), len(problem.use_resource)
    expected = (
        ("resources.capacity", problem.capacity, resources),
        ("openings.opening_value", problem.opening_value, openings),
        ("openings.minimum", problem.minimum, openings),
        ("openings.maximum", problem.maximum, openings),
        ("applicants.weight", problem.weight, applicants),
        ("options.opening", problem.option_opening, options),
        ("options.value", problem.option_value, options),
        ("options.uses", problem.use_start, options + 1),
        ("uses.amount", problem.use_amount, uses),
    )
    for place, column, length in expected:
        if column.shape != (length,):
            raise ProblemError(place, f"has {column.size} entries where {length} are expected")
    start = problem.use_start
    if start[0] != 0 or start[-1] != uses or (np.diff(start) < 0).any():
        raise ProblemError("options.uses", "the rows do not cover the uses in order")


def _check_indexes(problem: Problem) -> None:
    """Refuse indexes that point outside their list."""
    applicants, openings = len(problem.applicant_ids), len(problem.opening_ids)
    for column, size, noun in (
        (problem.option_applicant, applicants, "applicant"),
        (problem.option_opening, openings, "opening"),
    ):
        _refuse(_outside(column, size), f"options.{noun}[{{}}]", f"no {noun} has this index ({size} in the list)")
    size = len(problem.resource_ids)
    _refuse_use(problem, _outside(problem.use_resource, size), 0, f"no resource has this index ({size} in the list)")


def _outside(column: Indexes, size: int) -> Mask:
    return (column < 0) | (column >= size)


def _check_numbers(problem: Problem) -> None:
    """Refuse numbers that are not finite, negative where they may not be, or contradict each other."""
    amounts = (
        ("resources[{}].capacity", problem.capacity),
        ("openings[{}].minimum", problem.minimum),
        ("applicants[{}].weight", problem.weight),
    )
    values = (("openings[{}].opening_value", problem.opening_value), ("options.value[{}]", problem.option_value))
    for place, column in (*amounts, *values):
        _refuse(~np.isfinite(column), place, "not a finite number")
    _refuse(np.isnan(problem.maximum), "openings[{}].maximum", "not a finite number")
    _refuse_use(problem, ~np.isfinite(problem.use_amount), 1, "not a finite number")
    for place, column in (*amounts, ("openings[{}].maximum", problem.maximum)):
        _refuse(column < 0, place, "negative")
    _refuse_use(problem, problem.use_amount < 0, 1, "negative")
    _refuse(problem.minimum > problem.maximum, "openings[{}].minimum", "larger than the maximum")


def _check_sums(problem: Problem) -> None:
    """Refuse numbers so large that adding them up leaves the floating-point range."""
    sums = (
        ("applicants.weight", problem.weight),
        ("openings.opening_value", problem.opening_value),
        ("options.value", problem.option_value),
        ("options.uses", problem.use_amount),
    )
    for place, column in sums:
        with np.errstate(over="ignore"):
            if not np.isfinite(np.abs(column).sum() * 1e6):
                raise ProblemError(place, "too large to be added up")


def _document(problem: Problem) -> Iterator[bytes]:
    resources = zip(problem.resource_ids, problem.capacity.tolist(), strict=True)
    applicants = zip(problem.applicant_ids, problem.weight.tolist(), strict=True)
    head = {
        "format": FORMAT,
        "objective": list(problem.objective),
        "resources": [{"id": name, "capacity": capacity} for name, capacity in resources],
        "openings": [_opening(problem, index) for index in range(len(problem.opening_ids))],
        "applicants": [{"id": name, "weight": weight} for name, weight in applicants],
    }
    options: dict[str, NDArray[Any]] = {
        "applicant": problem.option_applicant,
        "opening": problem.option_opening,
        "value": problem.option_value,
    }
    return pieces(head, options, problem.use_start, problem.use_resource, problem.use_amount)


def _opening(problem: Problem, index: int) -> dict[str, Any]:
    maximum = float(problem.maximum[index])
    return {
        "id": problem.opening_ids[index],
        "opening_value": float(problem.opening_value[index]),
        "minimum": float(problem.minimum[index]),
        "maximum": None if maximum == np.inf else maximum,
    }
