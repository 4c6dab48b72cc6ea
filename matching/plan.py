"""The plan: who goes where, how good it is proven to be, and the file format `placement-plan/1`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from matching.errors import PlanError
from matching.files.json_file import Source, json_object, read_bytes, uncompressed

FORMAT = "placement-plan/1"
STATUSES = ("optimal", "feasible")
PROOFS = ("solver", "prices")


@dataclass(frozen=True)
class PlanPrices:
    """Prices of the resources and openings, in the order of the problem, and the bound that follows from them.

    `stage_weights` stand in the order of the problem's objective.
    """

    stage_weights: tuple[float, ...]
    resources: tuple[float, ...]
    openings: tuple[float, ...]
    bound: float


@dataclass(frozen=True)
class SolverRun:
    """What solved it: name, version, seconds since the file was read, and the options in force."""

    name: str
    version: str
    seconds: float
    options: Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """A feasible plan with its proof; `objective` and `bound` have one entry a stage."""

    problem_sha256: str
    status: str
    objective: Mapping[str, float]
    bound: Mapping[str, float]
    gap: float
    proof: str
    chosen: tuple[int, ...]
    prices: PlanPrices
    solver: SolverRun

    def to_json(self) -> bytes:
        """Write the plan as one `placement-plan/1` document."""
        document = {
            "format": FORMAT,
            "problem_sha256": self.problem_sha256,
            "status": self.status,
            "objective": dict(self.objective),
            "bound": dict(self.bound),
            "gap": self.gap,
            "proof": self.proof,
            "chosen": self.chosen,
            "prices": vars(self.prices),
            "solver": {**vars(self.solver), "options": dict(self.solver.options)},
        }
        return json.dumps(document, allow_nan=False).encode() + b"\n"


def read_plan(source: Source) -> Plan:
    """Read a plan from a path or a binary stream, plain or gzip.

    Raises:
        OSError: The path cannot be read.
        PlanError: What was read is not a `placement-plan/1` document.
    """
    return parse_plan(read_bytes(source))


def parse_plan(content: bytes) -> Plan:
    """Turn the bytes of a document into a plan; whether the plan is right is for `verification` to say.

    Raises:
        PlanError: The bytes are not a `placement-plan/1` document.
    """
    document = _Reader("", json_object(uncompressed(content, PlanError), PlanError))
    if document.text("format") != FORMAT:
        raise PlanError("format", f"must be {FORMAT!r}")
    prices, solver = document.object("prices"), document.object("solver")
    return Plan(
        problem_sha256=document.text("problem_sha256"),
        status=document.text("status", STATUSES),
        objective=document.stages("objective"),
        bound=document.stages("bound"),
        gap=document.number("gap"),
        proof=document.text("proof", PROOFS),
        chosen=document.indexes("chosen"),
        prices=PlanPrices(
            prices.numbers("stage_weights"),
            prices.numbers("resources"),
            prices.numbers("openings"),
            prices.number("bound"),
        ),
        solver=SolverRun(
            solver.text("name"), solver.text("version"), solver.number("seconds"), solver.object("options").record
        ),
    )


@dataclass(frozen=True)
class _Reader:
    """Takes typed entries out of one object of the document, or names the place that is wrong."""

    place: str
    record: dict[str, Any]

    def _get(self, key: str) -> tuple[str, Any]:
        place = f"{self.place}.{key}" if self.place else key
        if key not in self.record:
            raise PlanError(place, "missing")
        return place, self.record[key]

    def object(self, key: str) -> "_Reader":
        place, value = self._get(key)
        if not isinstance(value, dict):
            raise PlanError(place, "not an object")
        return _Reader(place, value)

    def text(self, key: str, allowed: tuple[str, ...] = ()) -> str:
        place, value = self._get(key)
        if not isinstance(value, str):
            raise PlanError(place, "not a text")
        if allowed and value not in allowed:
            raise PlanError(place, f"must be one of {', '.join(allowed)}")
        return value

    def number(self, key: str) -> float:
        return _number(*self._get(key))

    def numbers(self, key: str) -> tuple[float, ...]:
        place, values = self._list(key)
        return tuple(_number(f"{place}[{index}]", value) for index, value in enumerate(values))

    def indexes(self, key: str) -> tuple[int, ...]:
        place, values = self._list(key)
        for index, value in enumerate(values):
            if type(value) is not int:
                raise PlanError(f"{place}[{index}]", "not a whole number")
        return tuple(values)

    def stages(self, key: str) -> dict[str, float]:
        reader = self.object(key)
        return {stage: reader.number(stage) for stage in reader.record}

    def _list(self, key: str) -> tuple[str, list[Any]]:
        place, value = self._get(key)
        if not isinstance(value, list):
            raise PlanError(place, "not a list")
        return place, value


def _number(place: str, value: Any) -> float:
    """A finite number; whole ones past the floating-point range are not."""
    if type(value) not in {int, float}:
        raise PlanError(place, "not a number")
    try:
        number = float(value)
    except OverflowError:
        raise PlanError(place, "not a finite number") from None
    if not isfinite(number):
        raise PlanError(place, "not a finite number")
    return number
